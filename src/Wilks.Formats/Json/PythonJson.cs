using System.Globalization;
using System.Text;

namespace Wilks.Formats.Json;

/// <summary>Writes JSON byte for byte as Python's <c>json.dumps</c> with sorted keys does: digests of published workspaces are made of that text.</summary>
public static class PythonJson
{
    /// <summary>One line with all characters as they are: <c>json.dumps(obj, sort_keys=True, ensure_ascii=False)</c>.</summary>
    /// <param name="node">The value.</param>
    public static byte[] Compact(IJsonNode node)
    {
        var text = new StringBuilder();
        Write(node, text, new Style(-1, false), 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Indented by four and ASCII only: <c>json.dumps(obj, indent=4, sort_keys=True)</c>, without a line feed at the end.</summary>
    /// <param name="node">The value.</param>
    public static string Indented(IJsonNode node)
    {
        var text = new StringBuilder();
        Write(node, text, new Style(4, true), 0);
        return text.ToString();
    }

    private static void Write(IJsonNode node, StringBuilder text, Style style, int depth)
    {
        switch (node)
        {
            case JsonObject o:
                JsonMember[] members = [.. o.Members.OrderBy(member => member.Name, CodePointOrder.Instance)];
                WriteList('{', '}', members, text, style, depth, member =>
                {
                    WriteText(member.Name, text, style);
                    text.Append(": ");
                    Write(member.Value, text, style, depth + 1);
                });
                break;
            case JsonArray a:
                WriteList('[', ']', a.Items, text, style, depth, item => Write(item, text, style, depth + 1));
                break;
            case JsonNumbers numbers:
                WriteList('[', ']', numbers.Texts(), text, style, depth, number => text.Append(PythonNumber.Reformat(number)));
                break;
            case JsonNumber number:
                text.Append(number.Text.Length == 0 ? PythonNumber.Float(number.Value) : PythonNumber.Reformat(number.Text));
                break;
            case JsonString s:
                WriteText(s.Value, text, style);
                break;
            case JsonBoolean b:
                text.Append(b.Value ? "true" : "false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteList<T>(char open, char close, IReadOnlyList<T> items, StringBuilder text, Style style, int depth, Action<T> write)
    {
        text.Append(open);
        for (int i = 0; i < items.Count; i++)
        {
            if (i > 0) text.Append(style.IsIndented ? "," : ", ");
            NewLine(text, style, depth + 1);
            write(items[i]);
        }

        if (items.Count > 0) NewLine(text, style, depth);
        text.Append(close);
    }

    private static void NewLine(StringBuilder text, Style style, int depth)
    {
        if (style.IsIndented) text.Append('\n').Append(' ', style.Indent * depth);
    }

    private static void WriteText(string value, StringBuilder text, Style style)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append(@"\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\f': text.Append("\\f"); break;
                case '\b': text.Append("\\b"); break;
                default:
                    // Python writes a character beyond U+FFFF as its two halves.
                    if (c < ' ' || (style.IsAscii && c > '~')) text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    else text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private readonly record struct Style(int Indent, bool IsAscii)
    {
        public bool IsIndented => Indent >= 0;
    }
}

/// <summary>The order of Python's strings: by code points, where .NET's ordinal order goes by halves of surrogate pairs.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    internal static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return string.CompareOrdinal(x, y);

        int length = Math.Min(x.Length, y.Length);
        for (int i = 0; i < length; i++)
        {
            if (x[i] == y[i]) continue;

            // Surrogates stand for code points above all other characters.
            bool isHighX = char.IsSurrogate(x[i]), isHighY = char.IsSurrogate(y[i]);
            return isHighX == isHighY ? x[i].CompareTo(y[i]) : isHighX ? 1 : -1;
        }

        return x.Length.CompareTo(y.Length);
    }
}
