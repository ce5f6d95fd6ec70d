using Wilks.Workspaces;

namespace Wilks.Models.Interpolation;

/// <summary>
/// The additive codes in one form: with d₊ = I₊ − I₀, d₋ = I₀ − I₋, S = (d₊ + d₋)/2 and D = (d₊ − d₋)/2, every code is
/// <c>δ(α) = α·S + c(α)·D</c>, and the codes differ only in c: |α| outside |α| ≤ 1 (code 2: 2|α| − 1), and inside
/// |α| (code 0), α² (code 2) or α²(15 − 10α² + 3α⁴)/8 (code 4p). ROOT's <c>MathFuncs.h</c> and CERN-OPEN-2012-016, §4.
/// </summary>
internal static class AdditiveInterpolation
{
    /// <summary>c(α) with its first and second derivative; at zero the sign bit chooses the side.</summary>
    public static (double Value, double First, double Second) Evaluate(InterpolationCode code, double alpha)
    {
        double size = Math.Abs(alpha);
        double sign = double.IsNegative(alpha) ? -1 : 1;
        if (code == InterpolationCode.Code0) return (size, sign, 0);
        if (code == InterpolationCode.Code2) return size <= 1 ? (alpha * alpha, 2 * alpha, 2) : (2 * size - 1, 2 * sign, 0);
        if (size >= 1) return (size, sign, 0);

        double square = alpha * alpha;
        double value = square * (15 + square * (-10 + 3 * square)) / 8;
        double first = alpha * (30 + square * (-40 + 18 * square)) / 8;
        double second = (30 + square * (-120 + 90 * square)) / 8;
        return (value, first, second);
    }

    /// <summary>Whether the code has a kink at α = 0.</summary>
    public static bool HasKink(InterpolationCode code) => code == InterpolationCode.Code0;
}
