namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Whether templates are filled from events or read as histograms, as far as the paths tell.</summary>
internal static class InputKind
{
    /// <summary>Whether any sample of any region is of events.</summary>
    internal static bool ReadsEvents(AnalysisConfiguration c) => c.Regions.Any(region => ReadsEvents(c, region));

    /// <summary>Whether any sample of a region is of events: it has a tree, or its path is no histogram's.</summary>
    internal static bool ReadsEvents(AnalysisConfiguration c, RegionSettings region) =>
        c.Samples.Any(sample => sample.Formula is null && sample.Regions.Contains(region.Name) && (sample.Tree is not null || !Paths(c, region, sample).All(LeadsToHistogram)));

    private static IEnumerable<string> Paths(AnalysisConfiguration c, RegionSettings region, SampleSettings sample) =>
        sample.SamplePaths.DefaultIfEmpty("").Select(path => InputPattern.Fill(c.General, c.General.InputPath, region, path));

    private static bool LeadsToHistogram(string path) => InputPattern.NamesHistogram(path) || InputPattern.MayBeHistogram(path);
}
