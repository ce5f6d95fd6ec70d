using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that names are unique where they must be.</summary>
internal static class NameChecks
{
    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        Unique("region", c.Regions.Select(region => (region.Name, region.Location)), findings);
        Unique("sample", [.. c.Samples.Select(sample => (sample.Name, sample.Location)), .. c.Morphing.Select(morphing => (morphing.Name, morphing.Location))], findings);
        Unique("normfactor", c.NormFactors.Select(factor => (factor.Name, factor.Location)), findings);
        Unique("shapefactor", c.ShapeFactors.Select(factor => (factor.Name, factor.Location)), findings);
        Unique("systematic", c.Systematics.Select(systematic => (systematic.Name, systematic.Location)), findings);
        Unique("correction", c.Corrections.Select(correction => (correction.Name, correction.Location)), findings);
        Unique("morphing parameter", c.Morphing.SelectMany(morphing => morphing.Parameters).DistinctBy(parameter => (parameter.Name, parameter.Init, parameter.Bounds)).Select(parameter => (parameter.Name, parameter.Location)), findings);
        CheckKinds(c, findings);
        if (c.Samples.Count(sample => sample.Role == SampleRole.Data) > 1)
        {
            SampleSettings second = c.Samples.Where(sample => sample.Role == SampleRole.Data).ElementAt(1);
            findings.Error("WK817", second.Location, $"sample '{second.Name}' is data, and so is '{c.Data!.Name}'; expected one sample of data.", "Give the files of both to one sample as a list under 'SamplePath'.");
        }
    }

    private static void Unique(string what, IEnumerable<(string Name, SourceLocation Location)> named, DiagnosticCollector findings)
    {
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach ((string name, SourceLocation location) in named)
        {
            if (!known.Add(name)) findings.Error("WK807", location, $"the {what} '{name}' stands twice.", "Give one of them another name.");
        }
    }

    /// <summary>One name can't be a parameter of two kinds.</summary>
    private static void CheckKinds(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        Dictionary<string, string> kinds = new(StringComparer.Ordinal);
        foreach (NormFactorSettings factor in c.NormFactors) kinds.TryAdd(factor.Name, "a normfactor");
        Clash("a shapefactor", c.ShapeFactors.Select(factor => (factor.Name, factor.Location)));
        Clash("a parameter of a morphing", c.Morphing.SelectMany(morphing => morphing.Parameters).Select(parameter => (parameter.Name, parameter.Location)));
        Clash("a systematic", c.Systematics.Select(systematic => (systematic.ModifierName, systematic.Location)));

        void Clash(string kind, IEnumerable<(string Name, SourceLocation Location)> named)
        {
            foreach ((string name, SourceLocation location) in named)
            {
                if (kinds.TryGetValue(name, out string? other) && other != kind) findings.Error("WK839", location, $"the parameter '{name}' is {kind} and {other}.", "Give one of them another name.");
                else kinds.TryAdd(name, kind);
            }
        }
    }
}
