namespace Wilks.Models;

/// <summary>A real function of parameters, from text in the grammar of HS3's <c>generic_function</c>. Immutable and safe to share.</summary>
/// <remarks>
/// From loosest to tightest: <c>c ? a : b</c> (right-associative), <c>||</c>, <c>&amp;&amp;</c>, <c>== != === !==</c>, <c>&lt; &lt;= &gt; &gt;=</c>,
/// <c>+ -</c>, <c>* /</c>, <c>- + !</c> before an operand, <c>^</c> (right-associative, so <c>-x^2</c> is <c>-(x^2)</c>). Numbers are doubles: <c>2/3</c> is not 0.
/// Zero is false, everything else true; comparisons give 1 or 0, or NaN where a side is NaN. <c>docs/reference/overlay.md</c> has the whole grammar.
/// </remarks>
public sealed class ParameterExpression
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 10_000;

    /// <summary>The deepest nesting of parentheses, calls, signs, powers and conditions that is read.</summary>
    public const int MaxDepth = 200;

    private ParameterExpression(string text, ExpressionTape tape)
    {
        Text = text;
        Tape = tape;
    }

    /// <summary>The text.</summary>
    public string Text { get; }

    /// <summary>The names of the parameters it uses, in order of first appearance.</summary>
    public IReadOnlyList<string> Names => Tape.Names;

    internal ExpressionTape Tape { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ExpressionException">It is not an expression.</exception>
    public static ParameterExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new ParameterExpression(text, new ExpressionParser(text).Parse());
    }

    /// <summary>An evaluator with its own buffers: one per thread.</summary>
    public ExpressionEvaluator CreateEvaluator() => new(this);

    /// <summary>The text as it was written.</summary>
    public override string ToString() => Text;
}
