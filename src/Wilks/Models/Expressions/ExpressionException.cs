namespace Wilks.Models;

/// <summary>A text is not an expression.</summary>
public sealed class ExpressionException : Exception
{
    /// <summary>An exception for a place in a text.</summary>
    /// <param name="position">The 0-based place.</param>
    /// <param name="message">What was found and what was expected.</param>
    public ExpressionException(int position, string message)
        : base(message) => Position = position;

    /// <summary>The 0-based place in the text.</summary>
    public int Position { get; }
}
