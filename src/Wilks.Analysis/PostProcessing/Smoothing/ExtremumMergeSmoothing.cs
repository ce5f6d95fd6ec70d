namespace Wilks.Analysis.PostProcessing;

/// <summary>Smoothing by merging between local extrema of the ratio, as the common tool of ATLAS' analyses does it for its monotonic (no extremum) and
/// parabolic (one at most) variants: of the stretches between neighbouring extrema the one whose ratios agree best with one value is merged, again and again;
/// then from the right what is statistically too weak; a running mean with the weights ¼, ½, ¼ rounds the steps.</summary>
internal static class ExtremumMergeSmoothing
{
    /// <summary>The relative statistical uncertainty of nominal up to which a group of bins has a ratio of its own.</summary>
    internal const double LargestUncertainty = 0.05;

    // Ratios closer than this are equal, and ratios below it are of bins without events.
    private const double Equal = 1e-6;

    /// <summary>Smooths a variation in place, up to its integral.</summary>
    /// <param name="nominal">The nominal yields, none of them 0.</param>
    /// <param name="variances">The variances of the nominal yields.</param>
    /// <param name="variation">The varied yields.</param>
    /// <param name="extrema">The number of extrema inside the range that may be left.</param>
    internal static void Smooth(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, Span<double> variation, int extrema)
    {
        List<int> starts = Merge(nominal, variances, variation, extrema);
        double[] ratio = Ratios(nominal, variation, starts);
        double[] steps = [.. ratio];
        for (int i = 1; i < ratio.Length - 1; i++) ratio[i] = ((2 * steps[i]) + steps[i - 1] + steps[i + 1]) / 4;
        for (int i = 0; i < ratio.Length; i++) variation[i] = ratio[i] * nominal[i];
    }

    /// <summary>The first bin, the last bin of every rise or fall, and the last bin.</summary>
    /// <param name="series">The series.</param>
    internal static List<int> FindExtrema(ReadOnlySpan<double> series)
    {
        var found = new List<int> { 0 };
        int direction = 0;
        int previous = 0;
        for (int i = 1; i < series.Length; i++)
        {
            if (series[i] < Equal) continue;
            int step = series[i] < series[previous] - Equal ? -1 : series[i] > series[previous] + Equal ? 1 : 0;
            if (step * direction < 0) found.Add(i - 1);
            if (step != 0) direction = step;
            previous = i;
        }
        found.Add(series.Length - 1);
        return found;
    }

    // The first bins of the groups, and the number of bins.
    private static List<int> Merge(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, ReadOnlySpan<double> variation, int allowed)
    {
        if (!IsPrecise(nominal, variances)) return [0, nominal.Length];

        List<int> starts = [.. Enumerable.Range(0, nominal.Length + 1)];
        List<int> extrema = FindExtrema(Ratios(nominal, variation, starts));
        while (extrema.Count > allowed + 2)
        {
            int stretch = MostAlike(nominal, variances, variation, extrema);
            int removed = starts.RemoveAll(start => start > extrema[stretch] && start <= extrema[stretch + 1]);
            // Nothing more to merge: a plateau that ends where another one starts.
            if (removed == 0) break;
            extrema = FindExtrema(Ratios(nominal, variation, starts));
        }
        MergeWeakFromTheRight(nominal, variances, starts);
        return starts;
    }

    private static void MergeWeakFromTheRight(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, List<int> starts)
    {
        int end = starts.Count - 1;
        for (int group = end - 1; group > 0; group--)
        {
            if (IsPrecise(nominal[starts[group]..starts[end]], variances[starts[group]..starts[end]]))
            {
                end = group;
                continue;
            }
            starts.RemoveAt(group);
            end--;
        }
        // The first group has none at its left; it joins the one at its right.
        if (end < starts.Count - 1 && !IsPrecise(nominal[..starts[end]], variances[..starts[end]])) starts.RemoveAt(end);
    }

    private static bool IsPrecise(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances) =>
        Math.Abs(Math.Sqrt(BinGroups.Sum(variances)) / BinGroups.Sum(nominal)) <= LargestUncertainty;

    private static int MostAlike(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, ReadOnlySpan<double> variation, List<int> extrema)
    {
        int best = 0;
        double smallest = double.PositiveInfinity;
        for (int stretch = 0; stretch < extrema.Count - 1; stretch++)
        {
            double distance = Distance(nominal, variances, variation, (extrema[stretch], extrema[stretch + 1] + 1));
            if (distance >= smallest) continue;
            (best, smallest) = (stretch, distance);
        }
        return best;
    }

    // χ² of the ratios of bins against that of their sum, with the uncertainties of nominal.
    private static double Distance(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, ReadOnlySpan<double> variation, (int Start, int End) range)
    {
        double ratio = BinGroups.Ratio(nominal, variation, range.Start, range.End);
        double sum = 0;
        for (int i = range.Start; i < range.End; i++)
        {
            double difference = variation[i] - (ratio * nominal[i]);
            if (difference != 0) sum += difference * difference / variances[i];
        }
        return sum;
    }

    private static double[] Ratios(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variation, List<int> starts)
    {
        double[] ratios = new double[nominal.Length];
        for (int group = 0; group < starts.Count - 1; group++)
        {
            double ratio = BinGroups.Ratio(nominal, variation, starts[group], starts[group + 1]);
            Array.Fill(ratios, ratio, starts[group], starts[group + 1] - starts[group]);
        }
        return ratios;
    }
}
