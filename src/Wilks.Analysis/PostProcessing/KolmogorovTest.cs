using Wilks.Analysis.Templates;

namespace Wilks.Analysis.PostProcessing;

/// <summary>The Kolmogorov–Smirnov test of two histograms with weights.</summary>
/// <remarks>Bins hide where in them events lie, so that the distance is too small and the probability too large for few bins; the two histograms are taken as
/// independent, which a variation of the same events is not.</remarks>
internal static class KolmogorovTest
{
    // Where both series of the distribution take about as many terms.
    private const double Crossover = 1.18;
    private const int MostTerms = 100;

    /// <summary>The probability of a larger distance of the cumulative distributions, from the asymptotic Kolmogorov distribution of
    /// <c>D · √(n₁n₂/(n₁ + n₂))</c> with the effective numbers of events <c>n = (Σw)²/Σw²</c>.</summary>
    /// <param name="first">Yields; compared in shape only.</param>
    /// <param name="second">Yields; as many.</param>
    /// <param name="firstCount">The effective number of events of the first; infinite for an exact one.</param>
    /// <param name="secondCount">The effective number of events of the second.</param>
    /// <returns>From 0 to 1; 1 where a histogram has no positive integral.</returns>
    internal static double Probability(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double firstCount, double secondCount)
    {
        double distance = Distance(first, second);
        if (distance == 0) return 1;

        // n₁n₂/(n₁ + n₂), written so that one of them may be infinite.
        double count = 1 / ((1 / firstCount) + (1 / secondCount));
        return Survival(distance * Math.Sqrt(count));
    }

    /// <summary>The largest difference of the cumulative distributions; 0 where a histogram has no positive integral.</summary>
    /// <param name="first">Yields.</param>
    /// <param name="second">Yields; as many.</param>
    internal static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double firstSum = BinGroups.Sum(first);
        double secondSum = BinGroups.Sum(second);
        if (!(firstSum > 0) || !(secondSum > 0)) return 0;

        double largest = 0;
        double difference = 0;
        for (int i = 0; i < first.Length - 1; i++)
        {
            difference += (first[i] / firstSum) - (second[i] / secondSum);
            largest = Math.Max(largest, Math.Abs(difference));
        }
        return largest;
    }

    /// <summary>The effective number of events <c>(Σw)²/Σw²</c>; infinite where there are no variances.</summary>
    /// <param name="template">The template.</param>
    internal static double EffectiveCount(Template template)
    {
        double variance = BinGroups.Sum(template.Variances.AsSpan());
        double sum = template.Integral;
        return variance > 0 ? sum * sum / variance : double.PositiveInfinity;
    }

    /// <summary>The probability that Kolmogorov's statistic is above z: <c>2 Σ (−1)^(j−1) exp(−2j²z²)</c>, or its Jacobi-transformed series for small z.</summary>
    /// <param name="z">At least 0; may be infinite.</param>
    internal static double Survival(double z)
    {
        if (z <= 0) return 1;
        if (double.IsPositiveInfinity(z)) return 0;

        return z < Crossover ? 1 - CumulativeOfSmall(z) : SurvivalOfLarge(z);
    }

    private static double CumulativeOfSmall(double z)
    {
        double exponent = Math.PI * Math.PI / (8 * z * z);
        double sum = 0;
        for (int k = 1; k < MostTerms; k += 2)
        {
            double term = Math.Exp(-k * (double)k * exponent);
            sum += term;
            if (term == 0) break;
        }
        return Math.Sqrt(2 * Math.PI) / z * sum;
    }

    private static double SurvivalOfLarge(double z)
    {
        double sum = 0;
        for (int j = 1; j < MostTerms; j++)
        {
            double term = Math.Exp(-2.0 * j * j * z * z);
            sum += j % 2 == 1 ? term : -term;
            if (term == 0) break;
        }
        return Math.Clamp(2 * sum, 0, 1);
    }
}
