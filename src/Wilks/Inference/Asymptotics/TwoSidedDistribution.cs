using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>The asymptotic distributions of the two-sided statistics t and t̃: arXiv:1007.1727 eqs. 35 to 43.</summary>
public static class TwoSidedDistribution
{
    // Halvings of a range of √t that no quantile of the band leaves.
    private const int Bisections = 100;
    private const double Farthest = 10;

    /// <summary>The probability of a value of at least t when the parameter is μ': with <c>shift = |μ − μ'|/σ</c> 0 the p-value of μ.</summary>
    /// <param name="statistic">t or t̃.</param>
    /// <param name="t">The value.</param>
    /// <param name="reach"><c>μ/σ</c>, which bounds the first branch of t̃; t does not need it.</param>
    /// <param name="shift"><c>(μ − μ')/σ</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another statistic.</exception>
    public static double UpperTail(TestStatistic statistic, double t, double reach, double shift)
    {
        if (!ProfileLikelihoodRatio.IsTwoSided(statistic)) throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "Only t and t̃ are two-sided.");
        if (double.IsNaN(t)) return double.NaN;

        double root = Math.Sqrt(Math.Max(0, t));
        double above = StandardNormal.UpperTail(root + shift);
        bool isTilde = statistic == TestStatistic.TMuTilde;
        // At μ = 0 every estimate below has t̃ = 0.
        if (isTilde && reach <= 0) return root > 0 ? above : 1;

        // Beyond the reach only estimates below zero are as far away; t̃ takes them for zero.
        bool isBeyond = isTilde && root > reach;
        double below = isBeyond ? StandardNormal.UpperTail(((t - (reach * reach)) / (2 * reach)) + reach - shift) : StandardNormal.UpperTail(root - shift);
        return Math.Min(1, above + below);
    }

    /// <summary>CLsb, CLb and CLs of an observed value.</summary>
    /// <param name="statistic">t or t̃.</param>
    /// <param name="t">The value.</param>
    /// <param name="reach"><c>μ/σ</c>.</param>
    /// <param name="shift"><c>(μ − μ')/σ</c>, with μ' the alternative.</param>
    public static TailProbabilities At(TestStatistic statistic, double t, double reach, double shift)
    {
        double sb = UpperTail(statistic, t, reach, 0), b = UpperTail(statistic, t, reach, shift);
        return new TailProbabilities(sb, b, sb / b);
    }

    /// <summary>What is expected under the alternative at −2σ to +2σ: the quantiles of t there, the largest first.</summary>
    /// <param name="statistic">t or t̃.</param>
    /// <param name="reach"><c>μ/σ</c>.</param>
    /// <param name="shift"><c>(μ − μ')/σ</c>.</param>
    public static TailProbabilities[] Expected(TestStatistic statistic, double reach, double shift) =>
        [.. ExpectedBand.Distances.Select(distance => At(statistic, Quantile(statistic, reach, shift, StandardNormal.UpperTail(distance)), reach, shift))];

    // Where the value of t lies that the alternative exceeds with a probability.
    private static double Quantile(TestStatistic statistic, double reach, double shift, double probability)
    {
        double low = 0, high = Math.Abs(shift) + Math.Abs(reach) + Farthest;
        for (int step = 0; step < Bisections; step++)
        {
            double middle = low + ((high - low) / 2);
            if (UpperTail(statistic, middle * middle, reach, shift) > probability) low = middle;
            else high = middle;
        }

        return low * low;
    }
}
