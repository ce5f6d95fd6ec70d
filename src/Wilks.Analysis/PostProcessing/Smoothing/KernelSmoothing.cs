namespace Wilks.Analysis.PostProcessing;

/// <summary>The weight of a point at a distance, in units of the bandwidth.</summary>
internal enum KernelShape
{
    /// <summary><c>exp(−d²/2)</c>: the bandwidth is the standard deviation.</summary>
    Gaussian,

    /// <summary>1 up to the bandwidth, 0 beyond.</summary>
    Uniform,
}

/// <summary>Nadaraya–Watson regression: every point becomes the mean of all, weighted by a kernel of their distance
/// (E. A. Nadaraya, Theory Probab. Appl. 9 (1964) 141; G. S. Watson, Sankhyā A 26 (1964) 359).</summary>
internal static class KernelSmoothing
{
    // Bandwidths that cross-validation tries: a geometric sequence from half of the smallest distance of two points to the whole range.
    private const int CandidateCount = 60;

    /// <summary>Smooths a series.</summary>
    /// <param name="positions">Where the points are, ascending.</param>
    /// <param name="values">Their values.</param>
    /// <param name="shape">The kernel.</param>
    /// <param name="bandwidth">The width, in units of the positions; above 0.</param>
    internal static double[] Smooth(ReadOnlySpan<double> positions, ReadOnlySpan<double> values, KernelShape shape, double bandwidth)
    {
        double[] smooth = new double[values.Length];
        for (int i = 0; i < smooth.Length; i++) smooth[i] = Mean(positions, values, shape, bandwidth, (i, -1));
        return smooth;
    }

    /// <summary>The bandwidth with the smallest sum of squared differences between each value and what the others predict there (leave-one-out
    /// cross-validation); of equal ones the largest. The range where there are fewer than three points.</summary>
    /// <param name="positions">Where the points are, ascending.</param>
    /// <param name="values">Their values.</param>
    /// <param name="shape">The kernel.</param>
    internal static double FindBandwidth(ReadOnlySpan<double> positions, ReadOnlySpan<double> values, KernelShape shape)
    {
        double range = positions[^1] - positions[0];
        if (positions.Length < 3) return Math.Max(range, 1);

        double smallest = range;
        for (int i = 1; i < positions.Length; i++) smallest = Math.Min(smallest, positions[i] - positions[i - 1]);
        double lowest = Math.Log(smallest / 2);
        double step = (Math.Log(range) - lowest) / (CandidateCount - 1);

        double best = range;
        double bestScore = double.PositiveInfinity;
        for (int candidate = CandidateCount - 1; candidate >= 0; candidate--)
        {
            double bandwidth = candidate == CandidateCount - 1 ? range : Math.Exp(lowest + (candidate * step));
            double score = Score(positions, values, shape, bandwidth);
            if (!(score < bestScore)) continue;
            (best, bestScore) = (bandwidth, score);
        }
        return best;
    }

    private static double Score(ReadOnlySpan<double> positions, ReadOnlySpan<double> values, KernelShape shape, double bandwidth)
    {
        double score = 0;
        for (int i = 0; i < values.Length; i++)
        {
            double difference = values[i] - Mean(positions, values, shape, bandwidth, (i, i));
            score += difference * difference;
        }
        return score;
    }

    // NaN where no point has a weight, which only happens when the point itself is left out.
    private static double Mean(ReadOnlySpan<double> positions, ReadOnlySpan<double> values, KernelShape shape, double bandwidth, (int At, int LeftOut) point)
    {
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < values.Length; j++)
        {
            if (j == point.LeftOut) continue;
            double distance = (positions[j] - positions[point.At]) / bandwidth;
            double weight = shape == KernelShape.Gaussian ? Math.Exp(-0.5 * distance * distance) : Math.Abs(distance) <= 1 ? 1 : 0;
            sum += weight * values[j];
            weights += weight;
        }
        return sum / weights;
    }
}
