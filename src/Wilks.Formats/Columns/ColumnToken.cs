namespace Wilks.Formats.Columns;

/// <summary>What a word of an expression is.</summary>
internal enum ColumnTokenKind
{
    End,
    Number,
    Name,
    QuotedName,
    Symbol,

    /// <summary>A text in quotes.</summary>
    Text,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it starts, 0-based.</param>
/// <param name="Text">As written; of a quoted name or a text without the quotes.</param>
/// <param name="Value">The number, or 0.</param>
/// <param name="Integer">The number where it is written as a whole one that fits in 64 bits.</param>
internal readonly record struct ColumnToken(ColumnTokenKind Kind, int Position, string Text, double Value = 0, long? Integer = null)
{
    internal bool Is(string symbol) => Kind == ColumnTokenKind.Symbol && Text == symbol;

    internal bool IsWord(string word) => Kind == ColumnTokenKind.Name && Text == word;

    /// <summary>What was found, for a message.</summary>
    internal string Describe() => Kind switch
    {
        ColumnTokenKind.End => "the end",
        ColumnTokenKind.QuotedName => $"`{Text}`",
        ColumnTokenKind.Text => $"the text \"{Text}\"",
        _ => $"'{Text}'",
    };
}
