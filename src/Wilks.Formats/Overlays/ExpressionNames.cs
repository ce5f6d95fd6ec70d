using System.Collections.Immutable;
using System.Text;

namespace Wilks.Formats.Overlays;

/// <summary>Gives the parameters in the text of an expression other names and leaves the rest as it is written.</summary>
internal static class ExpressionNames
{
    private static readonly ImmutableHashSet<string> s_constants = ["TRUE", "FALSE", "PI", "EULER"];

    /// <summary>The text with every parameter replaced.</summary>
    /// <param name="text">An expression in the grammar of <c>generic_function</c>.</param>
    /// <param name="rename">Gives the new name of a parameter, which is quoted where it must be.</param>
    internal static string Rewrite(string text, Func<string, string> rename)
    {
        var result = new StringBuilder(text.Length);
        int i = 0;
        while (i < text.Length)
        {
            int end = EndOfToken(text, i);
            string token = text[i..end];
            bool isName = token[0] == '`' || IsStart(token[0]);
            bool isCall = end < text.Length && text[end] == '(';
            if (isName && !isCall && !s_constants.Contains(token)) result.Append(Quoted(rename(token.Trim('`'))));
            else result.Append(token);
            i = end;
        }

        return result.ToString();
    }

    /// <summary>A name as it stands in an expression: in backquotes where it has other characters than letters, digits, underscores, points and an index.</summary>
    internal static string Quoted(string name)
    {
        string stem = name;
        int bracket = name.LastIndexOf('[');
        if (bracket > 0 && name[^1] == ']' && bracket + 2 < name.Length && name.AsSpan(bracket + 1, name.Length - bracket - 2).IndexOfAnyExceptInRange('0', '9') < 0) stem = name[..bracket];
        bool isPlain = stem.Length > 0 && IsStart(stem[0]) && stem.All(IsPart) && !s_constants.Contains(name);
        return isPlain ? name : $"`{name}`";
    }

    private static int EndOfToken(string text, int start)
    {
        char c = text[start];
        int end = start + 1;
        if (c == '`')
        {
            int close = text.IndexOf('`', end);
            return close < 0 ? text.Length : close + 1;
        }

        if (IsStart(c))
        {
            while (end < text.Length && IsPart(text[end])) end++;
            int close = end < text.Length && text[end] == '[' ? text.IndexOf(']', end) : -1;
            return close < 0 ? end : close + 1;
        }

        if (!char.IsAsciiDigit(c) && c != '.') return end;

        // The e of 1e-3 belongs to the number.
        while (end < text.Length && (IsPart(text[end]) || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E'))) end++;
        return end;
    }

    private static bool IsStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsPart(char c) => IsStart(c) || char.IsAsciiDigit(c) || c == '.';
}
