using CsCheck;
using Wilks.Analysis.PostProcessing;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class SmoothingAlgorithmTests
{
    private const double Rounding = 1e-12;

    private static readonly double[] s_nominal = [400, 380, 300, 260, 220, 180, 150, 120, 90, 70, 50, 30];
    private static readonly double[] s_varied = [420, 370, 320, 250, 240, 170, 160, 110, 100, 60, 60, 20];

    [Theory]
    [InlineData(new double[] { 1, 2, 3, 4 }, 0)]
    [InlineData(new double[] { 1, 2, 1 }, 1)]
    [InlineData(new double[] { 1, 2, 3, 2, 1, 2 }, 2)]
    [InlineData(new double[] { 1, 2, 1, 2 }, 3)]
    [InlineData(new double[] { 1, 2, 2, 0, 1 }, 1)]
    [InlineData(new double[] { 3, 2, 1 }, 0)]
    public void Changes_of_slope_in_a_row_count_twice_and_empty_bins_not(double[] series, int expected) =>
        Assert.Equal(expected, MaximumVariationSmoothing.CountSlopeChanges(series));

    [Fact]
    public void Maximum_variation_leaves_at_most_the_slope_changes_allowed()
    {
        double[] varied = [.. s_varied];

        MaximumVariationSmoothing.Smooth(s_nominal, s_nominal, varied, slopeChanges: 0, tolerance: 0.2);

        double[] ratios = [.. varied.Select((value, bin) => value / s_nominal[bin])];
        Assert.Equal(0, MaximumVariationSmoothing.CountSlopeChanges(ratios));
    }

    [Fact]
    public void A_template_of_few_events_becomes_one_group()
    {
        double[] nominal = [2, 2, 2];
        double[] varied = [3, 2, 4];

        MaximumVariationSmoothing.Smooth(nominal, nominal, varied, slopeChanges: 4, tolerance: 0.08);

        Assert.Equal([3, 3, 3], varied);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, new[] { 0, 2 })]
    [InlineData(new double[] { 1, 2, 1 }, new[] { 0, 1, 2 })]
    [InlineData(new double[] { 2, 1, 2, 3, 2 }, new[] { 0, 1, 3, 4 })]
    [InlineData(new double[] { 1, 2, 2, 1 }, new[] { 0, 2, 3 })]
    [InlineData(new double[] { 1, 0, 2, 1 }, new[] { 0, 2, 3 })]
    public void Extrema_are_the_last_bins_of_rises_and_falls(double[] series, int[] expected) => Assert.Equal(expected, ExtremumMergeSmoothing.FindExtrema(series));

    [Fact]
    public void Monotonic_smoothing_makes_a_monotonic_ratio() => Gen.Double[0.5, 1.5].Array[3, 15].Sample(ratios =>
    {
        double[] nominal = [.. ratios.Select((_, bin) => 500.0 + (100 * (bin % 4)))];
        double[] varied = [.. ratios.Select((ratio, bin) => ratio * nominal[bin])];

        ExtremumMergeSmoothing.Smooth(nominal, nominal, varied, extrema: 0);

        double[] smoothed = [.. varied.Select((value, bin) => value / nominal[bin])];
        // Ratios closer than 1e-6 are equal to the algorithm.
        bool rises = smoothed.Zip(smoothed.Skip(1)).All(pair => pair.Second >= pair.First - 1e-6);
        bool falls = smoothed.Zip(smoothed.Skip(1)).All(pair => pair.Second <= pair.First + 1e-6);
        Assert.True(rises || falls);
    });

    [Fact]
    public void Parabolic_smoothing_leaves_one_extremum_at_most() => Gen.Double[0.5, 1.5].Array[4, 15].Sample(ratios =>
    {
        double[] nominal = [.. ratios.Select(_ => 900.0)];
        double[] varied = [.. ratios.Select((ratio, bin) => ratio * nominal[bin])];

        ExtremumMergeSmoothing.Smooth(nominal, nominal, varied, extrema: 1);

        // The running mean of a series with one extremum has one at most; both ends are listed too.
        Assert.InRange(ExtremumMergeSmoothing.FindExtrema([.. varied.Select((value, bin) => value / nominal[bin])]).Count, 2, 3);
    });

    [Fact]
    public void Weak_bins_are_merged_from_the_right_and_a_weak_first_one_joins_the_next()
    {
        double[] nominal = [100, 1000, 1000, 300, 100];
        double[] varied = [110, 1110, 1120, 340, 116];

        ExtremumMergeSmoothing.Smooth(nominal, nominal, varied, extrema: 0);

        // One event in 400 is 5 % of uncertainty: the last two bins reach it together, the first one only with the second.
        double first = 1220.0 / 1100;
        double last = 456.0 / 400;
        double[] expected = [first, ((3 * first) + 1.12) / 4, ((2 * 1.12) + first + last) / 4, ((3 * last) + 1.12) / 4, last];
        Assert.Equal(expected, varied.Select((value, bin) => value / nominal[bin]), (e, a) => Math.Abs(e - a) <= Rounding);
    }

    [Fact]
    public void A_template_less_precise_than_5_percent_has_no_shape_left()
    {
        double[] nominal = [100, 100, 100];
        double[] varied = [110, 95, 125];

        ExtremumMergeSmoothing.Smooth(nominal, nominal, varied, extrema: 1);

        Assert.Equal([110, 110, 110], varied, (e, a) => Math.Abs(e - a) <= 1e-10);
    }

    [Fact]
    public void A_uniform_kernel_is_the_mean_of_the_points_within_the_bandwidth()
    {
        double[] smoothed = KernelSmoothing.Smooth([0, 1, 2, 4], [1, 3, 8, 6], KernelShape.Uniform, bandwidth: 1);

        Assert.Equal([2, 4, 5.5, 6], smoothed);
    }

    [Fact]
    public void A_Gaussian_kernel_weights_by_the_normal_density()
    {
        double[] smoothed = KernelSmoothing.Smooth([0, 2], [1, 5], KernelShape.Gaussian, bandwidth: 1);

        // Weights 1 and exp(−2).
        double weight = Math.Exp(-2);
        Assert.Equal([(1 + (5 * weight)) / (1 + weight), (5 + weight) / (1 + weight)], smoothed, (e, a) => Math.Abs(e - a) <= Rounding);
    }

    [Theory]
    [InlineData(KernelShape.Gaussian)]
    [InlineData(KernelShape.Uniform)]
    internal void A_constant_stays_a_constant(KernelShape shape)
    {
        double[] positions = [0, 1, 3, 4];

        double bandwidth = KernelSmoothing.FindBandwidth(positions, [2, 2, 2, 2], shape);

        Assert.Equal([2, 2, 2, 2], KernelSmoothing.Smooth(positions, [2, 2, 2, 2], shape, bandwidth), (e, a) => Math.Abs(e - a) <= Rounding);
    }

    /// <summary>Alternating noise about a constant is predicted best by the mean of all: the widest kernel. A step is predicted best by its side: a narrow one.</summary>
    [Fact]
    public void Cross_validation_is_wide_for_noise_and_narrow_for_a_step()
    {
        double[] positions = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        double[] noise = [.. positions.Select(x => x % 2 == 0 ? 1.0 : 1.1)];
        double[] step = [.. positions.Select(x => x < 10 ? 1.0 : 2.0)];

        double wide = KernelSmoothing.FindBandwidth(positions, noise, KernelShape.Gaussian);
        double narrow = KernelSmoothing.FindBandwidth(positions, step, KernelShape.Gaussian);

        Assert.InRange(wide, 5, 19);
        Assert.InRange(narrow, 0.4, 1.5);
    }
}
