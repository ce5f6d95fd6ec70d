using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>The p-values of the two hypotheses and their ratio.</summary>
/// <param name="CLsb">The p-value of the tested hypothesis.</param>
/// <param name="CLb">The probability of the same or less agreement under the alternative.</param>
/// <param name="CLs"><c>CLsb / CLb</c>.</param>
public readonly record struct TailProbabilities(double CLsb, double CLb, double CLs)
{
    /// <summary>Numbers that could not be found.</summary>
    public static TailProbabilities None { get; } = new(double.NaN, double.NaN, double.NaN);

    /// <summary>The distance of an observed test statistic from the alternative, normal with unit width under it (eqs. 58 to 66).</summary>
    /// <param name="statistic">The test statistic.</param>
    /// <param name="root"><c>√q</c> of the data.</param>
    /// <param name="asimovRoot"><c>√q_A</c> of the Asimov data.</param>
    public static double Distance(TestStatistic statistic, double root, double asimovRoot)
    {
        bool isBeyond = statistic == TestStatistic.QMuTilde && root > asimovRoot && asimovRoot > 0;
        return isBeyond ? ((root * root) - (asimovRoot * asimovRoot)) / (2 * asimovRoot) : root - asimovRoot;
    }

    /// <summary><c>CLsb = 1 − Φ(t + √q_A)</c>, <c>CLb = 1 − Φ(t)</c>.</summary>
    /// <param name="distance">t.</param>
    /// <param name="asimovRoot"><c>√q_A</c>.</param>
    public static TailProbabilities At(double distance, double asimovRoot)
    {
        double logSb = StandardNormal.LogUpperTail(distance + asimovRoot);
        double logB = StandardNormal.LogUpperTail(distance);
        // The ratio of the logarithms survives where both probabilities underflow.
        return new TailProbabilities(StandardNormal.UpperTail(distance + asimovRoot), StandardNormal.UpperTail(distance), Math.Exp(logSb - logB));
    }

    /// <summary>What is expected under the alternative at −2σ, −1σ, the median, +1σ and +2σ, in rising order.</summary>
    /// <param name="asimovRoot"><c>√q_A</c>.</param>
    /// <param name="baseDistribution">Where the distance may lie.</param>
    public static TailProbabilities[] Expected(double asimovRoot, BaseDistribution baseDistribution) =>
        [.. ExpectedBand.Distances.Select(distance => At(baseDistribution == BaseDistribution.ClippedNormal ? Math.Max(distance, -asimovRoot) : distance, asimovRoot))];
}
