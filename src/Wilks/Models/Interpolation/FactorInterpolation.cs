using Wilks.Workspaces;

namespace Wilks.Models.Interpolation;

/// <summary>
/// Factors with f(0) = 1, f(−1) = lo and f(+1) = hi for many normsys modifiers at once, each by its own code: code 1 is
/// <c>hi^α</c> or <c>lo^(−α)</c> everywhere, code 4 only outside |α| &lt; 1 and a sixth-order polynomial inside that matches value
/// and two derivatives at ±1 (CERN-OPEN-2012-016, §4). There a factor ≤ 0 is replaced by a tiny positive one, as ROOT guards it: its
/// logarithmic terms then vanish from the polynomial and the factor falls to zero outside. The additive codes give 1 + δ(α), with δ as in
/// <see cref="AdditiveInterpolation"/>: polynomials of at most the sixth order inside, straight lines outside.
/// </summary>
internal sealed partial class FactorInterpolation
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

    private readonly int _padded;

    // The polynomial is for |α| < boundary: 1, or 0 for codes that have none.
    private readonly double[] _boundary;
    private readonly double[] _coefficients;

    // Outside: exp(slope·α), or intercept + slope·α where the code is linear.
    private readonly double[] _slopeUp;
    private readonly double[] _slopeDown;
    private readonly double[] _intercept;
    private readonly bool _hasLinear;

    /// <summary>Coefficients for pairs of factors.</summary>
    /// <param name="codes">The code of each.</param>
    /// <param name="low">The factors at α = −1.</param>
    /// <param name="high">The factors at α = +1.</param>
    public FactorInterpolation(ReadOnlySpan<InterpolationCode> codes, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        Count = low.Length;
        _padded = PaddedLength(Count);
        _boundary = new double[_padded];
        _boundary.AsSpan().Fill(double.PositiveInfinity);
        _slopeUp = new double[_padded];
        _slopeDown = new double[_padded];
        _intercept = new double[_padded];
        _intercept.AsSpan().Fill(double.NaN);
        _coefficients = new double[Degree * _padded];
        for (int i = 0; i < Count; i++)
        {
            _boundary[i] = codes[i] is InterpolationCode.Code0 or InterpolationCode.Code1 ? 0 : 1;
            if (codes[i] is InterpolationCode.Code1 or InterpolationCode.Code4) PrepareExponential(i, Math.Max(low[i], SmallestFactor), Math.Max(high[i], SmallestFactor));
            else PrepareLinear(codes[i], i, low[i], high[i]);
        }

        _hasLinear = _intercept.AsSpan().ContainsAnyExcept(double.NaN);
    }

    /// <summary>The number of modifiers.</summary>
    public int Count { get; }

    /// <summary>The length that buffers for <paramref name="count"/> modifiers must have.</summary>
    public static int PaddedLength(int count) => (count + 3) / 4 * 4;

    /// <summary>Whether the code has a kink at α = 0.</summary>
    public static bool HasKink(InterpolationCode code) => code is InterpolationCode.Code0 or InterpolationCode.Code1;

    /// <summary>The factors and, where the spans are not empty, first and second derivatives; buffers have the padded length.</summary>
    public void Evaluate(ReadOnlySpan<double> alpha, Span<double> value, Span<double> first, Span<double> second)
    {
        if (Numerics.KernelMode.IsVector) EvaluateVector(alpha, value, first, second);
        else EvaluateScalar(alpha, value, first, second);
    }

    private void PrepareExponential(int i, double down, double up)
    {
        double logUp = Math.Log(up), logDown = Math.Log(down);
        _slopeUp[i] = logUp;
        _slopeDown[i] = -logDown;
        ReadOnlySpan<double> conditions = [up - 1, down - 1, logUp * up, -logDown * down, logUp * logUp * up, logDown * logDown * down];
        for (int degree = 0; degree < Degree; degree++)
        {
            double sum = 0;
            for (int k = 0; k < Degree; k++) sum += s_matching[degree, k] * conditions[k];
            _coefficients[degree * _padded + i] = sum / 16;
        }
    }

    // 1 + α·S + c(α)·D; outside, c is |α| (code 2: 2|α| − 1).
    private void PrepareLinear(InterpolationCode code, int i, double down, double up)
    {
        double s = 0.5 * (up - down), d = 0.5 * (up + down) - 1;
        double bend = code == InterpolationCode.Code2 ? 2 : 1;
        _slopeUp[i] = s + bend * d;
        _slopeDown[i] = s - bend * d;
        _intercept[i] = code == InterpolationCode.Code2 ? 1 - d : 1;
        _coefficients[i] = s;
        if (code == InterpolationCode.Code2) _coefficients[_padded + i] = d;
        if (code != InterpolationCode.Code4p) return;

        _coefficients[_padded + i] = 15 * d / 8;
        _coefficients[3 * _padded + i] = -10 * d / 8;
        _coefficients[5 * _padded + i] = 3 * d / 8;
    }
}
