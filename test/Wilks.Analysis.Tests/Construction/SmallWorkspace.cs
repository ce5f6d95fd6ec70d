using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.Filling;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Configurations;
using Wilks.Analysis.Variations;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Construction;

/// <summary>Workspaces of configurations given as text and of templates written by hand.</summary>
internal static class SmallWorkspace
{
    /// <summary>Two regions, a signal and two backgrounds, data in both.</summary>
    internal const string Text = """
        General: {Measurement: m, POI: mu, InputPath: "in.root:{SamplePath}", HistogramFolder: h}
        Regions:
          - {Name: SR, Title: "Signal region"}
          - {Name: C R}
        Samples:
          - {Name: data, Data: true, SamplePath: d}
          - {Name: sig, SamplePath: s, Regions: SR, Title: Signal}
          - {Name: b1, SamplePath: b1}
          - {Name: b2, SamplePath: b2}
        NormFactors:
          - {Name: mu, Samples: sig, Bounds: [-5, 5], Nominal: 2}

        """;

    internal static TemplateSet Templates { get; } = Set(
        ("SR", "data", [105, 52]), ("SR", "sig", [10, 30]), ("SR", "b1", [60, 20]), ("SR", "b2", [40, 10]),
        ("C R", "data", [990, 210]), ("C R", "b1", [700, 150]), ("C R", "b2", [300, 50]));

    internal static TemplateSet Set(params ReadOnlySpan<(string Region, string Sample, double[] Yields)> rows)
    {
        var set = new TemplateSet();
        foreach ((string region, string sample, double[] yields) in rows) set = set with { Templates = set.Templates.Add(new TemplateKey(region, sample), Counts(yields)) };
        return set;
    }

    /// <summary>Templates of events of weight one half.</summary>
    internal static Template Counts(params double[] yields) => new([.. yields], [.. yields.Select(value => value / 2)]);

    internal static TemplateSet Varied(this TemplateSet set, string region, string sample, string systematic, double[] up, double[] down) => set with
    {
        Templates = set.Templates.Add(new TemplateKey(region, sample, systematic, "Up"), Counts(up)).Add(new TemplateKey(region, sample, systematic, "Down"), Counts(down)),
    };

    internal static TemplateSet Without(this TemplateSet set, string region, string sample) => set with { Templates = set.Templates.Remove(new TemplateKey(region, sample)) };

    internal static ConstructedWorkspace Build(string text, TemplateSet? templates = null) => Build(ConfigurationText.Read(text), templates);

    internal static ConstructedWorkspace Build(AnalysisConfiguration configuration, TemplateSet? templates = null)
    {
        VariationSet variations = VariationBuilder.Build(configuration, templates ?? Templates, ImmutableDictionary<string, CorrectionTable>.Empty, "");
        return WorkspaceBuilder.Build(configuration, TemplateProcessor.Process(configuration, variations, TestContext.Current.CancellationToken));
    }

    internal static Sample Sample(this ConstructedWorkspace made, string region, string sample) => made.Whole.Channels.Single(channel => channel.Name == region).Samples.Single(candidate => candidate.Name == sample);

    /// <summary>The modifiers of a sample as <c>type name</c>.</summary>
    internal static string[] Modifiers(this ConstructedWorkspace made, string region, string sample) => [.. made.Sample(region, sample).Modifiers.Select(modifier => $"{modifier.GetType().Name} {modifier.Name}")];

    internal static Model Compile(this ConstructedWorkspace made) => Model.Compile(made.Whole);

    internal static Parameter Parameter(this Model model, string name) => model.Parameters[model.IndexOf(name)];

    internal static double[] Observed(this ConstructedWorkspace made, string region) => [.. made.Whole.Observations.Single(observation => observation.Name == region).Data];

    /// <summary>The expected counts of a region with one parameter moved.</summary>
    internal static double[] Expected(this Model model, string region, params ReadOnlySpan<(string Name, double Value)> moved)
    {
        double[] values = [.. model.Parameters.Select(parameter => parameter.Init)];
        foreach ((string name, double value) in moved) values[model.IndexOf(name)] = value;
        double[] main = new double[model.BinCount];
        model.With(model.ObservedData).CreateEvaluator().ExpectedMain(values, main);
        ModelChannel channel = model.Channels.Single(candidate => candidate.Name == region);
        return main[channel.FirstBin..(channel.FirstBin + channel.BinCount)];
    }
}
