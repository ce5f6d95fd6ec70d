using System.Globalization;
using System.Text;

namespace Wilks.Formats.Columns;

/// <summary>Cuts an expression into the words of both dialects; the parser says which of them belong to its own.</summary>
internal sealed class ColumnLexer(string text)
{
    private const char Quote = '`';

    /// <summary>Longest first, so that <c>&lt;=</c> is not read as <c>&lt;</c>.</summary>
    private static readonly string[] s_symbols =
    [
        "&&", "||", "**", "//", "==", "!=", "<=", ">=", "<<", ">>",
        "+", "-", "*", "/", "%", "^", "&", "|", "~", "!", "<", ">", "(", ")", "[", "]", "?", ":", ",", ".", "=",
    ];

    private static readonly (char Symbol, string Advice)[] s_foreign =
    [
        ('{', "Parentheses are round."),
        ('}', "Parentheses are round."),
        (';', "Give one expression."),
        ('$', "A $ stands only at the end of a ROOT function, as in Sum$(x)."),
        ('@', "ROOT's @x.size() is Length$(x) here."),
        ('\\', "A column whose name has special characters stands in backquotes: `my column`."),
        ('≤', "Write <=."),
        ('≥', "Write >=."),
        ('≠', "Write !=."),
        ('×', "Write * to multiply."),
        ('·', "Write * to multiply."),
        ('−', "Write the ASCII minus sign -."),
    ];

    private int _position;

    /// <summary>The next word.</summary>
    /// <exception cref="ColumnExpressionException">None starts there.</exception>
    internal ColumnToken Next()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position])) _position++;
        if (_position == text.Length) return new ColumnToken(ColumnTokenKind.End, _position, "");

        char first = text[_position];
        if (char.IsAsciiDigit(first) || (first == '.' && IsDigitAt(_position + 1))) return Number();
        if (IsNameStart(_position)) return Name();
        if (first == Quote) return QuotedName();
        if (first is '"' or '\'') return QuotedText(first);

        return Symbol();
    }

    private ColumnExpressionException Error(int position, string reason) => new(text, position, reason);

    private bool IsDigitAt(int position) => position < text.Length && char.IsAsciiDigit(text[position]);

    private bool IsNameStart(int position) => position < text.Length && (char.IsLetter(text[position]) || text[position] == '_');

    private bool IsNameCharacter(int position) => position < text.Length && (char.IsLetterOrDigit(text[position]) || text[position] == '_');

    private int SkipDigits(int position)
    {
        while (IsDigitAt(position)) position++;
        return position;
    }

    private ColumnToken Number()
    {
        int start = _position;
        if (text[start] == '0' && start + 1 < text.Length && text[start + 1] is 'x' or 'X') return Hexadecimal();

        int end = SkipDigits(start);
        bool isWhole = true;
        if (end < text.Length && text[end] == '.')
        {
            end = SkipDigits(end + 1);
            isWhole = false;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (!IsDigitAt(exponent)) throw Error(start, $"'{text[start..exponent]}' is not a number: digits are missing after the exponent. Write for instance 1e-3.");

            end = SkipDigits(exponent);
            isWhole = false;
        }

        RefuseSuffix(start, end);
        string word = text[start..end];
        double value = double.Parse(word, CultureInfo.InvariantCulture);
        if (!double.IsFinite(value)) throw Error(start, $"'{word}' is larger than a double can hold.");

        _position = end;
        long? integer = isWhole && long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long whole) ? whole : null;
        return new ColumnToken(ColumnTokenKind.Number, start, word, value, integer);
    }

    private ColumnToken Hexadecimal()
    {
        int start = _position;
        int end = start + 2;
        while (end < text.Length && char.IsAsciiHexDigit(text[end])) end++;
        RefuseSuffix(start, end);
        string word = text[start..end];
        bool isRead = long.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long value);
        if (!isRead || value < 0) throw Error(start, $"'{word}' is no hexadecimal number below 2^63. Write for instance 0x1F.");

        _position = end;
        return new ColumnToken(ColumnTokenKind.Number, start, word, value, value);
    }

    private void RefuseSuffix(int start, int end)
    {
        if (!IsNameCharacter(end) && !(end < text.Length && text[end] == Quote)) return;

        throw Error(end, $"found '{text[end]}' right after the number '{text[start..end]}'; expected an operator. Write products with *, as in 2*x; a column whose name starts with a digit stands in backquotes.");
    }

    /// <summary>A name with its dots and double colons, and the $ at the end of ROOT's functions.</summary>
    private ColumnToken Name()
    {
        int start = _position;
        int end = start;
        while (IsNameCharacter(end))
        {
            while (IsNameCharacter(end)) end++;
            if (end < text.Length && text[end] == '.' && IsNameStart(end + 1)) end++;
            else if (end + 1 < text.Length && text[end] == ':' && text[end + 1] == ':' && IsNameStart(end + 2)) end += 2;
        }

        if (end < text.Length && text[end] == '$') end++;
        _position = end;
        return new ColumnToken(ColumnTokenKind.Name, start, text[start..end]);
    }

    private ColumnToken QuotedName()
    {
        int start = _position;
        int close = text.IndexOf(Quote, start + 1);
        if (close < 0) throw Error(start, "a name in backquotes doesn't end. Close it with another `.");
        if (close == start + 1) throw Error(start, "the name between the backquotes is empty.");

        _position = close + 1;
        return new ColumnToken(ColumnTokenKind.QuotedName, start, text[(start + 1)..close]);
    }

    /// <summary>A text in either kind of quotes; a backslash stands before a quote or another backslash only.</summary>
    private ColumnToken QuotedText(char quote)
    {
        int start = _position;
        StringBuilder content = new();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == quote)
            {
                _position = i + 1;
                return new ColumnToken(ColumnTokenKind.Text, start, content.ToString());
            }

            if (text[i] == '\\')
            {
                i++;
                if (i < text.Length && text[i] is not ('\\' or '"' or '\'')) throw Error(i - 1, "a backslash in a text stands before a quote or another backslash only. Write \\\\ for one.");
                if (i == text.Length) break;
            }

            content.Append(text[i]);
        }

        throw Error(start, $"a text in quotes doesn't end. Close it with another {quote}; a column whose name has special characters stands in backquotes: `my column`.");
    }

    private ColumnToken Symbol()
    {
        int start = _position;
        foreach (string symbol in s_symbols)
        {
            if (!text.AsSpan(start).StartsWith(symbol, StringComparison.Ordinal)) continue;

            _position += symbol.Length;
            return new ColumnToken(ColumnTokenKind.Symbol, start, symbol);
        }

        char found = text[start];
        string advice = s_foreign.FirstOrDefault(pair => pair.Symbol == found).Advice ?? "A column whose name has special characters stands in backquotes: `my column`.";
        string shown = char.IsControl(found) || char.IsSurrogate(found) ? string.Create(CultureInfo.InvariantCulture, $"character U+{(int)found:X4}") : $"'{found}'";
        throw Error(start, $"found {shown}, which expressions don't have. {advice}");
    }
}
