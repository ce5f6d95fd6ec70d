namespace Wilks.Formats.Columns;

/// <summary>What only the dialect of ROOT has.</summary>
internal sealed partial class ColumnParser
{
    private static readonly Dictionary<string, string> s_pythonInRoot = new(StringComparer.Ordinal)
    {
        ["**"] = "Write a power as x^2 or pow(x, 2).",
        ["//"] = "Write floor(x/y).",
        ["~"] = "Write ! for 'not'.",
        ["and"] = "Write &&.",
        ["or"] = "Write ||.",
        ["not"] = "Write !.",
        ["if"] = "Write condition ? a : b.",
        ["in"] = "Write x == a || x == b.",
        ["else"] = "Write condition ? a : b.",
    };

    /// <summary>Ranks and operators of C.</summary>
    private static (int Rank, ColumnOperator Kind) RootOperator(ColumnToken token)
    {
        if (token.Kind != ColumnTokenKind.Symbol) return default;

        return token.Text switch
        {
            "||" => (1, ColumnOperator.Or),
            "&&" => (2, ColumnOperator.And),
            "|" => (3, ColumnOperator.BitOr),
            "&" => (4, ColumnOperator.BitAnd),
            "==" => (5, ColumnOperator.Equal),
            "!=" => (5, ColumnOperator.NotEqual),
            "<" => (6, ColumnOperator.Less),
            "<=" => (6, ColumnOperator.LessOrEqual),
            ">" => (6, ColumnOperator.Greater),
            ">=" => (6, ColumnOperator.GreaterOrEqual),
            "<<" => (7, ColumnOperator.ShiftLeft),
            ">>" => (7, ColumnOperator.ShiftRight),
            "+" => (8, ColumnOperator.Add),
            "-" => (8, ColumnOperator.Subtract),
            "*" => (9, ColumnOperator.Multiply),
            "/" => (9, ColumnOperator.Divide),
            "%" => (9, ColumnOperator.Remainder),
            _ => default,
        };
    }

    private ColumnSyntax Conditional()
    {
        ColumnSyntax condition = Binary(1);
        if (!_token.Is("?")) return condition;

        int position = _token.Position;
        Advance();
        ColumnSyntax whenTrue = Expression();
        Expect(":", "':' and the value of the other case");
        ColumnSyntax whenFalse = Expression();
        _wasParenthesized = false;
        return Make(ColumnOperator.Select, position, condition, whenTrue, whenFalse);
    }

    /// <summary><c>x[2]</c>, <c>x[2][0]</c>, and <c>x[][0]</c>, where the empty brackets stand for all.</summary>
    private ColumnSyntax RootIndex(ColumnSyntax list)
    {
        int level = 0;
        while (_token.Is("["))
        {
            int position = _token.Position;
            Advance();
            if (_token.Is("]"))
            {
                Advance();
                level++;
                continue;
            }

            ColumnSyntax index = Expression();
            Expect("]", "an operator or ']'");
            list = new ColumnSyntax(ColumnOperator.Element, position, list, index) { Level = level };
        }

        _wasParenthesized = false;
        return list;
    }

    /// <summary>Explains a word that only the other dialect has.</summary>
    private void RefuseOtherDialect()
    {
        Dictionary<string, string> foreign = IsRoot ? s_pythonInRoot : s_rootInPython;
        bool isWord = _token.Kind is ColumnTokenKind.Symbol or ColumnTokenKind.Name;
        if (!isWord || !foreign.TryGetValue(_token.Text, out string? advice)) return;

        string mine = IsRoot ? "ROOT" : "Python";
        throw Error(_token.Position, $"found '{_token.Text}', which the {mine} dialect doesn't have. {advice}");
    }
}
