using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Histograms;

namespace Wilks.Analysis.Tests.PostProcessing;

/// <summary>An analysis of one region SR, with a sample <c>b</c> whose variations tests look at. Immutable.</summary>
internal sealed record SmallAnalysis
{
    internal static readonly TemplateKey Target = new("SR", "b");

    internal ImmutableArray<(SampleSettings Sample, Template Nominal)> Samples { get; init; } = [];

    internal ImmutableArray<TemplateVariation> Variations { get; init; } = [];

    internal ProcessingSettings Settings { get; init; } = new();

    internal ImmutableArray<IAxis>? Axes { get; init; }

    /// <summary>With counts of the sample b.</summary>
    internal static SmallAnalysis Of(params double[] nominal) => new() { Samples = [(new SampleSettings("b"), Counts(nominal))] };

    internal static Template Counts(params double[] yields) => new([.. yields], [.. yields.Select(Math.Abs)]);

    internal SmallAnalysis With(string sample, SampleRole role, Template nominal) => this with { Samples = Samples.Add((new SampleSettings(sample) { Role = role }, nominal)) };

    /// <summary>With a variation of b; null sides are the mirror image where the systematic says so.</summary>
    internal SmallAnalysis Varied(SystematicSettings systematic, double[]? up, double[]? down) => this with
    {
        Variations = Variations.Add(new TemplateVariation(Target, systematic, systematic.ModifierName) { Up = up is null ? null : Counts(up), Down = down is null ? null : Counts(down) }),
    };

    internal SmallAnalysis Scaled(SystematicSettings systematic, double? up, double? down) => this with
    {
        Variations = Variations.Add(new TemplateVariation(Target, systematic, systematic.ModifierName) { NormUp = up, NormDown = down }),
    };

    internal ProcessedTemplates Process()
    {
        var configuration = new AnalysisConfiguration
        {
            General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out" },
            Regions = [new RegionSettings("SR")],
            Samples = [.. Samples.Select(pair => pair.Sample)],
            Systematics = [.. Variations.Select(variation => variation.Systematic)],
            Processing = Settings,
        };
        var templates = new TemplateSet();
        foreach ((SampleSettings sample, Template nominal) in Samples) templates = templates with { Templates = templates.Templates.Add(new TemplateKey("SR", sample.Name), nominal) };
        int bins = Samples[0].Nominal.BinCount;
        templates = templates with { Axes = templates.Axes.Add("SR", Axes ?? [new RegularAxis(bins, 0, bins)]) };
        return TemplateProcessor.Process(configuration, new VariationSet(templates, Variations), TestContext.Current.CancellationToken);
    }

    /// <summary>The only variation that is left.</summary>
    internal ProcessedVariation Single() => Assert.Single(Process().Variations);
}
