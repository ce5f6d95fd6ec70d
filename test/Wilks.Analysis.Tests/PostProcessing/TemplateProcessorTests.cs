using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.Tests.PostProcessing;

/// <summary>Types of systematics, the split into factor and shape, the order of steps and symmetric sides.</summary>
public sealed class TemplateProcessorTests
{
    private const double Rounding = 1e-13;

    private static readonly SystematicSettings s_shape = new("JES", SystematicType.NormPlusShape);
    private static readonly SystematicSettings s_mirrored = s_shape with { Down = new VariationSettings { IsSymmetrized = true } };

    [Fact]
    public void A_variation_is_split_into_a_factor_and_a_shape_of_the_nominal_integral()
    {
        ProcessedVariation variation = SmallAnalysis.Of(10, 20, 10).Varied(s_shape, [20, 20, 10], [10, 15, 5]).Single();

        Assert.Equal((1.25, 0.75), variation.Norm);
        Assert.Equal([16, 16, 8], variation.Shape!.Value.Up, Close);
        Assert.Equal([40.0 / 3, 20, 20.0 / 3], variation.Shape!.Value.Down, Close);
    }

    [Fact]
    public void A_symmetrized_side_is_mirrored_after_the_split_as_in_cabinetry()
    {
        ProcessedVariation variation = SmallAnalysis.Of(10, 20, 10).Varied(s_mirrored, [20, 20, 10], null).Single();

        Assert.Equal((1.25, 0.75), variation.Norm);
        Assert.Equal([16, 16, 8], variation.Shape!.Value.Up, Close);
        Assert.Equal([4, 24, 12], variation.Shape!.Value.Down, Close);
    }

    [Fact]
    public void Symmetrized_before_the_split_the_template_is_mirrored_as_in_TRExFitter()
    {
        SystematicSettings systematic = s_mirrored with { Order = [ProcessingStep.Symmetrize, ProcessingStep.Smooth, ProcessingStep.Normalize] };

        ProcessedVariation variation = SmallAnalysis.Of(10, 20, 10).Varied(systematic, [12, 24, 14], null).Single();

        // 2n − v = (8, 16, 6), which has 30 of 40 events.
        Assert.Equal((1.25, 0.75), variation.Norm);
        Assert.Equal([32.0 / 3, 64.0 / 3, 8], variation.Shape!.Value.Down, Close);
    }

    [Fact]
    public void A_mirrored_factor_below_0_is_kept_as_in_cabinetry_and_told()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(10, 10).Varied(s_mirrored, [30, 20], null).Process();

        Assert.Equal((2.5, -0.5), Assert.Single(processed.Variations).Norm);
        ProcessingDecision decision = Assert.Single(processed.Decisions, decision => decision.Kind == DecisionKind.Large);
        Assert.Equal((2.5, 2.0), (decision.Value, decision.Threshold));
        Assert.Contains("negative", decision.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_side_that_nothing_was_said_of_is_the_mirror_image_and_told()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(10, 10).Varied(s_shape, [30, 20], null).Process();

        // 2 − 2.5 stops at 0.
        Assert.Equal((2.5, 0), Assert.Single(processed.Variations).Norm);
        Assert.Contains(processed.Decisions, decision => decision.Kind == DecisionKind.Symmetrized && decision.Explanation.Contains("because nothing was given", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(SymmetrizationRule.TwoSided, 1.2, 0.8)]
    [InlineData(SymmetrizationRule.Maximum, 1.3, 0.7)]
    [InlineData(SymmetrizationRule.AbsoluteMean, 1.2, 0.8)]
    [InlineData(SymmetrizationRule.OneSided, 1.3, 0.9)]
    [InlineData(SymmetrizationRule.None, 1.3, 0.9)]
    public void Factors_are_made_symmetric_by_rule(SymmetrizationRule rule, double up, double down)
    {
        var systematic = new SystematicSettings("xs", SystematicType.Normalization) { Symmetrization = rule };

        (double Up, double Down) norm = SmallAnalysis.Of(10, 10).Scaled(systematic, 1.3, 0.9).Single().Norm!.Value;

        Assert.Equal((up, down), (norm.Up, norm.Down), (e, a) => Close(e.Item1, a.Item1) && Close(e.Item2, a.Item2));
    }

    [Theory]
    [InlineData(SymmetrizationRule.TwoSided, 11, 19)]
    [InlineData(SymmetrizationRule.Maximum, 13, 17)]
    [InlineData(SymmetrizationRule.AbsoluteMean, 12, 22)]
    public void Templates_are_made_symmetric_bin_by_bin(SymmetrizationRule rule, double first, double second)
    {
        SystematicSettings systematic = s_shape with { Symmetrization = rule, Order = [ProcessingStep.Symmetrize, ProcessingStep.Normalize, ProcessingStep.Smooth] };

        ProcessedVariation variation = SmallAnalysis.Of(10, 20).Varied(systematic, [13, 17], [11, 19]).Single();

        double norm = (first + second) / 30;
        Assert.Equal(norm, variation.Norm!.Value.Up, Rounding);
        Assert.Equal([first / norm, second / norm], variation.Shape!.Value.Up, Close);
    }

    [Theory]
    [InlineData(SymmetrizationRule.TwoSided)]
    [InlineData(SymmetrizationRule.Maximum)]
    [InlineData(SymmetrizationRule.AbsoluteMean)]
    [InlineData(SymmetrizationRule.OneSided)]
    public void Shapes_made_symmetric_after_the_split_keep_the_integral_and_are_symmetric(SymmetrizationRule rule)
    {
        SystematicSettings systematic = s_shape with { Symmetrization = rule };

        ProcessedVariation variation = SmallAnalysis.Of(100, 200, 300).Varied(systematic, [120, 190, 330], rule == SymmetrizationRule.OneSided ? null : [105, 180, 290]).Single();

        (double[] up, double[] down) = ([.. variation.Shape!.Value.Up], [.. variation.Shape!.Value.Down]);
        Assert.Equal(600, up.Sum(), 1e-10);
        Assert.Equal([200.0, 400, 600], up.Zip(down, (u, d) => u + d), Close);
    }

    [Fact]
    public void Negative_bins_of_a_rule_become_0_and_are_told()
    {
        SystematicSettings systematic = s_shape with { Symmetrization = SymmetrizationRule.OneSided, Order = [ProcessingStep.Symmetrize, ProcessingStep.Normalize] };

        ProcessedTemplates processed = SmallAnalysis.Of(10, 10).Varied(systematic, [25, 10], null).Process();

        ProcessedVariation variation = Assert.Single(processed.Variations);
        Assert.Equal(0.5, variation.Norm!.Value.Down, Rounding);
        Assert.Equal([0, 20], variation.Shape!.Value.Down, Close);
        Assert.Contains(processed.Decisions, decision => decision is { Kind: DecisionKind.Symmetrized, Value: 1, Threshold: 0 });
    }

    [Theory]
    [InlineData(SystematicType.NormPlusShape, true, true)]
    [InlineData(SystematicType.Covariance, false, true)]
    [InlineData(SystematicType.Norm, true, false)]
    [InlineData(SystematicType.Shape, false, true)]
    public void Types_keep_their_parts(SystematicType type, bool hasNorm, bool hasShape)
    {
        ProcessedVariation variation = SmallAnalysis.Of(10, 10).Varied(s_shape with { Type = type }, [12, 11], [8, 9]).Single();

        Assert.Equal((hasNorm, hasShape, false), (variation.Norm is not null, variation.Shape is not null, variation.BinUncertainties is not null));
    }

    // Split into a factor and a shape they would no longer add up to the covariance, which also has regions of one bin.
    [Theory]
    [InlineData(new double[] { 12, 11 }, new double[] { 8, 9 })]
    [InlineData(new double[] { 12 }, new double[] { 8 })]
    public void Eigen_variations_stay_whole(double[] up, double[] down)
    {
        double[] nominal = [.. up.Select(_ => 10.0)];

        ProcessedVariation variation = SmallAnalysis.Of(nominal).Varied(s_shape with { Type = SystematicType.Covariance }, up, down).Single();

        Assert.Equal(up, variation.Shape!.Value.Up);
        Assert.Equal(down, variation.Shape!.Value.Down);
    }

    [Fact]
    public void A_region_of_one_bin_has_no_shape()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(10).Varied(s_shape, [12], [8]).Varied(s_shape with { Type = SystematicType.Shape }, [12], [8]).Process();

        ProcessedVariation variation = Assert.Single(processed.Variations);
        Assert.Equal((1.2, 0.8), variation.Norm);
        Assert.Null(variation.Shape);
        Assert.Equal([VariationStatus.Kept, VariationStatus.Dropped], processed.Outcomes.Select(outcome => outcome.Status));
    }

    [Fact]
    public void Uncertainties_of_bins_are_passed_on_without_a_NaN()
    {
        var systematic = new SystematicSettings("corr", SystematicType.ShapeSys);
        SmallAnalysis analysis = SmallAnalysis.Of(10, 20) with { Variations = [new TemplateVariation(SmallAnalysis.Target, systematic, "corr") { BinUncertainties = [double.NaN, -2] }] };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal([0, 2], Assert.Single(processed.Variations).BinUncertainties!.Value);
        Assert.Contains(processed.Decisions, decision => decision.Kind == DecisionKind.Undefined);
    }

    [Fact]
    public void Uncertainties_of_bins_are_as_large_as_the_variation()
    {
        ProcessedVariation variation = SmallAnalysis.Of(10, 20).Varied(new SystematicSettings("corr", SystematicType.ShapeSys), [13, 18], [9, 16]).Single();

        Assert.Equal([2, 3], variation.BinUncertainties!.Value);
    }

    [Fact]
    public void A_sample_without_yield_loses_the_systematic_and_it_is_told()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(0, 0).Varied(s_shape, [1, 0], [0, 0]).Process();

        Assert.Empty(processed.Variations);
        Assert.Equal(DecisionKind.Undefined, Assert.Single(processed.Decisions).Kind);
    }

    [Fact]
    public void A_variation_without_yield_has_the_nominal_shape()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(10, 20).Varied(s_shape, [11, 22], [0, 0]).Process();

        ProcessedVariation variation = Assert.Single(processed.Variations);
        Assert.Equal(0, variation.Norm!.Value.Down);
        Assert.Equal([10, 20], variation.Shape!.Value.Down);
        Assert.Contains(processed.Decisions, decision => decision.Kind == DecisionKind.Undefined);
    }

    [Fact]
    public void A_systematic_without_any_effect_is_kept()
    {
        ProcessedVariation variation = SmallAnalysis.Of(10, 20).Varied(s_shape, [10, 20], [10, 20]).Single();

        Assert.Equal((1.0, 1.0), variation.Norm);
        Assert.Equal([10, 20], variation.Shape!.Value.Up);
    }

    [Theory]
    [InlineData(1.006, 1.2, true)]
    [InlineData(1.004, 1.2, false)]
    [InlineData(0.8, 0.9, true)]
    [InlineData(1.1, 0.9, false)]
    public void Both_sides_on_one_side_are_told_above_half_a_percent(double up, double down, bool isTold)
    {
        ProcessedTemplates processed = SmallAnalysis.Of(1000, 2000).Varied(s_shape, [1000 * up, 2000 * up], [1000 * down, 2000 * down]).Process();

        Assert.Equal(isTold, processed.Decisions.Any(decision => decision.Kind == DecisionKind.SameSide));
    }

    [Fact]
    public void Smoothing_comes_before_the_split_and_the_mirror()
    {
        SystematicSettings systematic = s_mirrored with { Smoothing = new SmoothingSettings(SmoothingAlgorithm.Twice353QH) };
        double[] nominal = [100, 80, 64, 50, 40, 31, 25, 20];
        // VariationSmootherTests has the source of these numbers.
        double[] smoothed = [108.69565237719047, 86.9565219017524, 69.5652175214019, 53.49864140439844, 41.11312407044658, 30.733569904497394, 24.314889531732998, 19.122383288579805];

        ProcessedVariation variation = SmallAnalysis.Of(nominal).Varied(systematic, [108, 81, 71, 49, 47, 30, 29, 19], null).Single();

        double norm = 434.0 / 410;
        Assert.Equal(norm, variation.Norm!.Value.Up, Rounding);
        Assert.Equal(2 - norm, variation.Norm!.Value.Down, Rounding);
        Assert.Equal(smoothed.Select((value, bin) => (2 * nominal[bin]) - (value / norm)), variation.Shape!.Value.Down, Close);
    }

    [Fact]
    public void Regions_of_several_axes_are_not_smoothed_and_it_is_told()
    {
        SystematicSettings systematic = s_shape with { Smoothing = new SmoothingSettings(SmoothingAlgorithm.Twice353QH) };
        SmallAnalysis analysis = SmallAnalysis.Of(10, 20, 30, 40) with { Axes = [new Wilks.Histograms.RegularAxis(2, 0, 1), new Wilks.Histograms.RegularAxis(2, 0, 1)] };

        ProcessedTemplates processed = analysis.Varied(systematic, [12, 18, 33, 37], [10, 20, 30, 40]).Process();

        Assert.Equal([12, 18, 33, 37], Assert.Single(processed.Variations).Shape!.Value.Up);
        Assert.Contains(processed.Decisions, decision => decision is { Kind: DecisionKind.Undefined, Value: 2 });
    }

    [Fact]
    public void Smoothing_keeps_to_its_regions_and_samples()
    {
        SystematicSettings systematic = s_shape with { Smoothing = new SmoothingSettings(SmoothingAlgorithm.Twice353QH) { Samples = new NameSelection(["other"]) } };

        ProcessedTemplates processed = SmallAnalysis.Of(10, 20, 30).Varied(systematic, [12, 18, 30], [10, 20, 30]).Process();

        Assert.Empty(processed.Decisions);
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) <= Rounding * (1 + Math.Abs(expected));
}
