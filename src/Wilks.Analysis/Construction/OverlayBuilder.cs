using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>What the configuration says of parameters and names beside the channels: groups, labels, free systematics, held statistical parameters, morphing, and the overlay it brings.</summary>
internal static class OverlayBuilder
{
    internal static Overlay? Build(AnalysisConfiguration configuration, ProcessedTemplates templates, ParameterNames parameters, MorphingBuilder morphing)
    {
        var overlay = new Overlay
        {
            Parameters = [.. morphing.Weights, .. Changes(configuration, parameters), .. Held(templates), .. HeldParameters.Others(configuration, parameters)],
            NewParameters = [.. morphing.NewParameters],
            Groups = [.. Groups(configuration, parameters)],
            Labels = [.. Labels(configuration)],
        };
        bool isEmpty = overlay is { Parameters.IsEmpty: true, NewParameters.IsEmpty: true, Groups.IsEmpty: true, Labels.IsEmpty: true };
        if (configuration.Overlay is not { } own) return isEmpty ? null : overlay;

        return isEmpty ? own : overlay.With(own);
    }

    private static IEnumerable<ParameterChange> Changes(AnalysisConfiguration configuration, ParameterNames parameters)
    {
        foreach (NormFactorSettings factor in configuration.NormFactors.Where(factor => factor.Title is not null))
        {
            yield return new ParameterChange(factor.Name) { Label = factor.Title, Location = factor.Location };
        }

        foreach (ShapeFactorSettings factor in configuration.ShapeFactors.Where(factor => factor.Title is not null))
        {
            yield return new ParameterChange(factor.Name) { Label = factor.Title, Location = factor.Location };
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (SystematicSettings systematic in configuration.Systematics.Where(systematic => systematic.Title is not null || systematic.IsFree))
        {
            foreach (string name in parameters.OfSystematic(systematic.Name).Where(seen.Add))
            {
                yield return new ParameterChange(name)
                {
                    Label = parameters.OfSystematic(systematic.Name).Count == 1 ? systematic.Title : null,
                    Constraint = systematic.IsFree ? new NoConstraintSetting() : null,
                    Location = systematic.Location,
                };
            }
        }
    }

    private static IEnumerable<ParameterChange> Held(ProcessedTemplates templates)
    {
        foreach ((string region, System.Collections.Immutable.ImmutableArray<bool> bins) in templates.HeldBins)
        {
            for (int bin = 0; bin < bins.Length; bin++)
            {
                if (bins[bin]) yield return new ParameterChange(string.Create(CultureInfo.InvariantCulture, $"{ParameterNames.StatError(region)}[{bin}]")) { Fixed = true };
            }
        }
    }

    private static IEnumerable<ParameterGroup> Groups(AnalysisConfiguration configuration, ParameterNames parameters)
    {
        var groups = new List<(string Group, string Name, SourceLocation Location)>();
        foreach (NormFactorSettings factor in configuration.NormFactors.Where(factor => factor.Group is not null)) groups.Add((factor.Group!, factor.Name, factor.Location));
        foreach (ShapeFactorSettings factor in configuration.ShapeFactors.Where(factor => factor.Group is not null)) groups.Add((factor.Group!, factor.Name, factor.Location));
        foreach (SystematicSettings systematic in configuration.Systematics.Where(systematic => systematic.Group is not null))
        {
            groups.AddRange(parameters.OfSystematic(systematic.Name).Select(name => (systematic.Group!, name, systematic.Location)));
        }

        return groups.GroupBy(entry => entry.Group, StringComparer.Ordinal)
            .Select(group => new ParameterGroup(group.Key, [.. group.Select(entry => entry.Name).Distinct()]) { Location = group.First().Location });
    }

    private static IEnumerable<Label> Labels(AnalysisConfiguration configuration)
    {
        foreach (RegionSettings region in configuration.Regions.Where(region => region.Title is not null)) yield return new Label(LabelKind.Channel, region.Name, region.Title!) { Location = region.Location };
        foreach (SampleSettings sample in configuration.Samples.Where(sample => sample.Title is not null && ModelSamples.IsInModel(configuration, sample)))
        {
            yield return new Label(LabelKind.Sample, sample.Name, sample.Title!) { Location = sample.Location };
        }
    }
}
