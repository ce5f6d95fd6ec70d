namespace Wilks.Analysis.PostProcessing;

/// <summary>TRExFitter's default smoothing: bins are merged until the ratio of the variation to nominal changes its slope a few times at most;
/// then the steps that this leaves are smoothed with <see cref="RunningMedianSmoothing"/>.</summary>
internal static class MaximumVariationSmoothing
{
    // Ratios closer than this are one level: of slopes, and of plateaus.
    private const double EqualForSlopes = 1e-7;
    private const double EqualForPlateaus = 1e-5;
    private const int WidestPlateau = 4;
    private const double SmallestTolerance = 1e-12;

    /// <summary>Smooths a variation in place, up to its integral.</summary>
    /// <param name="nominal">The nominal yields, none of them 0.</param>
    /// <param name="variances">The variances of the nominal yields.</param>
    /// <param name="variation">The varied yields.</param>
    /// <param name="slopeChanges">The largest number of changes of slope; one directly after another counts twice.</param>
    /// <param name="tolerance">The relative statistical uncertainty below which a group of bins is large enough; it is halved while there are too many changes.</param>
    internal static void Smooth(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, Span<double> variation, int slopeChanges, double tolerance)
    {
        int[] groups = Merge(nominal, variances, variation, tolerance);
        while (CountSlopeChanges(Ratios(nominal, variation, groups)) > slopeChanges && groups.Length > 2 && tolerance > SmallestTolerance)
        {
            tolerance /= 2;
            groups = Merge(nominal, variances, variation, tolerance);
        }

        double[] change = new double[nominal.Length];
        for (int i = 0; i < change.Length; i++) change[i] = (variation[i] / nominal[i]) - 1;
        SmoothSteps(change);
        for (int i = 0; i < change.Length; i++) variation[i] = nominal[i] * (1 + change[i]);
    }

    /// <summary>How often a series changes its slope; a change directly after another one counts twice. Zeros and points level with the one before are passed over.</summary>
    /// <param name="series">The series.</param>
    internal static int CountSlopeChanges(ReadOnlySpan<double> series)
    {
        int changes = 0;
        int used = 0;
        double previous = 0;
        bool rises = true;
        bool changedBefore = false;
        foreach (double value in series)
        {
            if (value == 0) continue;
            double difference = value - previous;
            previous = value;
            if (Math.Abs(difference) < EqualForSlopes) continue;

            used++;
            bool changed = used > 2 && difference > 0 != rises;
            if (changed) changes += changedBefore ? 2 : 1;
            changedBefore = changed;
            rises = difference > 0;
        }
        return changes;
    }

    // Merges from the left until a group's relative uncertainty is below the tolerance; what is left at the right joins the last group. Every bin then has the ratio of its group.
    private static int[] Merge(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variances, Span<double> variation, double tolerance)
    {
        var starts = new List<int> { 0 };
        double yield = 0;
        double variance = 0;
        for (int i = 0; i < nominal.Length; i++)
        {
            yield += Math.Abs(nominal[i]);
            variance += variances[i];
            double relative = Math.Sqrt(variance) / yield;
            if (!(relative > 0 && relative < tolerance)) continue;

            starts.Add(i + 1);
            (yield, variance) = (0, 0);
        }
        if (starts.Count == 1) starts.Add(nominal.Length);
        else starts[^1] = nominal.Length;

        int[] groups = [.. starts];
        double[] ratios = Ratios(nominal, variation, groups);
        for (int group = 0; group < ratios.Length; group++)
        {
            for (int i = groups[group]; i < groups[group + 1]; i++) variation[i] = nominal[i] * ratios[group];
        }
        return groups;
    }

    private static double[] Ratios(ReadOnlySpan<double> nominal, ReadOnlySpan<double> variation, int[] groups)
    {
        double[] ratios = new double[groups.Length - 1];
        for (int group = 0; group < ratios.Length; group++) ratios[group] = BinGroups.Ratio(nominal, variation, groups[group], groups[group + 1]);
        return ratios;
    }

    // 353QH as often as the narrowest plateau is wide, twice, up to eight times; not where that is as many as there are bins.
    private static void SmoothSteps(double[] change)
    {
        int passes = 2 * Math.Min(NarrowestPlateau(change), WidestPlateau);
        if (passes >= change.Length - 1) return;

        for (int pass = 0; pass < passes; pass++) RunningMedianSmoothing.Smooth(change, staysPositive: false);
    }

    private static int NarrowestPlateau(ReadOnlySpan<double> series)
    {
        int narrowest = int.MaxValue;
        int width = 1;
        for (int i = 1; i < series.Length; i++)
        {
            if (Math.Abs(series[i] - series[i - 1]) < EqualForPlateaus)
            {
                width++;
                continue;
            }
            narrowest = Math.Min(narrowest, width);
            width = 1;
        }
        return Math.Min(narrowest, width);
    }
}
