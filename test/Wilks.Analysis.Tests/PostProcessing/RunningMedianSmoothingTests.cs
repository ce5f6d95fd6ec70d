using Wilks.Analysis.PostProcessing;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class RunningMedianSmoothingTests
{
    // Same operations in another order of terms.
    private const double SumOrder = 1e-13;

    // The reference was printed with six decimals.
    private const double Printed = 5e-7;

    private static readonly double[] s_spiky =
    [
        7.82272339, 20.79126453, 55.58607231, 80.9790969, 61.72924992, 48.02962419, 55.53139849, 38.1122083, 37.5203016, 24.89442078, 33.42130301, 34.15961964, 11.99455817,
        90.5479646, 18.71481196, 88.95821081,
    ];

    /// <summary>cabinetry 0.6.0 (commit 0252deed), <c>cabinetry.smooth.smooth_353qh_twice</c>.</summary>
    public static TheoryData<double[], double[]> Cabinetry => new()
    {
        { [10, 12, 16, 13, 16], [10.25, 12, 13.6875, 15.3125, 16] },
        { [1, 3, 2, 5], [1, 2, 3.25, 5] },
        { [1, 3, 2, 5, 11, 3, 8], [1, 2.125, 3.6666666666666665, 5.083333333333333, 6.166666666666667, 7.375, 8] },
        { [4, -2, 7], [4, 4, 4] },
        { [0, 0, 0, 5, 0, 0, 0, 9], [0, 0, 0, 0, 0, 0, 0, 0] },
        {
            s_spiky,
            [
                7.82272339, 26.24783119, 51.23444326166666, 68.03989052395832, 66.85597726854165, 55.68076281749999, 45.09433649499999, 38.695052624375, 36.060684303125, 34.446052657500005, 33.42130301,
                33.42130301, 33.6058821675, 47.674688275, 75.2585630175, 88.95821081,
            ]
        },
    };

    /// <summary><c>TH1::SmoothArray</c> of ROOT, printed in <c>util/reference_values.py</c> of github.com/alexander-held/histogram-smoothing.</summary>
    public static TheoryData<double[], double[]> Root => new()
    {
        { [11, 14, 12], [12, 12, 12] },
        { [1, 15, 19, 1], [15, 15, 15, 15] },
        { [1, 3, 4, 7, 66, 72, 74], [1, 2.75, 4.5, 21.25, 53.5, 72, 75] },
        {
            s_spiky,
            [
                7.822723, 26.247831, 51.234443, 68.039891, 66.855977, 55.680763, 45.094336, 38.695053, 36.060684, 34.446053, 33.421303, 33.421303, 33.605882, 47.674688,
                75.258563, 88.958211,
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Cabinetry))]
    public void Series_are_smoothed_as_by_cabinetry(double[] series, double[] expected)
    {
        RunningMedianSmoothing.Smooth(series = [.. series], staysPositive: true);

        Assert.Equal(expected, series, (e, a) => Math.Abs(e - a) <= SumOrder * (1 + Math.Abs(e)));
    }

    [Theory]
    [MemberData(nameof(Root))]
    public void Series_are_smoothed_as_by_ROOT(double[] series, double[] expected)
    {
        RunningMedianSmoothing.Smooth(series = [.. series], staysPositive: true);

        Assert.Equal(expected, series, (e, a) => Math.Abs(e - a) <= Printed);
    }

    [Fact]
    public void A_straight_line_stays_as_it_is()
    {
        double[] line = [.. Enumerable.Range(0, 12).Select(i => 3.0 - (0.25 * i))];
        double[] smoothed = [.. line];

        RunningMedianSmoothing.Smooth(smoothed, staysPositive: false);

        Assert.Equal(line, smoothed);
    }

    [Fact]
    public void Two_points_are_left_alone()
    {
        double[] series = [1, 3];

        RunningMedianSmoothing.Smooth(series, staysPositive: true);

        Assert.Equal([1, 3], series);
    }

    [Fact]
    public void A_lone_spike_is_smoothed_away()
    {
        double[] series = [1, 1, 1, 1, 8, 1, 1, 1, 1];

        RunningMedianSmoothing.Smooth(series, staysPositive: true);

        Assert.All(series, value => Assert.Equal(1, value));
    }

    [Fact]
    public void Shifting_a_series_shifts_the_result()
    {
        double[] series = [.. s_spiky];
        double[] shifted = [.. s_spiky.Select(value => value + 64)];

        RunningMedianSmoothing.Smooth(series, staysPositive: false);
        RunningMedianSmoothing.Smooth(shifted, staysPositive: false);

        Assert.Equal(series.Select(value => value + 64), shifted, (e, a) => Math.Abs(e - a) <= 1e-12 * Math.Abs(e));
    }
}
