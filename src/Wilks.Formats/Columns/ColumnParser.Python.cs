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
        ["?"] = "Write a if condition else b, or np.where(condition, a, b).",
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
            "in" => (PythonComparison, ColumnOperator.In),
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

    private bool IsNotIn => _token.IsWord("not") && _next.IsWord("in");

    /// <summary><c>a if condition else b</c>, element by element as <c>np.where</c>.</summary>
    private ColumnSyntax PythonConditional()
    {
        ColumnSyntax whenTrue = Binary(1);
        if (!_token.IsWord("if")) return whenTrue;

        int position = _token.Position;
        Advance();
        ColumnSyntax condition = Binary(1);
        if (!_token.IsWord("else")) throw Unexpected("'else' and the value of the other case");

        Advance();
        return Make(ColumnOperator.Select, position, condition, whenTrue, Expression());
    }

    /// <summary>The rest of <c>[a, b]</c> or <c>(a, b)</c>.</summary>
    private ColumnSyntax List(int position, List<ColumnSyntax> items, string closing)
    {
        if (items.Count > 0) Advance();
        while (!_token.Is(closing))
        {
            items.Add(Expression());
            if (!_token.Is(",")) break;

            Advance();
        }

        Expect(closing, $"',' or '{closing}'");
        return Make(ColumnOperator.List, position, [.. items]);
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
        while (IsNotIn || PythonOperator(_token) is (PythonComparison, _))
        {
            int position = _token.Position;
            bool isNot = IsNotIn;
            ColumnOperator kind = isNot ? ColumnOperator.In : PythonOperator(_token).Kind;
            Advance();
            if (isNot) Advance();
            ColumnSyntax right = Binary(PythonComparison + 1);
            ColumnSyntax one = Make(kind, position, left, right);
            if (isNot) one = Make(ColumnOperator.Not, position, one);
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
            int step = Step();
            int at = level++;
            return start is null && stop is null && step == 1 ? list : new ColumnSyntax(ColumnOperator.Slice, position, list) { Level = at, SliceStart = start, SliceStop = stop, SliceStep = step };
        }

        if (start is not { } index) throw Unexpected("a whole number or a slice such as :2");

        ColumnSyntax number = new(ColumnOperator.Number, position) { Value = index, Integer = index };
        return new ColumnSyntax(ColumnOperator.StrictElement, position, list, number) { Level = level };
    }

    private int Step()
    {
        if (!_token.Is(":")) return 1;

        Advance();
        int position = _token.Position;
        int step = SignedInteger() ?? 1;
        return step != 0 ? step : throw Error(position, "a slice can't have the step 0. Write x[:, ::2] for every second element.");
    }

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
        ColumnFunction? method = name.Kind == ColumnTokenKind.Name ? ColumnFunctions.Method(name.Text) : null;
        if (method is null) throw Error(name.Position, $"found {name.Describe()} after '.'; expected one of {string.Join(", ", ColumnFunctions.MethodNames)}.");

        Advance();
        if (!_token.Is("(")) throw Unexpected("'('");

        return Arguments(name.Position, name.Text, method, subject);
    }
}
