using System.Collections.Immutable;
using CsCheck;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class VariationSmootherTests
{
    // Same operations, sums in another order.
    private const double SumOrder = 1e-13;

    private static readonly ImmutableArray<IAxis> s_noAxes = [];

    public static TheoryData<SmoothingAlgorithm> Algorithms => [.. Enum.GetValues<SmoothingAlgorithm>()];

    /// <summary>cabinetry 0.6.0 (commit 0252deed): what <c>templates.postprocessor._apply_353qh_twice</c> computes, with numpy 1.24.2.</summary>
    [Theory]
    [InlineData(SmoothingAlgorithm.Twice353QH)]
    [InlineData(SmoothingAlgorithm.Root353QH)]
    public void Variations_are_smoothed_as_by_cabinetry(SmoothingAlgorithm algorithm)
    {
        Template nominal = Counts(100, 80, 64, 50, 40, 31, 25, 20);
        double[] expected = [108.69565237719047, 86.9565219017524, 69.5652175214019, 53.49864140439844, 41.11312407044658, 30.733569904497394, 24.314889531732998, 19.122383288579805];

        double[] smoothed = VariationSmoother.Smooth(new SmoothingSettings(algorithm), nominal, [108, 81, 71, 49, 47, 30, 29, 19], s_noAxes);

        Assert.Equal(expected, smoothed, Close);
    }

    /// <summary>The functions of ATLAS' common smoothing tool (<c>smoothTRExDefault</c>, which is TRExFitter's default, with double in place of float) on one-to-one stand-ins for ROOT's histograms.</summary>
    [Theory]
    [InlineData(4, 0.08, new[]
    {
        415.39679053597797, 393.29979149156219, 309.27286822773158, 266.22698773000025, 222.77301311769554, 179.88636698162441, 148.41307215422577, 118.24344958522657, 88.660592454260936,
        68.984177150829069, 49.276806606791034, 29.566083964074618,
    })]
    [InlineData(0, 0.3, new[]
    {
        415.39355413983924, 390.54905573956069, 305.24856333097273, 262.62129053131798, 221.52724987531576, 181.18525972317755, 151.01824744664003, 120.81892640439209, 90.614194803294069,
        70.477707069228714, 50.341219335163373, 30.204731601098022,
    })]
    [InlineData(8, 0.4, new[]
    {
        415.06739133582471, 393.10857808834226, 309.20754953108809, 266.31093265844135, 222.76839730431746, 179.7121953794846, 148.41799747648062, 118.46898607534031, 88.851739556505237,
        69.106908543948506, 49.362077531391797, 29.617246518835078,
    })]
    public void Maximum_variation_is_as_by_TRExFitter(int slopeChanges, double tolerance, double[] expected)
    {
        Template nominal = Counts(400, 380, 300, 260, 220, 180, 150, 120, 90, 70, 50, 30);
        var settings = new SmoothingSettings(SmoothingAlgorithm.MaximumVariation) { SlopeChanges = slopeChanges, Tolerance = tolerance };

        double[] smoothed = VariationSmoother.Smooth(settings, nominal, [420, 390, 310, 250, 240, 170, 160, 110, 100, 60, 60, 20], s_noAxes);

        Assert.Equal(expected, smoothed, Close);
    }

    /// <summary>The same tool's <c>smoothRebinMonotonic</c> and <c>smoothRebinParabolic</c>.</summary>
    [Theory]
    [InlineData(SmoothingAlgorithm.Monotonic, new[]
    {
        930.27648687978228, 826.91243278202865, 878.59445983090541, 723.54837868427501, 665.11571140214994, 501.24186995050252, 416.68121860770782, 297.62944186264838,
    })]
    [InlineData(SmoothingAlgorithm.Parabolic, new[]
    {
        922.6007346314193, 820.08954189459496, 871.34513826300713, 726.73663139176608, 677.99644006592564, 506.78709117896341, 416.75924650168849, 297.68517607263459,
    })]
    public void Merging_between_extrema_is_as_by_the_common_tool(SmoothingAlgorithm algorithm, double[] expected)
    {
        Template nominal = Counts(900, 800, 850, 700, 650, 500, 420, 300);

        double[] smoothed = VariationSmoother.Smooth(new SmoothingSettings(algorithm), nominal, [930, 850, 860, 690, 700, 480, 440, 290], s_noAxes);

        Assert.Equal(expected, smoothed, Close);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void The_integral_stays_and_nothing_becomes_negative(SmoothingAlgorithm algorithm) => Gen.Select(Gen.Double[1, 1000], Gen.Double[0, 2]).Array[2, 20].Sample(bins =>
    {
        Template nominal = Counts([.. bins.Select(bin => bin.Item1)]);
        double[] varied = [.. bins.Select(bin => bin.Item1 * bin.Item2)];

        double[] smoothed = VariationSmoother.Smooth(new SmoothingSettings(algorithm), nominal, varied, s_noAxes);

        Assert.Equal(varied.Sum(), smoothed.Sum(), 1e-9 * (1 + varied.Sum()));
        Assert.All(smoothed, value => Assert.True(value >= 0));
    });

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void A_constant_ratio_stays(SmoothingAlgorithm algorithm)
    {
        Template nominal = Counts(1000, 1000, 1000, 1000, 1000);

        double[] smoothed = VariationSmoother.Smooth(new SmoothingSettings(algorithm), nominal, [1100, 1100, 1100, 1100, 1100], s_noAxes);

        Assert.All(smoothed, value => Assert.Equal(1100, value, 1e-9));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Bins_without_nominal_content_stay_as_they_are(SmoothingAlgorithm algorithm)
    {
        Template nominal = Counts(1000, 0, 900, 800, 0, 700);

        double[] smoothed = VariationSmoother.Smooth(new SmoothingSettings(algorithm), nominal, [1100, 3, 910, 850, 0, 690], s_noAxes);

        Assert.Equal((3.0, 0.0), (smoothed[1], smoothed[4]));
        Assert.All(smoothed, value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Kernels_measure_along_the_axis_where_it_has_finite_edges()
    {
        Template nominal = Counts(10, 10, 10);
        var settings = new SmoothingSettings(SmoothingAlgorithm.UniformKernelDifference) { Bandwidth = 0.2 };

        double[] along = VariationSmoother.Smooth(settings, nominal, [11, 13, 18], [new VariableAxis([0, 1, 2, 10])]);
        double[] inBins = VariationSmoother.Smooth(settings, nominal, [11, 13, 18], [new VariableAxis([0, 1, 2, double.PositiveInfinity])]);

        // Centres 0.5, 1.5 and 6 with a bandwidth of 2: the first two are averaged. Bins 0, 1, 2 with a bandwidth of 0.6: none.
        Assert.Equal([12, 12, 18], along, Close);
        Assert.Equal([11, 13, 18], inBins, Close);
    }

    private static Template Counts(params double[] yields) => new([.. yields], [.. yields]);

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= SumOrder * (1 + Math.Abs(expected));
}
