using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that samples that others are made of, or varied with, are there in the same regions.</summary>
internal sealed class PresenceChecks
{
    private readonly AnalysisConfiguration _configuration;
    private readonly DiagnosticCollector _findings;
    private readonly Dictionary<string, SampleSettings> _samples = new(StringComparer.Ordinal);

    private PresenceChecks(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        _configuration = configuration;
        _findings = findings;
        foreach (SampleSettings sample in configuration.Samples) _samples.TryAdd(sample.Name, sample);
    }

    /// <summary>To be called when nothing is wrong with the names.</summary>
    internal static void Check(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        if (findings.HasErrors) return;

        var checks = new PresenceChecks(configuration, findings);
        foreach (SampleSettings sample in configuration.Samples.Where(sample => sample.Formula is not null)) checks.CheckFormula(sample);
        foreach (MorphingSettings morphing in configuration.Morphing) checks.CheckMorphing(morphing);
        foreach (SystematicSettings systematic in configuration.Systematics) checks.CheckSystematic(systematic);
    }

    private void CheckFormula(SampleSettings sample)
    {
        foreach (string used in ParameterExpression.Parse(sample.Formula!).Names)
        {
            Require(used, _configuration.Regions.Where(region => sample.Regions.Contains(region.Name)), $"the formula of sample '{sample.Name}'", sample.Location);
        }
    }

    /// <summary>A morphing is where its first point is.</summary>
    private void CheckMorphing(MorphingSettings morphing)
    {
        if (!_samples.TryGetValue(morphing.Points[0].Sample, out SampleSettings? first)) return;

        RegionSettings[] regions = [.. _configuration.Regions.Where(region => first.Regions.Contains(region.Name))];
        foreach (MorphingPoint point in morphing.Points) Require(point.Sample, regions, $"morphing '{morphing.Name}'", point.Location);
    }

    private void CheckSystematic(SystematicSettings systematic)
    {
        string what = $"systematic '{systematic.Name}'";
        RegionSettings[] regions = [.. _configuration.Regions.Where(region => systematic.Regions.Contains(region.Name) && ActsIn(systematic, region))];
        if (systematic.ReferenceSample is { } reference) Require(reference, regions, what, systematic.Location);
        foreach (VariationSettings variation in ExpressionChecks.Variations(systematic))
        {
            if (variation.Sample is { } other) Require(other, regions, what, variation.Location);
        }
    }

    private bool ActsIn(SystematicSettings systematic, RegionSettings region) =>
        _configuration.Samples.Any(sample => sample.Role is SampleRole.Signal or SampleRole.Background && systematic.Samples.Contains(sample.Name) && sample.Regions.Contains(region.Name));

    private void Require(string name, IEnumerable<RegionSettings> regions, string what, SourceLocation location)
    {
        if (!_samples.TryGetValue(name, out SampleSettings? sample)) return;

        string? missing = regions.FirstOrDefault(region => !sample.Regions.Contains(region.Name))?.Name;
        if (missing is not null) _findings.Error("WK849", location, $"{what} needs sample '{name}' in region '{missing}', where it isn't.", $"Correct the 'Regions' of '{name}', or of what needs it.");
    }
}
