namespace Wilks.Formats.Columns;

/// <summary>What only the dialect of Python has.</summary>
internal sealed partial class ColumnParser
{
    private const int PythonNot = 3;
    private const int PythonComparison = 4;

    private static readonly Dictionary<string, string> s_rootInPython = new(StringComparer.Ordinal)
    {
        ["&&"] = "Write (a) & (b), with parentheses around comparisons.",
        ["||"] = "Write (a) | (b), with parentheses around comparisons.",
        ["!"] = "Write ~(a), with parentheses around comparisons.",
        ["?"] = "Write np.where(condition, a, b).",
        ["if"] = "Write np.where(condition, a, b).",
        ["in"] = "Write (x == a) | (x == b).",
        ["is"] = "Write ==.",
        ["not"] = "Put parentheses around 'not …'.",
    };

    /// <summary>Ranks and operators of Python, where <c>&amp;</c> binds tighter than comparisons.</summary>
    private static (int Rank, ColumnOperator Kind) PythonOperator(ColumnToken token)
    {
        if (token.Kind is not (ColumnTokenKind.Symbol or ColumnTokenKind.Name)) return default;

        return token.Text switch
        {
            "or" => (1, ColumnOperator.Or),
            "and" => (2, ColumnOperator.And),
            "==" => (PythonComparison, ColumnOperator.Equal),
            "!=" => (PythonComparison, ColumnOperator.NotEqual),
            "<" => (PythonComparison, ColumnOperator.Less),
            "<=" => (PythonComparison, ColumnOperator.LessOrEqual),
            ">" => (PythonComparison, ColumnOperator.Greater),
            ">=" => (PythonComparison, ColumnOperator.GreaterOrEqual),
            "|" => (5, ColumnOperator.BitOr),
            "^" => (6, ColumnOperator.BitXor),
            "&" => (7, ColumnOperator.BitAnd),
            "<<" => (8, ColumnOperator.ShiftLeft),
            ">>" => (8, ColumnOperator.ShiftRight),
            "+" => (9, ColumnOperator.Add),
            "-" => (9, ColumnOperator.Subtract),
            "*" => (10, ColumnOperator.Multiply),
            "/" => (10, ColumnOperator.Divide),
            "//" => (10, ColumnOperator.FloorDivide),
            "%" => (10, ColumnOperator.Modulo),
            _ => default,
        };
    }

    private ColumnSyntax WordNot(int rank)
    {
        if (rank > PythonNot) RefuseOtherDialect();

        Enter();
        int position = _token.Position;
        Advance();
        ColumnSyntax operand = Binary(PythonNot);
        _depth--;
        return Make(ColumnOperator.Not, position, operand);
    }

    /// <summary><c>a &lt; b &lt; c</c> is <c>a &lt; b and b &lt; c</c>.</summary>
    private ColumnSyntax Chain(ColumnSyntax left)
    {
        ColumnSyntax? all = null;
        while (PythonOperator(_token) is (PythonComparison, ColumnOperator kind))
        {
            int position = _token.Position;
            Advance();
            ColumnSyntax right = Binary(PythonComparison + 1);
            ColumnSyntax one = Make(kind, position, left, right);
            all = all is null ? one : Make(ColumnOperator.And, position, all, one);
            left = right;
        }

        return all!;
    }

    /// <summary><c>x[:, 0]</c>, <c>x[:, :2]</c>, <c>x[:, :, 0]</c>, or a list chosen by a list of truth values, <c>x[x &gt; 25]</c>.</summary>
    private ColumnSyntax PythonIndex(ColumnSyntax list)
    {
        int opening = _token.Position;
        Advance();
        if (!_token.Is(":"))
        {
            ColumnSyntax mask = Expression();
            if (!_token.Is("]") || mask.Kind is ColumnOperator.Number or ColumnOperator.Negate)
            {
                throw Error(opening, "the first index chooses rows, and an expression is for all of them. Write x[:, 0] for the first element of each row's list.");
            }

            Advance();
            return Make(ColumnOperator.Filter, opening, list, mask);
        }

        Advance();
        int level = 0;
        while (_token.Is(","))
        {
            Advance();
            list = PythonItem(list, ref level);
        }

        Expect("]", "',' or ']'");
        return list;
    }

    private ColumnSyntax PythonItem(ColumnSyntax list, ref int level)
    {
        int position = _token.Position;
        int? start = SignedInteger();
        if (_token.Is(":"))
        {
            Advance();
            int? stop = SignedInteger();
            if (_token.Is(":")) throw Error(_token.Position, "slices have no steps here. Write x[:, 1:3].");

            int at = level++;
            return start is null && stop is null ? list : Sliced(list, position, at, start, stop);
        }

        if (start is not { } index) throw Unexpected("a whole number or a slice such as :2");

        ColumnSyntax number = new(ColumnOperator.Number, position) { Value = index, Integer = index };
        return new ColumnSyntax(ColumnOperator.StrictElement, position, list, number) { Level = level };
    }

    private static ColumnSyntax Sliced(ColumnSyntax list, int position, int level, int? start, int? stop) =>
        new(ColumnOperator.Slice, position, list) { Level = level, SliceStart = start, SliceStop = stop };

    private int? SignedInteger()
    {
        bool isNegative = _token.Is("-");
        if (isNegative) Advance();
        if (_token.Kind == ColumnTokenKind.Number && _token.Integer is >= 0 and <= int.MaxValue)
        {
            int value = (int)_token.Integer;
            Advance();
            return isNegative ? -value : value;
        }

        return isNegative ? throw Unexpected("a whole number") : null;
    }

    /// <summary><c>x.sum(axis=1)</c> behind anything but a name, which the name's own word holds.</summary>
    private ColumnSyntax Method(ColumnSyntax subject)
    {
        Advance();
        ColumnToken name = _token;
        if (name.Kind != ColumnTokenKind.Name || !ColumnFunctions.Methods.Contains(name.Text))
        {
            throw Error(name.Position, $"found {name.Describe()} after '.'; expected one of {string.Join(", ", ColumnFunctions.Methods)}.");
        }

        Advance();
        if (!_token.Is("(")) throw Unexpected("'('");

        return Arguments(name.Position, name.Text, ColumnFunctions.Find("ak." + name.Text, _dialect)!, subject);
    }
}
