using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that samples and corrections that systematics refer to exist, and that a variation is another one than the nominal.</summary>
internal static class ReferenceChecks
{
    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        string[] samples = [.. c.Samples.Select(sample => sample.Name)];
        string[] corrections = [.. c.Corrections.Select(correction => correction.Name)];
        foreach (SystematicSettings systematic in c.Systematics)
        {
            string what = $"systematic '{systematic.Name}'";
            Known(systematic.ReferenceSample, "'ReferenceSample'", "sample", samples, what, systematic.Location, findings);
            if (systematic.Covariance?.Source is CorrectionSource source) Known(source.Correction, "'Correction'", "correction", corrections, what, source.Location, findings);
            foreach (VariationSettings variation in ExpressionChecks.Variations(systematic))
            {
                Known(variation.Sample, "'Sample'", "sample", samples, what, variation.Location, findings);
                CheckVariation(variation, c, what, findings);
            }
        }
    }

    private static void Known(string? name, string key, string kind, string[] known, string what, SourceLocation location, DiagnosticCollector findings)
    {
        if (name is not null && !known.Contains(name)) findings.Error("WK821", location, $"{key} of {what} is '{name}', which is no {kind}.", NearestNames.Suggest(name, known));
    }

    private static void CheckVariation(VariationSettings variation, AnalysisConfiguration c, string what, DiagnosticCollector findings)
    {
        bool changesPathOnly = variation is { Tree: null, Weight: null, WeightFactor: null, Filter: null, RegionPath: null, VariationPath: not null, Sample: null, Variables.IsEmpty: true, SamplePaths.IsEmpty: true };
        bool isRead = c.General.InputPath.Contains("{VariationPath}", StringComparison.Ordinal);
        if (changesPathOnly && isRead && variation.VariationPath == c.General.VariationPath)
        {
            findings.Warning("WK832", variation.Location, $"a variation of {what} changes nothing: its 'VariationPath' is the nominal one.", "Give another one.");
        }

        if (variation.VariationPath is { Length: > 0 } && !isRead) findings.Warning("WK815", variation.Location, $"'VariationPath' of {what} is not read: 'InputPath' has no {{VariationPath}}.", "Add the placeholder, or remove the key.");
    }
}
