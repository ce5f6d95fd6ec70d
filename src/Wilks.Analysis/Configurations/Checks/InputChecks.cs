using System.Globalization;
using System.Text.RegularExpressions;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks that the paths of the input can be made, and that regions say what is histogrammed.</summary>
internal static partial class InputChecks
{
    private static readonly string[] s_placeholders = ["RegionPath", "SamplePath", "VariationPath"];

    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        CheckPlaceholders(c.General.InputPath, "'InputPath' of General", c.General.InputPathLocation, findings);
        CheckPaths(c, findings);
        foreach (RegionSettings region in c.Regions) CheckRegion(region, InputKind.ReadsEvents(c, region), findings);
    }

    /// <summary>Reports placeholders that nothing stands for.</summary>
    internal static void CheckPlaceholders(string path, string what, SourceLocation location, DiagnosticCollector findings)
    {
        foreach (Match match in Braces().Matches(path))
        {
            string name = match.Groups[1].Value;
            if (!s_placeholders.Contains(name)) findings.Error("WK813", location, $"{what} has the unknown placeholder '{{{name}}}'.", NearestNames.Suggest(name, s_placeholders));
        }
    }

    private static void CheckPaths(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        string all = string.Concat([c.General.InputPath, .. c.Samples.SelectMany(sample => sample.Friends)]);
        bool readsRegion = all.Contains("{RegionPath}", StringComparison.Ordinal), readsSample = all.Contains("{SamplePath}", StringComparison.Ordinal);
        foreach (RegionSettings region in c.Regions)
        {
            if (readsRegion && region.RegionPath is null) findings.Error("WK814", region.Location, $"region '{region.Name}' lacks 'RegionPath', which 'InputPath' needs.", "Add it; an empty text is allowed.");
            if (!readsRegion && region.RegionPath is { Length: > 0 }) findings.Warning("WK815", region.Location, $"'RegionPath' of region '{region.Name}' is not read: 'InputPath' has no {{RegionPath}}.", "Add the placeholder, or remove the key.");
        }

        foreach (SampleSettings sample in c.Samples.Where(sample => sample.Formula is null))
        {
            if (readsSample && sample.SamplePaths.IsEmpty) findings.Error("WK814", sample.Location, $"sample '{sample.Name}' lacks 'SamplePath', which 'InputPath' needs.", "Add it; an empty text is allowed.");
            if (!readsSample && sample.SamplePaths.Any(path => path.Length > 0)) findings.Warning("WK815", sample.Location, $"'SamplePath' of sample '{sample.Name}' is not read: 'InputPath' has no {{SamplePath}}.", "Add the placeholder, or remove the key.");
        }
    }

    private static void CheckRegion(RegionSettings region, bool isEvents, DiagnosticCollector findings)
    {
        if (isEvents && (region.Variables.IsEmpty || region.Binnings.IsEmpty))
        {
            string missing = region.Variables.IsEmpty ? "Variable" : "Binning";
            findings.Error("WK816", region.Location, $"region '{region.Name}' lacks '{missing}', which is needed to fill histograms from events.", "Add it; for histogram input 'InputPath' names them, as file.root:name.");
        }
        else if (!region.Variables.IsEmpty && !region.Binnings.IsEmpty && region.Variables.Length != region.Binnings.Length)
        {
            findings.Error("WK811", region.Location, string.Create(CultureInfo.InvariantCulture, $"region '{region.Name}' has {region.Variables.Length} variables, but {region.Binnings.Length} binnings."), "Give one binning for each variable.");
        }

        int?[] counts = [.. region.Binnings.Select(binning => binning switch
        {
            EdgeBinning edges => edges.Axis.BinCount,
            RegularBinning regular => regular.Axis.BinCount,
            _ => (int?)null,
        })];
        if (region.BinLabels.IsEmpty || counts.Length == 0 || counts.Contains(null)) return;

        long bins = counts.Aggregate(1L, (product, count) => product * count!.Value);
        if (region.BinLabels.Length != bins) findings.Error("WK812", region.Location, string.Create(CultureInfo.InvariantCulture, $"region '{region.Name}' has {region.BinLabels.Length} bin labels, but {bins} bins."), "Give one label for each bin.");
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Braces();
}
