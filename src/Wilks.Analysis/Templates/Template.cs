using System.Collections.Immutable;

namespace Wilks.Analysis.Templates;

/// <summary>Expected counts per bin of one region, the last axis running fastest, and their variances. Immutable.</summary>
/// <param name="Yields">The sum of weights per bin.</param>
/// <param name="Variances">The sum of squared weights per bin; as many as there are yields.</param>
public sealed record Template(ImmutableArray<double> Yields, ImmutableArray<double> Variances)
{
    /// <summary>The number of bins.</summary>
    public int BinCount => Yields.Length;

    /// <summary>The sum of all bins, taken from the first to the last.</summary>
    public double Integral
    {
        get
        {
            double sum = 0;
            foreach (double value in Yields) sum += value;
            return sum;
        }
    }

    /// <summary>A template without entries.</summary>
    /// <param name="binCount">The number of bins.</param>
    public static Template Empty(int binCount) => new([.. new double[binCount]], [.. new double[binCount]]);
}
