namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Whether templates are filled from events or read as histograms, as far as the paths tell.</summary>
internal static class InputKind
{
    private static readonly string[] s_histogramExtensions = [".npz", ".json", ".json.gz"];

    /// <summary>Whether any sample of any region is of events.</summary>
    internal static bool ReadsEvents(AnalysisConfiguration c) => c.Regions.Any(region => ReadsEvents(c, region));

    /// <summary>Whether any sample of a region is of events: it has a tree, or its path is no histogram's.</summary>
    internal static bool ReadsEvents(AnalysisConfiguration c, RegionSettings region) =>
        c.Samples.Any(sample => sample.Formula is null && sample.Regions.Contains(region.Name) && (sample.Tree is not null || !Paths(c, region, sample).All(MayBeHistogram)));

    private static IEnumerable<string> Paths(AnalysisConfiguration c, RegionSettings region, SampleSettings sample) =>
        sample.SamplePaths.DefaultIfEmpty("").Select(path => c.General.InputPath
            .Replace("{RegionPath}", region.RegionPath ?? "", StringComparison.Ordinal)
            .Replace("{SamplePath}", path, StringComparison.Ordinal)
            .Replace("{VariationPath}", c.General.VariationPath, StringComparison.Ordinal));

    private static bool MayBeHistogram(string path) =>
        NamesObject(path) || s_histogramExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>A colon that belongs neither to a drive letter nor to a protocol.</summary>
    private static bool NamesObject(string path)
    {
        for (int colon = path.IndexOf(':'); colon >= 0; colon = path.IndexOf(':', colon + 1))
        {
            bool isDrive = colon == 1 && char.IsAsciiLetter(path[0]);
            if (!isDrive && !path.AsSpan(colon).StartsWith("://")) return true;
        }

        return false;
    }
}
