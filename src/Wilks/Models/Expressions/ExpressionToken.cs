namespace Wilks.Models;

/// <summary>What a word of an expression is.</summary>
internal enum TokenKind
{
    End,
    Number,
    Name,
    QuotedName,
    Symbol,
}

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it starts, 0-based.</param>
/// <param name="Text">As written; of a quoted name without the quotes.</param>
/// <param name="Value">The number, or 0.</param>
internal readonly record struct ExpressionToken(TokenKind Kind, int Position, string Text, double Value = 0)
{
    internal bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    /// <summary>What was found, for a message.</summary>
    internal string Describe() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.QuotedName => $"`{Text}`",
        _ => $"'{Text}'",
    };
}
