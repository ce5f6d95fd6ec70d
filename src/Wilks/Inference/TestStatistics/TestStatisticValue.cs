namespace Wilks.Inference;

/// <summary>The value of a test statistic.</summary>
/// <param name="Value">The value; NaN where a fit failed.</param>
/// <param name="PoiHat">The value of the parameter of interest in the free fit.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StatusMessage">One sentence: which fit failed and why; empty when all is well.</param>
public sealed record TestStatisticValue(double Value, double PoiHat, InferenceStatus Status, string StatusMessage)
{
    /// <summary><c>√q</c> with the sign of the value.</summary>
    public double Root => Value < 0 ? -Math.Sqrt(-Value) : Math.Sqrt(Value);
}
