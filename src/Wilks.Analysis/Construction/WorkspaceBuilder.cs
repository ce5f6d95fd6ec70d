using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>Makes a workspace of templates that are ready.</summary>
public static class WorkspaceBuilder
{
    /// <summary>Makes the workspace.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="templates">The templates, the data among the nominal ones.</param>
    /// <exception cref="WorkspaceException">Something that the workspace needs is missing; carries every problem.</exception>
    public static ConstructedWorkspace Build(AnalysisConfiguration configuration, ProcessedTemplates templates)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(templates);
        var findings = new DiagnosticCollector();
        var morphing = new MorphingBuilder(configuration, templates);
        var parameters = new ParameterNames(configuration, findings);
        var channels = new ChannelBuilder(configuration, templates, parameters, morphing, findings);
        RegionSettings[] regions = [.. configuration.Regions];
        Channel[] made = [.. regions.Select(channels.Build)];
        foreach (ParameterChange added in morphing.NewParameters) parameters.Claim(added.Name, $"a parameter of a morphing, '{added.Name}'", added.Location);
        RequireDataBins(configuration, templates, made, findings);
        findings.ThrowIfErrors();
        var workspace = new Workspace
        {
            Channels = [.. made],
            Observations = [.. made.Select(channel => new Observation(channel.Name, [.. new double[channel.BinCount]]))],
            Measurements = [MeasurementBuilder.Build(configuration, parameters)],
            Location = configuration.Location,
        };
        workspace = WithPois(workspace.With(OverlayBuilder.Build(configuration, templates, parameters, morphing)));
        (ImmutableArray<Observation> observations, ImmutableArray<string> blind) = Observe(configuration, templates, workspace, findings);
        findings.ThrowIfErrors();
        return new ConstructedWorkspace(workspace with { Observations = observations }, [.. regions.Where(region => region.Role == RegionRole.Validation).Select(region => region.Name)], blind)
        {
            Diagnostics = findings.InDocumentOrder(),
        };
    }

    // Parameters of interest that only the overlay knows, such as those of a morphing, are chosen there: without it a reader would look for them in vain.
    private static Workspace WithPois(Workspace workspace)
    {
        Measurement measurement = workspace.Measurements[0];
        HashSet<string> modifiers = [.. workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => modifier.Name)];
        if (measurement.Pois.All(modifiers.Contains)) return workspace;

        Overlay overlay = workspace.Overlay ?? new Overlay();
        return workspace with
        {
            Measurements = [measurement with { Pois = [.. measurement.Pois.Where(modifiers.Contains)] }],
            Overlay = overlay with { Pois = overlay.Pois ?? measurement.Pois, PoisLocation = overlay.Pois is null ? measurement.Location : overlay.PoisLocation },
        };
    }

    /// <summary>The counts of every region: those observed, or what is expected at the initial values where they are blinded or there are none.</summary>
    private static (ImmutableArray<Observation> Observations, ImmutableArray<string> Blind) Observe(AnalysisConfiguration configuration, ProcessedTemplates templates, Workspace workspace, DiagnosticCollector findings)
    {
        Model? model = null;
        var observations = ImmutableArray.CreateBuilder<Observation>();
        var blind = ImmutableArray.CreateBuilder<string>();
        foreach (RegionSettings region in configuration.Regions)
        {
            Template? data = configuration.Data is { } sample ? templates.Nominal.GetValueOrDefault(new TemplateKey(region.Name, sample.Name)) : null;
            bool[] hidden = Hidden(configuration, templates, region, data);
            if (data is not null && !hidden.Contains(true))
            {
                observations.Add(new Observation(region.Name, data.Yields) { Location = region.Location });
                continue;
            }

            if (data is null && configuration.Data is not null && !region.IsBlind)
            {
                findings.Warning("WK890", region.Location, $"region '{region.Name}' has no data; what is expected stands in for them.", "Let the data sample name the region, or say 'Blind: true'.");
            }

            model ??= Model.Compile(workspace);
            double[] expected = Expected(model, region.Name);
            observations.Add(new Observation(region.Name, [.. expected.Select((value, bin) => data is null || hidden[bin] ? value : data.Yields[bin])]) { Location = region.Location });
            blind.Add(region.Name);
        }

        return (observations.ToImmutable(), blind.ToImmutable());
    }

    private static void RequireDataBins(AnalysisConfiguration configuration, ProcessedTemplates templates, Channel[] channels, DiagnosticCollector findings)
    {
        if (configuration.Data is not { } sample) return;

        foreach (Channel channel in channels.Where(channel => channel.Samples.Length > 0))
        {
            if (templates.Nominal.GetValueOrDefault(new TemplateKey(channel.Name, sample.Name)) is not { } data || data.BinCount == channel.BinCount) continue;

            findings.Error("WK892", sample.Location, string.Create(CultureInfo.InvariantCulture, $"the data '{sample.Name}' have {data.BinCount} bins in region '{channel.Name}', but '{channel.Samples[0].Name}' has {channel.BinCount}."), "Give all samples of a region one binning.");
        }
    }

    /// <summary>Which bins are blinded by the ratio of signal to background; all open where there is no limit.</summary>
    internal static bool[] Hidden(AnalysisConfiguration configuration, ProcessedTemplates templates, RegionSettings region, Template? data)
    {
        bool[] hidden = new bool[data?.BinCount ?? 0];
        if (data is null || region.BlindAbove is not { } limit) return hidden;

        var morphing = new MorphingBuilder(configuration, templates);
        double[] signal = new double[hidden.Length];
        double[] background = new double[hidden.Length];
        foreach (SampleSettings sample in ModelSamples.Of(configuration, region))
        {
            if (templates.Nominal.GetValueOrDefault(new TemplateKey(region.Name, sample.Name)) is not { } template || template.BinCount != hidden.Length) continue;

            double[] sum = sample.Role == SampleRole.Background ? background : signal;
            for (int bin = 0; bin < sum.Length; bin++) sum[bin] += morphing.AtStart(sample.Name) * template.Yields[bin];
        }

        for (int bin = 0; bin < hidden.Length; bin++) hidden[bin] = signal[bin] > limit * background[bin];
        return hidden;
    }

    private static double[] Expected(Model model, string region)
    {
        Dataset asimov = DatasetMaker.Make(model, new DatasetRecipe { Kind = DataKind.Asimov }).Data;
        ModelChannel channel = model.Channels.First(candidate => candidate.Name == region);
        return asimov.Main.Slice(channel.FirstBin, channel.BinCount).ToArray();
    }
}
