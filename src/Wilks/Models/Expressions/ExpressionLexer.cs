using System.Globalization;

namespace Wilks.Models;

/// <summary>Cuts an expression into words.</summary>
internal sealed class ExpressionLexer(string text)
{
    private const char Quote = '`';

    /// <summary>Longest first, so that <c>&lt;=</c> is not read as <c>&lt;</c>.</summary>
    private static readonly string[] s_symbols =
        ["===", "!==", "==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "^", "<", ">", "!", "(", ")", "?", ":", ","];

    /// <summary>Spellings of other languages, and what to write instead.</summary>
    private static readonly (string Symbol, string Advice)[] s_foreign =
    [
        ("**", "Write a power as x^2 or pow(x, 2)."),
        ("<>", "Write != for not equal."),
        ("=>", "Write >= for at least."),
        ("=<", "Write <= for at most."),
        ("=", "Write == to compare; an expression can't assign."),
        ("&", "Write && for 'and'."),
        ("|", "Write || for 'or'; the absolute value is abs(x)."),
        ("%", "There is no remainder; x - y*floor(x/y) gives it."),
        ("≤", "Write <=."),
        ("≥", "Write >=."),
        ("≠", "Write !=."),
        ("×", "Write * to multiply."),
        ("·", "Write * to multiply."),
        ("−", "Write the ASCII minus sign -."),
        ("\"", "A name with special characters stands in backquotes: `my name`."),
        ("'", "A name with special characters stands in backquotes: `my name`."),
        ("[", "An index follows a name directly, as in gamma[3]; parentheses are round."),
        ("]", "An index follows a name directly, as in gamma[3]; parentheses are round."),
        ("{", "Parentheses are round."),
        ("}", "Parentheses are round."),
        (";", "An overlay gives each parameter one expression."),
    ];

    private int _position;

    /// <summary>Whether the character after the last word is a blank.</summary>
    internal bool IsFollowedByBlank => _position < text.Length && char.IsWhiteSpace(text[_position]);

    /// <summary>The next word.</summary>
    /// <exception cref="ExpressionException">None starts there.</exception>
    internal ExpressionToken Next()
    {
        while (IsFollowedByBlank) _position++;
        if (_position == text.Length) return new ExpressionToken(TokenKind.End, _position, "");

        char first = text[_position];
        if (char.IsAsciiDigit(first) || (first == '.' && IsDigitAt(_position + 1))) return Number();
        if (char.IsLetter(first) || first == '_') return Name();
        if (first == Quote) return QuotedName();

        return Symbol();
    }

    private bool IsDigitAt(int position) => position < text.Length && char.IsAsciiDigit(text[position]);

    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '_' or '.';

    private int SkipDigits(int position)
    {
        while (IsDigitAt(position)) position++;
        return position;
    }

    private ExpressionToken Number()
    {
        int start = _position;
        int end = SkipDigits(start);
        if (end < text.Length && text[end] == '.') end = SkipDigits(end + 1);
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (!IsDigitAt(exponent)) throw new ExpressionException(start, $"'{text[start..exponent]}' is not a number: digits are missing after the exponent. Write for instance 1e-3.");

            end = SkipDigits(exponent);
        }

        string word = text[start..end];
        if (end < text.Length && (IsNameCharacter(text[end]) || text[end] == Quote))
        {
            throw new ExpressionException(end, $"found '{text[end]}' right after the number '{word}'; expected an operator. Write products with *, as in 2*x; a name that starts with a digit stands in backquotes.");
        }

        double value = double.Parse(word, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw new ExpressionException(start, $"'{word}' is larger than a double can hold.");

        _position = end;
        return new ExpressionToken(TokenKind.Number, start, word, value);
    }

    private ExpressionToken Name()
    {
        int start = _position;
        int end = start;
        while (end < text.Length && IsNameCharacter(text[end])) end++;
        if (end < text.Length && text[end] == '[')
        {
            int close = SkipDigits(end + 1);
            bool isIndex = close > end + 1 && close < text.Length && text[close] == ']';
            if (!isIndex) throw new ExpressionException(end, $"the index of '{text[start..end]}' is not a whole number in brackets. Write for instance {text[start..end]}[0].");

            end = close + 1;
        }

        _position = end;
        return new ExpressionToken(TokenKind.Name, start, text[start..end]);
    }

    private ExpressionToken QuotedName()
    {
        int start = _position;
        int close = text.IndexOf(Quote, start + 1);
        if (close < 0) throw new ExpressionException(start, "a name in backquotes doesn't end. Close it with another `.");
        if (close == start + 1) throw new ExpressionException(start, "the name between the backquotes is empty.");
        if (close + 1 < text.Length && text[close + 1] == '[') throw new ExpressionException(close + 1, "found '[' after a quoted name. Put the index inside the backquotes, as in `my name[3]`.");

        _position = close + 1;
        return new ExpressionToken(TokenKind.QuotedName, start, text[(start + 1)..close]);
    }

    private ExpressionToken Symbol()
    {
        ReadOnlySpan<char> rest = text.AsSpan(_position);
        string? known = FirstOf(rest, s_symbols);
        foreach ((string symbol, string advice) in s_foreign)
        {
            bool isMeant = rest.StartsWith(symbol, StringComparison.Ordinal) && symbol.Length > (known?.Length ?? 0);
            if (isMeant) throw new ExpressionException(_position, $"found '{symbol}', which expressions don't have. {advice}");
        }

        if (known is null) throw new ExpressionException(_position, $"found {Show(rest[0])}, which expressions don't have. A name with special characters stands in backquotes: `my name`.");

        int start = _position;
        _position += known.Length;
        return new ExpressionToken(TokenKind.Symbol, start, known);
    }

    private static string? FirstOf(ReadOnlySpan<char> rest, string[] symbols)
    {
        foreach (string symbol in symbols)
        {
            if (rest.StartsWith(symbol, StringComparison.Ordinal)) return symbol;
        }

        return null;
    }

    private static string Show(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ? string.Create(CultureInfo.InvariantCulture, $"character U+{(int)c:X4}") : $"'{c}'";
}
