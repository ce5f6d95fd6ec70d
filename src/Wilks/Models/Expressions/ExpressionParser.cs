using Wilks.Workspaces;

namespace Wilks.Models;

/// <summary>Reads an expression onto a tape, by recursive descent with a bound on the depth.</summary>
internal sealed class ExpressionParser
{
    private const int TightestBinary = 6;

    private readonly ExpressionLexer _lexer;
    private readonly TapeBuilder _tape = new();
    private ExpressionToken _token;
    private int _depth;

    internal ExpressionParser(string text)
    {
        if (text.Length > ParameterExpression.MaxLength)
        {
            throw new ExpressionException(ParameterExpression.MaxLength, $"the expression has {text.Length} characters; at most {ParameterExpression.MaxLength} are read. Split it into several parameters.");
        }

        _lexer = new ExpressionLexer(text);
        _token = _lexer.Next();
    }

    internal ExpressionTape Parse()
    {
        if (_token.Kind == TokenKind.End) throw new ExpressionException(0, "the expression is empty.");

        int result = Conditional();
        if (_token.Kind != TokenKind.End) throw Unexpected("an operator or the end");

        return _tape.Build(result);
    }

    private int Conditional()
    {
        Enter();
        int result = Binary(1);
        if (_token.Is("?"))
        {
            Advance();
            int whenTrue = Conditional();
            Expect(":", "':' and the value of the other case");
            int whenFalse = Conditional();
            result = _tape.Apply(Operation.Select, result, whenTrue, whenFalse);
        }

        _depth--;
        return result;
    }

    /// <summary>Operators of one rank and the tighter ones, from left to right.</summary>
    private int Binary(int rank)
    {
        if (rank > TightestBinary) return Unary();

        int left = Binary(rank + 1);
        ExpressionToken previous = default;
        while (OperatorOf(_token, rank) is { } operation)
        {
            // (a < b) < c would compare a truth value; nobody who writes it means that.
            if (rank is 3 or 4 && previous.Text is { } before)
            {
                throw new ExpressionException(_token.Position, $"found '{_token.Text}' after '{before}': comparisons don't chain. Write a < b && b < c, or parentheses.");
            }

            previous = _token;
            Advance();
            int right = Binary(rank + 1);
            left = _tape.Apply(operation, left, right);
        }

        return left;
    }

    private static Operation? OperatorOf(ExpressionToken token, int rank)
    {
        if (token.Kind != TokenKind.Symbol) return null;

        return (rank, token.Text) switch
        {
            (1, "||") => Operation.Or,
            (2, "&&") => Operation.And,
            (3, "==") => Operation.NearlyEqual,
            (3, "!=") => Operation.NotNearlyEqual,
            (3, "===") => Operation.Equal,
            (3, "!==") => Operation.NotEqual,
            (4, "<") => Operation.Less,
            (4, "<=") => Operation.LessOrEqual,
            (4, ">") => Operation.Greater,
            (4, ">=") => Operation.GreaterOrEqual,
            (5, "+") => Operation.Add,
            (5, "-") => Operation.Subtract,
            (TightestBinary, "*") => Operation.Multiply,
            (TightestBinary, "/") => Operation.Divide,
            _ => null,
        };
    }

    private int Unary()
    {
        Enter();
        int result;
        if (_token.Is("-"))
        {
            Advance();
            result = _tape.Apply(Operation.Negate, Unary());
        }
        else if (_token.Is("!"))
        {
            Advance();
            result = _tape.Apply(Operation.Not, Unary());
        }
        else if (_token.Is("+"))
        {
            Advance();
            result = Unary();
        }
        else
        {
            result = Power();
        }

        _depth--;
        return result;
    }

    /// <summary>A power; its exponent may have a sign and is itself a power before it is one here.</summary>
    private int Power()
    {
        int basis = Primary();
        if (!_token.Is("^")) return basis;

        Advance();
        return _tape.Apply(Operation.Power, basis, Unary());
    }

    private int Primary()
    {
        ExpressionToken token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return _tape.Constant(token.Value);
            case TokenKind.QuotedName:
                Advance();
                if (_token.Is("(")) throw new ExpressionException(token.Position, $"`{token.Text}` is a parameter, not a function: function names stand without backquotes.");

                return _tape.Name(token.Text);
            case TokenKind.Name:
                return NameOrCall(token);
            case TokenKind.Symbol when token.Text == "(":
                Advance();
                int inner = Conditional();
                Expect(")", "an operator or ')'");
                return inner;
            default:
                throw Unexpected("a number, a name, a function or '('");
        }
    }

    private int NameOrCall(ExpressionToken name)
    {
        if (ExpressionFunctions.AdviceForWord(name.Text) is { } advice)
        {
            throw new ExpressionException(name.Position, $"found '{name.Text}', which expressions don't have. {advice} A parameter of that name stands in backquotes.");
        }

        bool isApart = _lexer.IsFollowedByBlank;
        Advance();
        if (_token.Is("(")) return Call(name, isApart);
        if (ExpressionFunctions.Constant(name.Text) is { } constant) return _tape.Constant(constant);
        if (ExpressionFunctions.Find(name.Text) is not null)
        {
            throw new ExpressionException(name.Position, $"'{name.Text}' is a function, but no '(' follows. Write {name.Text}(…); a parameter of that name stands in backquotes.");
        }

        return _tape.Name(name.Text);
    }

    private int Call(ExpressionToken name, bool isApart)
    {
        if (ExpressionFunctions.Find(name.Text) is not { } function)
        {
            string advice = ExpressionFunctions.AdviceForFunction(name.Text) ?? NearestNames.Suggest(name.Text, ExpressionFunctions.Names);
            throw new ExpressionException(name.Position, $"there is no function '{name.Text}'. {advice} A product needs *, as in {name.Text}*(…).");
        }

        if (isApart) throw new ExpressionException(_token.Position, $"found a space between '{name.Text}' and '('. Write {name.Text}(…): the grammar allows no space there.");

        int opening = _token.Position;
        Advance();
        Span<int> arguments = [-1, -1];
        int count = 0;
        while (!_token.Is(")") || count > 0)
        {
            int argument = Conditional();
            if (count < arguments.Length) arguments[count] = argument;
            count++;
            if (!_token.Is(",")) break;

            Advance();
        }

        Expect(")", "an operator, ',' or ')'");
        if (count != function.ArgumentCount)
        {
            string expected = function.ArgumentCount == 1 ? "1 argument" : $"{function.ArgumentCount} arguments";
            string nested = name.Text is "min" or "max" && count > 2 ? $" Nest it: {name.Text}(a, {name.Text}(b, c))." : "";
            throw new ExpressionException(opening, $"'{name.Text}' has {count} arguments here; it takes {expected}.{nested}");
        }

        return _tape.Apply(function.Operation, arguments[0], arguments[1]);
    }

    /// <summary>Counts one level down; each of them costs a bounded number of stack frames.</summary>
    private void Enter()
    {
        if (++_depth > 2 * ParameterExpression.MaxDepth)
        {
            throw new ExpressionException(_token.Position, $"the expression is nested more than {ParameterExpression.MaxDepth} levels deep. Split it into several parameters.");
        }
    }

    private void Advance() => _token = _lexer.Next();

    private void Expect(string symbol, string expected)
    {
        if (!_token.Is(symbol)) throw Unexpected(expected);

        Advance();
    }

    private ExpressionException Unexpected(string expected)
    {
        if (_token.Kind == TokenKind.Name && ExpressionFunctions.AdviceForWord(_token.Text) is { } advice)
        {
            return new ExpressionException(_token.Position, $"found '{_token.Text}', which expressions don't have. {advice}");
        }

        string hint = _token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.QuotedName || _token.Is("(") ? " Write products with *." : "";
        return new ExpressionException(_token.Position, $"found {_token.Describe()}; expected {expected}.{hint}");
    }
}
