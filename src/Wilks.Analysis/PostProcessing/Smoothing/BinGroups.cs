namespace Wilks.Analysis.PostProcessing;

/// <summary>Sums over neighbouring bins.</summary>
internal static class BinGroups
{
    /// <summary>The ratio of two templates in a group of bins; 1 where the denominator is 0.</summary>
    /// <param name="nominal">The denominator.</param>
    /// <param name="variation">The numerator.</param>
    /// <param name="start">The first bin.</param>
    /// <param name="end">The one after the last bin.</param>
    internal static double Ratio(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variation, int start, int end)
    {
        double below = Sum(nominal[start..end]);
        return below == 0 ? 1 : Sum(variation[start..end]) / below;
    }

    /// <summary>The sum, taken from the first to the last.</summary>
    /// <param name="values">The summands.</param>
    internal static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values) sum += value;
        return sum;
    }
}
