namespace Wilks.Formats.Columns;

/// <summary>Reads a text in one dialect into a tree, by precedence climbing with bounds on length and depth.</summary>
internal sealed partial class ColumnParser
{
    private const int MaxDepth = 200;

    /// <summary>Trees are walked recursively; long sums are deep on their left side.</summary>
    private const int MaxHeight = 1000;

    private readonly string _text;
    private readonly ColumnDialect _dialect;
    private readonly ColumnLexer _lexer;
    private ColumnToken _token;
    private ColumnToken _next;
    private int _depth;

    internal ColumnParser(string text, ColumnDialect dialect)
    {
        if (text.Length > ColumnExpression.MaxLength)
        {
            throw new ColumnExpressionException(text, ColumnExpression.MaxLength, $"the expression has {text.Length} characters; at most {ColumnExpression.MaxLength} are read. Make columns of its parts.");
        }

        _text = text;
        _dialect = dialect;
        _lexer = new ColumnLexer(text);
        _token = _lexer.Next();
        _next = _token.Kind == ColumnTokenKind.End ? _token : _lexer.Next();
    }

    /// <summary>What is wrong with a tree that could be read, where the other dialect may give the text a meaning.</summary>
    internal ColumnExpressionException? Refusal { get; private set; }

    private bool IsRoot => _dialect == ColumnDialect.Root;

    internal ColumnSyntax Parse()
    {
        if (_token.Kind == ColumnTokenKind.End) throw Error(0, "the expression is empty. Write 1 for no selection or weight.");

        ColumnSyntax tree = Expression();
        if (_token.Kind != ColumnTokenKind.End) throw Unexpected("an operator or the end");

        return tree;
    }

    private ColumnSyntax Expression()
    {
        Enter();
        ColumnSyntax tree = IsRoot ? Conditional() : PythonConditional();
        _depth--;
        return tree;
    }

    /// <summary>Operators of a rank and the tighter ones.</summary>
    private ColumnSyntax Binary(int rank)
    {
        ColumnSyntax left = !IsRoot && _token.IsWord("not") ? WordNot(rank) : Unary();
        while (true)
        {
            (int found, ColumnOperator kind) = IsRoot ? RootOperator(_token) : IsNotIn ? (PythonComparison, ColumnOperator.In) : PythonOperator(_token);
            if (found == 0)
            {
                RefuseOtherDialect();
                return left;
            }

            if (found < rank) return left;

            if (!IsRoot && found == PythonComparison) left = Chain(left);
            else left = Pair(left, found, kind);
        }
    }

    private ColumnSyntax Pair(ColumnSyntax left, int rank, ColumnOperator kind)
    {
        int position = _token.Position;
        if (IsRoot && ComparisonRank(kind) is > 0 and { } own && own == ComparisonRank(left.Kind) && !_wasParenthesized)
        {
            Refusal ??= Error(position, $"found '{_token.Text}' after another comparison: C compares the truth value of the first with the number. Write a < b && b < c, or parentheses.");
        }

        Advance();
        ColumnSyntax right = Binary(rank + 1);
        _wasParenthesized = false;
        return Make(kind, position, left, right);
    }

    /// <summary>1 for orders, 2 for equality, 0 for others: (a &lt; b) == (c &lt; d) needs no parentheses.</summary>
    private static int ComparisonRank(ColumnOperator kind) => kind switch
    {
        ColumnOperator.Less or ColumnOperator.LessOrEqual or ColumnOperator.Greater or ColumnOperator.GreaterOrEqual => 1,
        ColumnOperator.Equal or ColumnOperator.NotEqual => 2,
        _ => 0,
    };

    private ColumnSyntax Make(ColumnOperator kind, int position, params ColumnSyntax[] operands)
    {
        ColumnSyntax made = new(kind, position, operands);
        return made.Height <= MaxHeight ? made : throw Error(position, $"the expression has more than {MaxHeight} operations on top of each other. Make columns of its parts.");
    }

    private ColumnSyntax Unary()
    {
        Enter();
        ColumnToken token = _token;
        ColumnSyntax tree;
        if (token.Is("-") || token.Is("+") || token.Is(IsRoot ? "!" : "~"))
        {
            Advance();
            ColumnSyntax operand = Unary();
            tree = token.Text switch
            {
                "-" => Make(ColumnOperator.Negate, token.Position, operand),
                "!" => Make(ColumnOperator.Not, token.Position, operand),
                "~" => Make(ColumnOperator.BitNot, token.Position, operand),
                _ => operand,
            };
            _wasParenthesized = false;
        }
        else
        {
            tree = Power();
        }

        _depth--;
        return tree;
    }

    private ColumnSyntax Power()
    {
        ColumnSyntax basis = Postfix();
        string symbol = IsRoot ? "^" : "**";
        if (!_token.Is(symbol)) return basis;

        int position = _token.Position;
        Advance();
        ColumnSyntax exponent = Unary();
        if (IsRoot && exponent.Kind == ColumnOperator.Power && !_wasParenthesized)
        {
            Refusal ??= Error(exponent.Position, "found a power of a power without parentheses, which tools read in both orders. Write (a^b)^c or a^(b^c).");
        }

        _wasParenthesized = false;
        return Make(ColumnOperator.Power, position, basis, exponent);
    }

    private ColumnSyntax Postfix()
    {
        ColumnSyntax tree = Primary();
        while (true)
        {
            if (_token.Is("[")) tree = IsRoot ? RootIndex(tree) : PythonIndex(tree);
            else if (!IsRoot && _token.Is(".")) tree = Method(tree);
            else return tree;
        }
    }

    // Whether what was read last stood in parentheses, which makes (a < b) < c deliberate.
    private bool _wasParenthesized;

    private ColumnSyntax Primary()
    {
        ColumnToken token = _token;
        _wasParenthesized = false;
        switch (token.Kind)
        {
            case ColumnTokenKind.Number:
                Advance();
                return new ColumnSyntax(ColumnOperator.Number, token.Position) { Value = token.Value, Integer = token.Integer };
            case ColumnTokenKind.QuotedName:
                Advance();
                if (_token.Is("(")) throw Error(token.Position, $"`{token.Text}` is a column, not a function: function names stand without backquotes.");

                return new ColumnSyntax(ColumnOperator.Name, token.Position) { Name = token.Text, IsQuoted = true };
            case ColumnTokenKind.Text:
                Advance();
                return new ColumnSyntax(ColumnOperator.Text, token.Position) { Name = token.Text };
            case ColumnTokenKind.Name:
                return NameOrCall(token);
            case ColumnTokenKind.Symbol when token.Text == "[" && !IsRoot:
                Advance();
                return List(token.Position, [], "]");
            case ColumnTokenKind.Symbol when token.Text == "(":
                Advance();
                ColumnSyntax inner = Expression();
                if (!IsRoot && _token.Is(",")) return List(token.Position, [inner], ")");

                Expect(")", "an operator or ')'");
                _wasParenthesized = true;
                return inner;
            default:
                RefuseOtherDialect();
                throw Unexpected("a number, a column, a function or '('");
        }
    }

    /// <summary>Counts a level; parentheses are two.</summary>
    private void Enter()
    {
        if (++_depth > 2 * MaxDepth) throw Error(_token.Position, $"the expression is nested more than {MaxDepth} levels deep. Make columns of its parts.");
    }

    private void Advance()
    {
        _token = _next;
        if (_next.Kind != ColumnTokenKind.End) _next = _lexer.Next();
    }

    private void Expect(string symbol, string expected)
    {
        if (_token.Is(symbol))
        {
            Advance();
            return;
        }

        RefuseOtherDialect();
        throw Unexpected(expected);
    }

    private ColumnExpressionException Error(int position, string reason) => new(_text, position, reason);

    private ColumnExpressionException Unexpected(string expected)
    {
        bool isOperand = _token.Kind is ColumnTokenKind.Name or ColumnTokenKind.Number or ColumnTokenKind.QuotedName || _token.Is("(");
        string hint = isOperand ? " Write products with *." : _token.Is("=") ? " Write == to compare." : "";
        return Error(_token.Position, $"found {_token.Describe()}; expected {expected}.{hint}");
    }
}
