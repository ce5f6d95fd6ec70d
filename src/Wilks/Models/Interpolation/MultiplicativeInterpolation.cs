namespace Wilks.Models.Interpolation;

/// <summary>
/// Factors between (1 at α = 0), f(−1) = lo and f(+1) = hi for many normsys modifiers at once: code 1 is
/// <c>hi^α</c> or <c>lo^(−α)</c> everywhere, code 4 only outside |α| &lt; 1 and a sixth-order polynomial inside that matches value
/// and two derivatives at ±1 (CERN-OPEN-2012-016, §4). A factor ≤ 0 is replaced by a tiny positive one, as ROOT guards it: its logarithmic
/// terms then vanish from the polynomial and the factor falls to zero outside.
/// </summary>
internal sealed partial class MultiplicativeInterpolation
{
    private const int Degree = 6;

    // The smallest factor: what ROOT's guard for factors <= 0 comes to.
    private const double SmallestFactor = 1e-300;

    // Inverse of the matching conditions for (U−1, D−1, U', −D', U'', D'') at ±1; row i gives the coefficient of α^(i+1), in sixteenths.
    private static readonly int[,] s_matching =
    {
        { 15, -15, -7, -7, 1, -1 },
        { 24, 24, -9, 9, 1, 1 },
        { -10, 10, 10, 10, -2, 2 },
        { -24, -24, 14, -14, -2, -2 },
        { 3, -3, -3, -3, 1, -1 },
        { 8, 8, -5, 5, 1, 1 },
    };

    private readonly InterpolationCode _code;
    private readonly int _padded;
    private readonly double[] _coefficients;
    private readonly double[] _logUp;
    private readonly double[] _logDown;

    /// <summary>Coefficients for pairs of factors.</summary>
    public MultiplicativeInterpolation(InterpolationCode code, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        _code = code;
        Count = low.Length;
        _padded = PaddedLength(Count);
        _logUp = new double[_padded];
        _logDown = new double[_padded];
        _coefficients = new double[Degree * _padded];
        for (int i = 0; i < Count; i++) Prepare(i, Math.Max(low[i], SmallestFactor), Math.Max(high[i], SmallestFactor));
    }

    /// <summary>The number of modifiers.</summary>
    public int Count { get; }

    /// <summary>The length that buffers for <paramref name="count"/> modifiers must have.</summary>
    public static int PaddedLength(int count) => (count + 3) / 4 * 4;

    /// <summary>Whether the code has a kink at α = 0.</summary>
    public static bool HasKink(InterpolationCode code) => code == InterpolationCode.Code1;

    /// <summary>The factors and, where the spans are not empty, first and second derivatives; buffers have the padded length.</summary>
    public void Evaluate(ReadOnlySpan<double> alpha, Span<double> value, Span<double> first, Span<double> second)
    {
        if (Numerics.KernelMode.IsVector) EvaluateVector(alpha, value, first, second);
        else EvaluateScalar(alpha, value, first, second);
    }

    private void Prepare(int i, double down, double up)
    {
        double logUp = Math.Log(up), logDown = Math.Log(down);
        _logUp[i] = logUp;
        _logDown[i] = logDown;
        ReadOnlySpan<double> conditions = [up - 1, down - 1, logUp * up, -logDown * down, logUp * logUp * up, logDown * logDown * down];
        for (int degree = 0; degree < Degree; degree++)
        {
            double sum = 0;
            for (int k = 0; k < Degree; k++) sum += s_matching[degree, k] * conditions[k];
            _coefficients[degree * _padded + i] = sum / 16;
        }
    }
}
