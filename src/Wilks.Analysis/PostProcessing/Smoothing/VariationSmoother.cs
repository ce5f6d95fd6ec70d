using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Smooths varied templates by the algorithm of the settings. The integral over the bins that are smoothed is kept; bins whose nominal content is 0
/// have no ratio and stay as they are.</summary>
internal static class VariationSmoother
{
    /// <summary>A smoothed copy of a variation.</summary>
    /// <param name="settings">How.</param>
    /// <param name="nominal">The nominal template.</param>
    /// <param name="variation">The varied yields.</param>
    /// <param name="axes">The axes of the region; kernels measure distances along the only one where it has numbers and finite edges, else in bins.</param>
    internal static double[] Smooth(SmoothingSettings settings, Template nominal, ReadOnlySpan<double> variation, ImmutableArray<IAxis> axes)
    {
        int[] bins = [.. Enumerable.Range(0, nominal.BinCount).Where(bin => nominal.Yields[bin] != 0)];
        double[] result = variation.ToArray();
        if (bins.Length < 2) return result;

        double[] yields = [.. bins.Select(bin => nominal.Yields[bin])];
        double[] variances = [.. bins.Select(bin => nominal.Variances[bin])];
        double[] varied = [.. bins.Select(bin => result[bin])];
        bool isPositive = yields.All(value => value > 0) && varied.All(value => value >= 0);
        double integral = BinGroups.Sum(varied);

        Apply(settings, (yields, variances), varied, Positions(axes, bins, nominal.BinCount));
        for (int i = 0; isPositive && i < varied.Length; i++) varied[i] = Math.Max(varied[i], 0);
        double smoothed = BinGroups.Sum(varied);
        if (smoothed == 0 || !double.IsFinite(smoothed)) return result;

        for (int i = 0; i < bins.Length; i++) result[bins[i]] = varied[i] * integral / smoothed;
        return result;
    }

    /// <summary>What an algorithm is called in a sentence.</summary>
    /// <param name="algorithm">The algorithm.</param>
    internal static string NameOf(SmoothingAlgorithm algorithm) => algorithm switch
    {
        SmoothingAlgorithm.Twice353QH => "353QH twice",
        SmoothingAlgorithm.Root353QH => "353QH twice as ROOT does it",
        SmoothingAlgorithm.MaximumVariation => "few changes of slope",
        SmoothingAlgorithm.Monotonic => "merging to a monotonic ratio",
        SmoothingAlgorithm.Parabolic => "merging to a parabolic ratio",
        SmoothingAlgorithm.GaussianKernelRatio => "a Gaussian kernel on the ratio",
        SmoothingAlgorithm.GaussianKernelDifference => "a Gaussian kernel on the difference",
        SmoothingAlgorithm.UniformKernelRatio => "a uniform kernel on the ratio",
        SmoothingAlgorithm.UniformKernelDifference => "a uniform kernel on the difference",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm)),
    };

    private static void Apply(SmoothingSettings settings, (double[] Yields, double[] Variances) nominal, double[] varied, (double[] Positions, double Range) place)
    {
        switch (settings.Algorithm)
        {
            case SmoothingAlgorithm.Twice353QH:
            case SmoothingAlgorithm.Root353QH:
                OnRatio(nominal.Yields, varied, ratio => { RunningMedianSmoothing.Smooth(ratio, staysPositive: true); return ratio; });
                break;
            case SmoothingAlgorithm.MaximumVariation:
                MaximumVariationSmoothing.Smooth(nominal.Yields, nominal.Variances, varied, settings.SlopeChanges, settings.Tolerance);
                break;
            case SmoothingAlgorithm.Monotonic:
                ExtremumMergeSmoothing.Smooth(nominal.Yields, nominal.Variances, varied, extrema: 0);
                break;
            case SmoothingAlgorithm.Parabolic:
                ExtremumMergeSmoothing.Smooth(nominal.Yields, nominal.Variances, varied, extrema: 1);
                break;
            case SmoothingAlgorithm.GaussianKernelRatio:
            case SmoothingAlgorithm.UniformKernelRatio:
                OnRatio(nominal.Yields, varied, ratio => Kernel(settings, ratio, place));
                break;
            default:
                OnDifference(nominal.Yields, varied, difference => Kernel(settings, difference, place));
                break;
        }
    }

    private static void OnRatio(double[] nominal, double[] varied, Func<double[], double[]> smooth)
    {
        double[] ratio = smooth([.. varied.Select((value, i) => value / nominal[i])]);
        for (int i = 0; i < varied.Length; i++) varied[i] = ratio[i] * nominal[i];
    }

    private static void OnDifference(double[] nominal, double[] varied, Func<double[], double[]> smooth)
    {
        double[] difference = smooth([.. varied.Select((value, i) => value - nominal[i])]);
        for (int i = 0; i < varied.Length; i++) varied[i] = difference[i] + nominal[i];
    }

    private static double[] Kernel(SmoothingSettings settings, double[] values, (double[] Positions, double Range) place)
    {
        KernelShape shape = settings.Algorithm is SmoothingAlgorithm.GaussianKernelRatio or SmoothingAlgorithm.GaussianKernelDifference ? KernelShape.Gaussian : KernelShape.Uniform;
        double bandwidth = settings.Bandwidth is { } fraction ? fraction * place.Range : KernelSmoothing.FindBandwidth(place.Positions, values, shape);
        return KernelSmoothing.Smooth(place.Positions, values, shape, bandwidth);
    }

    private static (double[] Positions, double Range) Positions(ImmutableArray<IAxis> axes, int[] bins, int binCount)
    {
        if (axes is [INumericAxis axis] && axis.BinCount == binCount && double.IsFinite(axis.Edges[0]) && double.IsFinite(axis.Edges[^1]))
        {
            return ([.. bins.Select(bin => (axis.Edges[bin] + axis.Edges[bin + 1]) / 2)], axis.Edges[^1] - axis.Edges[0]);
        }
        return ([.. bins.Select(bin => (double)bin)], binCount);
    }
}
