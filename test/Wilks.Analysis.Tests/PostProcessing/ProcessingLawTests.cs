using System.Collections.Immutable;
using CsCheck;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;

namespace Wilks.Analysis.Tests.PostProcessing;

/// <summary>What must hold of every input.</summary>
public sealed class ProcessingLawTests
{
    private const double Rounding = 1e-10;

    private static readonly ImmutableArray<ProcessingStep>[] s_orders =
    [
        [ProcessingStep.Smooth, ProcessingStep.Normalize, ProcessingStep.Symmetrize],
        [ProcessingStep.Symmetrize, ProcessingStep.Smooth, ProcessingStep.Normalize],
        [ProcessingStep.Normalize, ProcessingStep.Symmetrize, ProcessingStep.Smooth],
        [ProcessingStep.Normalize],
        [],
    ];

    // Zeros and negative bins are as frequent as others, so that degenerate templates come up.
    private static readonly Gen<double> s_yield = Gen.OneOf(Gen.Const(0.0), Gen.Double[-1, 1], Gen.Double[0, 100]);
    private static readonly Gen<(double Nominal, double Up, double Down)[]> s_bins = Gen.Select(s_yield, s_yield, s_yield).Array[1, 8];

    private static readonly Gen<SystematicSettings> s_systematic = Gen.Select(
        Gen.Int[0, s_orders.Length - 1], Gen.Enum<SymmetrizationRule>(), Gen.Enum<SmoothingAlgorithm>(), Gen.Bool,
        (order, rule, algorithm, isMirrored) => new SystematicSettings("JES", SystematicType.NormPlusShape)
        {
            Order = s_orders[order],
            Symmetrization = rule,
            Smoothing = new SmoothingSettings(algorithm),
            Down = new VariationSettings { IsSymmetrized = isMirrored },
        });

    [Fact]
    public void No_number_that_is_none_ever_leaves() => Gen.Select(s_bins, s_systematic, Gen.Enum<NegativeBinRule>()).Sample((bins, systematic, rule) =>
    {
        ProcessedTemplates processed = Analysis(bins, systematic, rule == NegativeBinRule.Error ? NegativeBinRule.Keep : rule).Process();

        Assert.All(processed.Variations, variation => Assert.All(Numbers(variation), number => Assert.True(double.IsFinite(number))));
    });

    [Fact]
    public void Shapes_have_the_nominal_integral() => Gen.Select(Gen.Select(Gen.Double[1, 100], Gen.Double[1, 100], Gen.Double[1, 100]).Array[2, 8], s_systematic).Sample((bins, systematic) =>
    {
        ProcessedVariation variation = Assert.Single(Analysis(bins, systematic, NegativeBinRule.Keep).Process().Variations);

        double integral = bins.Sum(bin => bin.Item1);
        Assert.Equal(integral, variation.Shape!.Value.Up.Sum(), Rounding * integral);
        Assert.Equal(integral, variation.Shape!.Value.Down.Sum(), Rounding * integral);
    });

    [Fact]
    public void A_mirror_image_of_a_mirror_image_is_the_variation() => Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Array[1, 8].Sample(bins =>
    {
        double[] centre = [.. bins.Select(bin => bin.Item1)];
        double[] values = [.. bins.Select(bin => bin.Item2)];

        double[] twice = Symmetrization.Mirror(centre, Symmetrization.Mirror(centre, values));

        Assert.Equal(values, twice, (e, a) => Math.Abs(e - a) <= 1e-12);
    });

    [Fact]
    public void One_input_has_one_result() => Gen.Select(s_bins, s_systematic).Sample((bins, systematic) =>
    {
        SmallAnalysis analysis = Analysis(bins, systematic, NegativeBinRule.Keep);

        Assert.Equal(ProcessingReport.Text(analysis.Process()), ProcessingReport.Text(analysis.Process()));
    });

    private static SmallAnalysis Analysis((double Nominal, double Up, double Down)[] bins, SystematicSettings systematic, NegativeBinRule rule) =>
        SmallAnalysis.Of([.. bins.Select(bin => bin.Nominal)]).Varied(systematic, [.. bins.Select(bin => bin.Up)], systematic.Down!.IsSymmetrized ? null : [.. bins.Select(bin => bin.Down)])
        with
        { Settings = new ProcessingSettings { NegativeBins = rule, GuessesEmptyBins = true } };

    private static IEnumerable<double> Numbers(ProcessedVariation variation)
    {
        IEnumerable<double> norm = variation.Norm is { } factors ? [factors.Up, factors.Down] : [];
        IEnumerable<double> shape = variation.Shape is { } yields ? [.. yields.Up, .. yields.Down] : [];
        return norm.Concat(shape);
    }
}
