using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.Filling;

/// <summary>What becomes of the flow bins of histograms.</summary>
internal static class FlowBins
{
    /// <summary>The bins of a histogram, its flow left out or added to the outer bins. A variance that is NaN is 0.</summary>
    public static Template Fold(Histogram histogram, OverflowMode overflow)
    {
        int[] counts = [.. histogram.Axes.Select(axis => axis.BinCount)];
        double[] yields = new double[counts.Aggregate(1, (product, count) => product * count)];
        double[] variances = new double[yields.Length];
        int[] bins = [.. histogram.Axes.Select(axis => axis.HasUnderflow ? -1 : 0)];
        for (int cell = 0; cell < histogram.Values.Length; cell++)
        {
            if (Place(bins, counts, overflow) is { } place)
            {
                yields[place] += histogram.Values[cell];
                variances[place] += double.IsNaN(histogram.Variances[cell]) ? 0 : histogram.Variances[cell];
            }

            for (int a = bins.Length - 1; a >= 0 && ++bins[a] == counts[a] + (histogram.Axes[a].HasOverflow ? 1 : 0); a--) bins[a] = histogram.Axes[a].HasUnderflow ? -1 : 0;
        }

        return new Template([.. yields], [.. variances]);
    }

    /// <summary>An axis without flow.</summary>
    public static INumericAxis Without(INumericAxis axis) => axis switch
    {
        RegularAxis regular => regular with { HasUnderflow = false, HasOverflow = false },
        VariableAxis variable => variable with { HasUnderflow = false, HasOverflow = false },
        _ => axis,
    };

    private static int? Place(int[] bins, int[] counts, OverflowMode overflow)
    {
        int place = 0;
        for (int a = 0; a < bins.Length; a++)
        {
            if (bins[a] < 0 && overflow is not (OverflowMode.Merge or OverflowMode.MergeUnderflow)) return null;
            if (bins[a] == counts[a] && overflow is not (OverflowMode.Merge or OverflowMode.MergeOverflow)) return null;
            place = (place * counts[a]) + Math.Clamp(bins[a], 0, counts[a] - 1);
        }

        return place;
    }
}
