using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class TemplateCleaningTests
{
    private static readonly SystematicSettings s_shape = new("JES", SystematicType.NormPlusShape);

    [Fact]
    public void Variances_that_are_no_number_become_0_and_it_is_told()
    {
        ProcessedTemplates processed = Nominal(new Template([1, 2, 3, 4], [double.NaN, -1, double.PositiveInfinity, 4]), new ProcessingSettings()).Process();

        Assert.Equal([0, 0, 0, 4], processed.Nominal[SmallAnalysis.Target].Variances);
        Assert.Equal((DecisionKind.UnknownVariances, 3.0), (Assert.Single(processed.Decisions).Kind, processed.Decisions[0].Value));
    }

    [Theory]
    [InlineData(NegativeBinRule.Keep, new double[] { 6, -2, 4 }, new double[] { 6, 2, 4 })]
    [InlineData(NegativeBinRule.Zero, new double[] { 6, 0, 4 }, new double[] { 6, 2, 4 })]
    [InlineData(NegativeBinRule.ZeroKeepIntegral, new[] { 4.8, 0, 3.2 }, new[] { 3.84, 2, 2.56 })]
    public void Negative_bins_are_treated_by_rule(NegativeBinRule rule, double[] yields, double[] variances)
    {
        ProcessedTemplates processed = Nominal(SmallAnalysis.Counts(6, -2, 4), new ProcessingSettings { NegativeBins = rule }).Process();

        Template template = processed.Nominal[SmallAnalysis.Target];
        Assert.Equal(yields, template.Yields, (e, a) => Math.Abs(e - a) < 1e-14);
        Assert.Equal(variances, template.Variances, (e, a) => Math.Abs(e - a) < 1e-14);
        Assert.Equal(rule == NegativeBinRule.Keep ? 0 : 1, processed.Decisions.Count(decision => decision is { Kind: DecisionKind.NegativeBins, Value: -2 }));
    }

    [Fact]
    public void A_template_with_a_negative_integral_is_not_scaled()
    {
        ProcessedTemplates processed = Nominal(SmallAnalysis.Counts(1, -4), new ProcessingSettings { NegativeBins = NegativeBinRule.ZeroKeepIntegral }).Process();

        Assert.Equal([1, 0], processed.Nominal[SmallAnalysis.Target].Yields);
    }

    [Fact]
    public void Varied_templates_have_the_same_rule()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(10, 10).Varied(s_shape, [12, -2], [10, 10]) with { Settings = new ProcessingSettings { NegativeBins = NegativeBinRule.Zero } };

        ProcessedTemplates processed = analysis.Process();

        ProcessedVariation variation = Assert.Single(processed.Variations);
        Assert.Equal(0.6, variation.Norm!.Value.Up, 1e-15);
        Assert.Equal([12, -2], variation.Original.Up!.Yields);
        Assert.Equal("JES", Assert.Single(processed.Decisions).Parameter);
    }

    [Fact]
    public void All_negative_bins_are_told_at_once_where_they_are_an_error()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(-1, 10, -3).Varied(s_shape, [12, -2, 1], [10, 10, 1]) with { Settings = new ProcessingSettings { NegativeBins = NegativeBinRule.Error } };

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => analysis.Process());

        Assert.Equal(["WK871", "WK871", "WK871"], exception.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Equal("The nominal template of region 'SR', sample 'b' holds -3 in bin 2; expected no negative bin.", exception.Diagnostics[1].Message);
        Assert.Equal("The up variation of region 'SR', sample 'b', parameter 'JES' holds -2 in bin 1; expected no negative bin.", exception.Diagnostics[2].Message);
    }

    [Fact]
    public void A_yield_that_is_no_number_is_an_error()
    {
        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => SmallAnalysis.Of(1, double.NaN).Varied(s_shape, [1, double.PositiveInfinity], [1, 1]).Process());

        Assert.Equal(["WK870", "WK870"], exception.Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void A_variation_must_have_a_nominal_template_of_as_many_bins()
    {
        var lost = new TemplateVariation(new TemplateKey("CR", "b"), s_shape, "JES") { NormUp = 1.1 };
        SmallAnalysis analysis = SmallAnalysis.Of(1, 2).Varied(s_shape, [1, 2, 3], null);

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => (analysis with { Variations = analysis.Variations.Add(lost) }).Process());

        Assert.Equal(["WK872", "WK872"], exception.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Contains("has 3 bins, but the nominal template has 2", exception.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    /// <summary>Weights of 2: Σw² = 40 and Σw = 20.</summary>
    [Fact]
    public void Empty_bins_get_the_variance_of_one_event_of_the_mean_weight()
    {
        ProcessedTemplates processed = Nominal(new Template([8, 0, 12, 0], [16, 0, 24, 0]), new ProcessingSettings { GuessesEmptyBins = true }).Process();

        Assert.Equal([16, 4, 24, 4], processed.Nominal[SmallAnalysis.Target].Variances);
        Assert.Equal((DecisionKind.EmptyBins, 2.0), (Assert.Single(processed.Decisions).Kind, processed.Decisions[0].Value));
    }

    [Fact]
    public void A_template_without_entries_and_data_are_left_alone()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(0, 0).With("data", SampleRole.Data, SmallAnalysis.Counts(3, 0)) with { Settings = new ProcessingSettings { GuessesEmptyBins = true } };

        ProcessedTemplates processed = analysis.Process();

        Assert.All(processed.Nominal.Values, template => Assert.Equal(0, template.Variances[1]));
        Assert.Empty(processed.Decisions);
    }

    private static SmallAnalysis Nominal(Template template, ProcessingSettings settings) => new() { Samples = [(new SampleSettings("b"), template)], Settings = settings };
}
