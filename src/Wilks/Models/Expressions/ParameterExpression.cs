namespace Wilks.Models;

/// <summary>A real function of parameters, from text in the grammar of HS3's <c>generic_function</c>. Immutable and safe to share.</summary>
public sealed class ParameterExpression
{
    private ParameterExpression(string text, IReadOnlyList<string> names)
    {
        Text = text;
        Names = names;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The names of the parameters it uses, in order of first appearance.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ExpressionException">It is not an expression.</exception>
    public static ParameterExpression Parse(string text) => throw new NotSupportedException(text);

    /// <summary>An evaluator with its own buffers: one per thread.</summary>
    public ExpressionEvaluator CreateEvaluator() => new(this);
}

/// <summary>Evaluates an expression with exact derivatives, without allocating. Not thread-safe.</summary>
public sealed class ExpressionEvaluator
{
    internal ExpressionEvaluator(ParameterExpression expression) => Expression = expression;

    /// <summary>The expression.</summary>
    public ParameterExpression Expression { get; }

    /// <summary>The value and, where wanted, its exact derivatives; NaN or ±∞ outside its domain.</summary>
    /// <param name="values">The values of <see cref="ParameterExpression.Names"/>, in that order.</param>
    /// <param name="gradient">Empty, or receives one derivative per name.</param>
    /// <param name="hessian">Empty, or receives names × names second derivatives, both triangles.</param>
    public double Evaluate(ReadOnlySpan<double> values, Span<double> gradient, Span<double> hessian) => double.NaN * Expression.Names.Count;
}

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
