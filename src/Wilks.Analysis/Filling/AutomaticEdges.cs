using System.Collections.Immutable;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Filling;

/// <summary>Finds the edges of bins among those of a fine binning. Pure functions.</summary>
public static class AutomaticEdges
{
    // Gains below this are rounding: fewer bins are taken then.
    private const double RelativeGain = 1e-12;

    /// <summary>Divides a spectrum into bins that hold the same share each, as nearly as the candidates allow: the edge k is where the sum from below is nearest to <c>k·total/N</c>.</summary>
    /// <param name="candidates">The edges of the fine bins, ascending.</param>
    /// <param name="yields">The contents of the fine bins.</param>
    /// <param name="binCount">The number of bins N, at least 1.</param>
    /// <returns>The edges; fewer bins where a fine bin holds more than its share, one bin where there is nothing to divide.</returns>
    public static EdgeChoice EqualPopulation(ReadOnlySpan<double> candidates, ReadOnlySpan<double> yields, int binCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        Require(candidates, yields.Length);
        double[] sums = Cumulated(yields);
        double total = sums[^1];
        if (!(total > 0)) return new EdgeChoice([candidates[0], candidates[^1]], EdgeStatus.NothingToDivide, 0);

        var edges = new List<double> { candidates[0] };
        int last = 0;
        for (int k = 1; k < binCount; k++)
        {
            double target = total * k / binCount;
            int best = last;
            for (int i = last + 1; i < sums.Length - 1; i++)
            {
                if (best == last || Math.Abs(sums[i] - target) < Math.Abs(sums[best] - target)) best = i;
            }

            // An edge that is nearer to the one before it, or to the end, would make a bin of almost nothing.
            if (best == last || Math.Abs(sums[last] - target) <= Math.Abs(sums[best] - target) || Math.Abs(total - target) < Math.Abs(sums[best] - target)) continue;
            edges.Add(candidates[best]);
            last = best;
        }

        edges.Add(candidates[^1]);
        return new EdgeChoice([.. edges], edges.Count == binCount + 1 ? EdgeStatus.Found : EdgeStatus.FewerBins, 0);
    }

    /// <summary>Finds the bins, at most so many, for which Σ Z² is largest, with <c>Z² = 2[(s+b) ln(1+s/b) − s]</c> (Cowan et al. 2011, eq. 97); 0 where s is not positive. Exact, by dynamic programming.</summary>
    /// <param name="candidates">The edges of the fine bins, ascending.</param>
    /// <param name="signal">The signal in the fine bins.</param>
    /// <param name="background">The background in the fine bins.</param>
    /// <param name="binCount">The largest number of bins, at least 1.</param>
    /// <param name="maximumUncertainty">The largest √(Σw²)/Σw of the background in a bin; above 0.</param>
    /// <returns>The edges and Σ Z²; of equal sums the fewest bins. One bin, and why, where no bins meet the limit.</returns>
    public static EdgeChoice Significance(ReadOnlySpan<double> candidates, Template signal, Template background, int binCount, double maximumUncertainty)
    {
        ArgumentNullException.ThrowIfNull(signal);
        ArgumentNullException.ThrowIfNull(background);
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        Require(candidates, signal.BinCount);
        Require(candidates, background.BinCount);
        int count = signal.BinCount;
        double[][] gains = Gains(signal, background, maximumUncertainty);
        double[] best = [.. gains[0].Prepend(double.NegativeInfinity)];
        var previous = new List<int[]> { new int[count + 1] };
        (int bins, double score) = (1, best[count]);
        for (int k = 2; k <= Math.Min(binCount, count); k++)
        {
            (best, int[] from) = Extend(best, gains);
            previous.Add(from);
            bool isBetter = double.IsNegativeInfinity(score) ? !double.IsNegativeInfinity(best[count]) : best[count] > score + (RelativeGain * Math.Abs(score));
            if (isBetter) (bins, score) = (k, best[count]);
        }

        if (double.IsNegativeInfinity(score)) return new EdgeChoice([candidates[0], candidates[^1]], EdgeStatus.Unreachable, 0);
        if (score == 0) return new EdgeChoice([candidates[0], candidates[^1]], EdgeStatus.NothingToDivide, 0);

        double[] edges = new double[bins + 1];
        for ((int k, int end) = (bins, count); k >= 0; k--)
        {
            edges[k] = candidates[end];
            if (k > 0) end = previous[k - 1][end];
        }

        return new EdgeChoice([.. edges], bins == binCount ? EdgeStatus.Found : EdgeStatus.FewerBins, score);
    }

    /// <summary>The squared Asimov significance of s events over b (Cowan et al. 2011, eq. 97); 0 where s is not positive, infinite where b is not.</summary>
    /// <param name="s">The signal.</param>
    /// <param name="b">The background.</param>
    public static double SquaredSignificance(double s, double b)
    {
        if (!(s > 0)) return 0;
        if (!(b > 0)) return double.PositiveInfinity;

        // The difference of nearly equal terms: its series, where rounding would show.
        const double smallRatio = 1e-4;
        double ratio = s / b;
        return ratio < smallRatio ? s * ratio * (1 - (ratio / 3) + (ratio * ratio / 6)) : 2 * (((s + b) * double.LogP1(ratio)) - s);
    }

    // gains[i][j]: the bin from edge i to edge j + 1.
    private static double[][] Gains(Template signal, Template background, double maximumUncertainty)
    {
        int count = signal.BinCount;
        double[] s = Cumulated(signal.Yields.AsSpan());
        double[] b = Cumulated(background.Yields.AsSpan());
        double[] v = Cumulated(background.Variances.AsSpan());
        double[][] gains = new double[count][];
        for (int i = 0; i < count; i++)
        {
            gains[i] = new double[count];
            for (int j = 0; j < count; j++)
            {
                double content = b[j + 1] - b[i];
                bool isAllowed = j >= i && content > 0 && v[j + 1] - v[i] <= maximumUncertainty * maximumUncertainty * content * content;
                gains[i][j] = isAllowed ? SquaredSignificance(s[j + 1] - s[i], content) : double.NegativeInfinity;
            }
        }

        return gains;
    }

    // One more bin, from each edge that fewer bins reach.
    private static (double[] Best, int[] From) Extend(double[] best, double[][] gains)
    {
        double[] next = new double[best.Length];
        int[] from = new int[best.Length];
        Array.Fill(next, double.NegativeInfinity);
        for (int start = 1; start < gains.Length; start++)
        {
            if (double.IsNegativeInfinity(best[start])) continue;
            for (int end = start + 1; end < next.Length; end++)
            {
                double value = best[start] + gains[start][end - 1];
                if (value > next[end]) (next[end], from[end]) = (value, start);
            }
        }

        return (next, from);
    }

    private static double[] Cumulated(ReadOnlySpan<double> values)
    {
        double[] sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++) sums[i + 1] = sums[i] + values[i];
        return sums;
    }

    private static void Require(ReadOnlySpan<double> candidates, int bins)
    {
        if (bins < 1 || candidates.Length != bins + 1) throw new ArgumentException($"{candidates.Length} edges for {bins} bins; one more edge than bins is needed.", nameof(candidates));
    }
}

/// <summary>Edges that were found.</summary>
/// <param name="Edges">The edges, from the first candidate to the last.</param>
/// <param name="Status">Whether they are what was asked for.</param>
/// <param name="Score">Of <see cref="AutomaticEdges.Significance"/> the sum of the squared significances.</param>
public sealed record EdgeChoice(ImmutableArray<double> Edges, EdgeStatus Status, double Score)
{
    /// <summary>The status as a sentence with its remedy.</summary>
    public string Message => Status switch
    {
        EdgeStatus.Found => "The bins are as asked for.",
        EdgeStatus.FewerBins => $"{Edges.Length - 1} bins were made: more have no gain, the statistical uncertainty forbids them, or a fine bin holds more than its share. Give more candidates for more.",
        EdgeStatus.NothingToDivide => "The samples have no content to divide; there is one bin. Check the selection and the range.",
        _ => "No bins have a background whose statistical uncertainty is within the limit; there is one bin. Raise the limit, or widen the range.",
    };
}

/// <summary>What became of a search for edges.</summary>
public enum EdgeStatus
{
    /// <summary>The edges are as asked for.</summary>
    Found,

    /// <summary>There are fewer bins than asked for, or than allowed.</summary>
    FewerBins,

    /// <summary>There is nothing to divide.</summary>
    NothingToDivide,

    /// <summary>No bins meet the limit on the uncertainty.</summary>
    Unreachable,
}
