using System.Collections.Immutable;
using Wilks.Analysis.Checks;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Steps;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.Checks;

/// <summary>What only an analysis can tell: blinded data, variations as they were filled.</summary>
public sealed class AnalysisTemplateCheckTests
{
    // Signal over background is 0.05 and 0.25; 777 events are what nobody may see.
    private static readonly Template s_signal = Counts(5, 20);
    private static readonly Template s_background = Counts(100, 80);
    private static readonly Template s_data = Counts(105, 777);

    [Fact]
    public void A_blinded_count_is_in_no_finding()
    {
        CheckReport report = Check(new RegionSettings("SR") { BlindAbove = 0.1 }, [], []);

        CheckFinding finding = Assert.Single(report.Findings);
        Assert.Equal(FindingKind.DataHidden, finding.Kind);
        Assert.Equal("blinded bins: 1", finding.Message);
        Assert.DoesNotContain("777", report.Text(showsAll: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_count_disagrees()
    {
        CheckReport report = Check(new RegionSettings("SR"), [], []);

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.PrefitDisagreement && finding.Message.Contains("bins 1 (", StringComparison.Ordinal));
    }

    [Fact]
    public void A_signal_region_that_is_open_beside_a_blinded_one_is_told()
    {
        CheckReport report = Check(new RegionSettings("SR"), [], [new RegionSettings("SR2") { IsBlind = true }]);

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.DataShown, Region: "SR" });
        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.DataHidden, Region: "SR2", Message: "all bins are blinded" });
    }

    [Theory]
    [InlineData(103, 77, true)]
    [InlineData(150, 40, false)]
    public void A_variation_of_other_events_within_its_fluctuations_is_noise(double first, double second, bool isNoise)
    {
        var systematic = new SystematicSettings("s", SystematicType.NormPlusShape) { Up = new VariationSettings { Tree = "other" }, Symmetrization = SymmetrizationRule.OneSided };

        CheckReport report = Check(new RegionSettings("SR") { IsBlind = true }, [(systematic, Counts(first, second))], []);

        Assert.Equal(isNoise, report.Findings.Any(finding => finding is { Kind: FindingKind.Noise, Parameter: "s" }));
    }

    [Fact]
    public void A_variation_by_weights_is_no_noise()
    {
        var systematic = new SystematicSettings("s", SystematicType.NormPlusShape) { Up = new VariationSettings { WeightFactor = "w" }, Symmetrization = SymmetrizationRule.OneSided };

        CheckReport report = Check(new RegionSettings("SR") { IsBlind = true }, [(systematic, Counts(103, 77))], []);

        Assert.DoesNotContain(report.Findings, finding => finding.Kind == FindingKind.Noise);
    }

    [Fact]
    public void A_systematic_whose_templates_are_the_nominal_ones_is_told_though_it_was_pruned()
    {
        var systematic = new SystematicSettings("s", SystematicType.NormPlusShape) { Up = new VariationSettings { WeightFactor = "1" }, Symmetrization = SymmetrizationRule.OneSided };

        CheckReport report = Check(new RegionSettings("SR") { IsBlind = true }, [(systematic, s_background)], []);

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.NoEffect, Severity: FindingSeverity.Warning, Parameter: "s" });
    }

    private static CheckReport Check(RegionSettings region, (SystematicSettings Systematic, Template Up)[] variations, RegionSettings[] others)
    {
        RegionSettings[] regions = [region, .. others];
        var configuration = new AnalysisConfiguration
        {
            General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out", Pois = ["mu"] },
            Regions = [.. regions],
            Samples = [new SampleSettings("data") { Role = SampleRole.Data }, new SampleSettings("signal") { Role = SampleRole.Signal }, new SampleSettings("b")],
            NormFactors = [new NormFactorSettings("mu") { Samples = new NameSelection(["signal"]) }],
            Systematics = [.. variations.Select(pair => pair.Systematic)],
        };
        TemplateSet templates = new();
        foreach (RegionSettings one in regions)
        {
            foreach ((string sample, Template template) in new[] { ("data", s_data), ("signal", s_signal), ("b", s_background) }.Where(pair => pair.Item1 != "data" || !one.IsBlind)) templates = templates with { Templates = templates.Templates.Add(new TemplateKey(one.Name, sample), template) };
            templates = templates with { Axes = templates.Axes.Add(one.Name, [new RegularAxis(2, 0, 2)]) };
        }

        var set = new VariationSet(templates, [.. variations.Select(pair => new TemplateVariation(new TemplateKey("SR", "b"), pair.Systematic, pair.Systematic.Name) { Up = pair.Up })]);
        ProcessedTemplates processed = TemplateProcessor.Process(configuration, set, TestContext.Current.CancellationToken);
        ConstructedWorkspace workspace = WorkspaceBuilder.Build(configuration, processed);
        var build = new TemplateBuild(TemplateArchive.Empty, ImmutableSortedDictionary.Create<string, CorrectionTable>());
        return AnalysisChecker.Check(configuration, new PreparedAnalysis(build, set, processed, workspace));
    }

    private static Template Counts(params double[] yields) => new([.. yields], [.. yields]);
}
