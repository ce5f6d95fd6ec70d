using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks what is said of samples and regions as a whole.</summary>
internal static class SampleChecks
{
    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        if (!c.Regions.IsEmpty && c.Regions.All(region => region.Role == RegionRole.Validation))
        {
            findings.Error("WK825", c.Regions[0].Location, "all regions are for validation, so that there is nothing to fit.", "Give a region the role signal or control.");
        }

        if (c.Data is null) findings.Note("WK841", c.Location, "no sample is data: what is expected stands in for them.", "Add a sample with 'Data: true'.");
        foreach (SampleSettings sample in c.Samples) CheckSample(sample, findings);
        foreach (RegionSettings region in c.Regions) CheckRegion(region, c, findings);
        CheckGhosts(c, findings);
    }

    private static void CheckSample(SampleSettings sample, DiagnosticCollector findings)
    {
        if (sample.Color is { } color && !ColorNames.IsColor(color))
        {
            findings.Error("WK827", sample.Location, $"the colour of sample '{sample.Name}' is '{color}'; expected #rrggbb or a name.", NearestNames.Suggest(color, ColorNames.Known));
        }

        if (sample.Friends.Length > 1 && sample.Friends.Length != Math.Max(1, sample.SamplePaths.Length))
        {
            findings.Error("WK846", sample.Location, FormattableString.Invariant($"sample '{sample.Name}' has {sample.Friends.Length} friends for {Math.Max(1, sample.SamplePaths.Length)} paths."), "Give one for each path, or one pattern with {SamplePath}.");
        }

        foreach (string friend in sample.Friends) InputChecks.CheckPlaceholders(friend, $"'Friends' of sample '{sample.Name}'", sample.Location, findings);
    }

    private static void CheckRegion(RegionSettings region, AnalysisConfiguration c, DiagnosticCollector findings)
    {
        bool hasSamples = c.Morphing.Length > 0 || c.Samples.Any(sample => sample.Role is SampleRole.Signal or SampleRole.Background && sample.Regions.Contains(region.Name));
        if (!hasSamples) findings.Error("WK847", region.Location, $"region '{region.Name}' has no sample in the model.", "Correct the 'Regions' of the samples, or remove the region.");

        bool needsSignal = region.BlindAbove is not null || region.Binnings.OfType<AutomaticBinning>().Any(binning => binning.Rule == AutomaticRule.Significance);
        if (needsSignal && c.Morphing.IsEmpty && c.Samples.All(sample => sample.Role != SampleRole.Signal))
        {
            findings.Error("WK848", region.Location, $"no sample is a signal, which 'BlindAbove' or the binning of region '{region.Name}' needs.", "Give a sample 'Role: signal', or a normfactor that is a parameter of interest.");
        }
    }

    /// <summary>Factors that name a ghost: it isn't in the model.</summary>
    private static void CheckGhosts(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        string[] ghosts = [.. c.Samples.Where(sample => sample.Role == SampleRole.Ghost).Select(sample => sample.Name)];
        IEnumerable<(string What, NameSelection Samples)> factors =
        [
            .. c.NormFactors.Select(factor => ($"normfactor '{factor.Name}'", factor.Samples)),
            .. c.ShapeFactors.Select(factor => ($"shapefactor '{factor.Name}'", factor.Samples)),
        ];
        foreach ((string what, NameSelection samples) in factors)
        {
            ImmutableArray<string> named = samples.IsAll ? [] : samples.Patterns;
            foreach (string ghost in named.Where(ghosts.Contains))
            {
                findings.Error("WK822", samples.Location, $"{what} acts on sample '{ghost}', which is a ghost and not in the model.", "Name the sample that is made of it, or give it another role.");
            }
        }
    }
}
