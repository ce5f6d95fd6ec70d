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

    /// <summary>A second implementation of the steps of <c>docs/explanations/template-processing.md</c>, in Python with numpy 1.24.2 and cabinetry 0.6.0's 353QH.</summary>
    [Theory]
    [InlineData(4, 0.08, new[]
    {
        415.39679053597797, 393.29979149156213, 309.2728682277316, 266.22698773000025, 222.77301311769554, 179.88636698162438, 148.41307215422574, 118.24344958522656, 88.66059245426092,
        68.98417715082905, 49.27680660679103, 29.56608396407462,
    })]
    [InlineData(0, 0.3, new[]
    {
        415.3935541398393, 390.5490557395607, 305.24856333097273, 262.62129053131804, 221.52724987531576, 181.18525972317758, 151.01824744664003, 120.81892640439209, 90.61419480329407,
        70.47770706922873, 50.34121933516337, 30.204731601098022,
    })]
    [InlineData(8, 0.4, new[]
    {
        414.2790720110234, 390.03860391441015, 305.2599699476399, 262.8905350770125, 221.84802126313448, 181.4563623465141, 151.2400580591777, 120.99579246036261, 90.74684434527195,
        70.58087893521152, 50.414913525151086, 30.248948115090652,
    })]
    public void Maximum_variation_agrees_with_a_second_implementation(int slopeChanges, double tolerance, double[] expected)
    {
        Template nominal = Counts(400, 380, 300, 260, 220, 180, 150, 120, 90, 70, 50, 30);
        var settings = new SmoothingSettings(SmoothingAlgorithm.MaximumVariation) { SlopeChanges = slopeChanges, Tolerance = tolerance };

        double[] smoothed = VariationSmoother.Smooth(settings, nominal, [420, 390, 310, 250, 240, 170, 160, 110, 100, 60, 60, 20], s_noAxes);

        // The second implementation shifts by 100 before it smooths, which costs two digits.
        Assert.Equal(expected, smoothed, (e, a) => Math.Abs(e - a) <= 1e-10 * e);
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
