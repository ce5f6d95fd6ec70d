namespace Wilks.Formats.Columns;

/// <summary>An expression over columns can't be read, or has no value in some row.</summary>
public sealed class ColumnExpressionException : Exception
{
    private const int LongestQuote = 60;

    /// <summary>An exception for a place in a text.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="position">The 0-based place in it.</param>
    /// <param name="reason">What was found, what was expected, what to do.</param>
    /// <param name="row">The row of the table in which it happened, 0-based; null when the text itself is wrong.</param>
    public ColumnExpressionException(string text, int position, string reason, long? row = null)
        : base(Describe(text, position, reason, row))
    {
        Text = text;
        Position = position;
        Reason = reason;
        Row = row;
    }

    /// <summary>The expression.</summary>
    public string Text { get; }

    /// <summary>The 0-based place in the text.</summary>
    public int Position { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }

    /// <summary>The row of the table, 0-based; null when the text itself is wrong.</summary>
    public long? Row { get; }

    private static string Describe(string text, int position, string reason, long? row)
    {
        string quote = text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
        string where = row is null ? $"character {position + 1}" : $"character {position + 1}, row {row}";
        return $"\"{quote}\", {where}: {reason}";
    }
}
