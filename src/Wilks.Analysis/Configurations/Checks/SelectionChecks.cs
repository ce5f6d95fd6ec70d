using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that names and patterns of regions and samples select something.</summary>
internal sealed class SelectionChecks
{
    private readonly DiagnosticCollector _findings;
    private readonly string[] _regions;
    private readonly string[] _samples;

    private SelectionChecks(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        _findings = findings;
        _regions = [.. c.Regions.Select(region => region.Name)];
        _samples = [.. c.Samples.Select(sample => sample.Name), .. c.Morphing.Select(morphing => morphing.Name)];
    }

    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        var checks = new SelectionChecks(c, findings);
        foreach (SampleSettings sample in c.Samples) checks.Regions(sample.Regions, $"sample '{sample.Name}'");
        foreach (NormFactorSettings factor in c.NormFactors) checks.Both(factor.Regions, factor.Samples, $"normfactor '{factor.Name}'");
        foreach (ShapeFactorSettings factor in c.ShapeFactors) checks.Both(factor.Regions, factor.Samples, $"shapefactor '{factor.Name}'");
        foreach (CorrectionSettings correction in c.Corrections) checks.Both(correction.Regions, correction.Samples, $"correction '{correction.Name}'");
        foreach (SystematicSettings systematic in c.Systematics)
        {
            checks.Both(systematic.Regions, systematic.Samples, $"systematic '{systematic.Name}'");
            if (systematic.Smoothing is { } smoothing) checks.Both(smoothing.Regions, smoothing.Samples, $"the smoothing of systematic '{systematic.Name}'");
        }

        foreach (RegionSettings region in c.Regions)
        {
            foreach (AutomaticBinning binning in region.Binnings.OfType<AutomaticBinning>()) checks.Samples(binning.Samples, $"the binning of region '{region.Name}'");
        }
    }

    private void Both(NameSelection regions, NameSelection samples, string what)
    {
        Regions(regions, what);
        Samples(samples, what);
    }

    private void Regions(NameSelection selection, string what) => Check(selection, "region", _regions, what);

    private void Samples(NameSelection selection, string what) => Check(selection, "sample", _samples, what);

    private void Check(NameSelection selection, string kind, string[] known, string what)
    {
        ImmutableArray<string> patterns = selection.IsAll ? [] : selection.Patterns;
        foreach (string written in patterns)
        {
            string pattern = Bare(written);
            string[] matches = [.. known.Where(name => NamePattern.Matches(pattern, name))];
            if (matches.Length == 0)
            {
                _findings.Warning("WK820", selection.Location, $"{what} selects the {kind} '{written}', which matches none.", NearestNames.Suggest(pattern, known));
            }
            else if (matches.Length > 1 && NamePattern.IsPattern(pattern) && known.Contains(pattern))
            {
                _findings.Warning("WK826", selection.Location, $"{what} selects '{written}', which is the name of a {kind} and a pattern that {matches.Length} of them match; all of these are selected.", "Rename the one whose name has '*' or '?'.");
            }
        }

        if (!patterns.IsEmpty && !known.Any(selection.Contains) && patterns.All(pattern => known.Any(name => NamePattern.Matches(Bare(pattern), name))))
        {
            _findings.Warning("WK820", selection.Location, $"the patterns of {what} leave no {kind}.", "Remove a pattern with '!'.");
        }
    }

    /// <summary>A pattern without the sign that takes out.</summary>
    private static string Bare(string pattern) => pattern.StartsWith('!') ? pattern[1..] : pattern;
}
