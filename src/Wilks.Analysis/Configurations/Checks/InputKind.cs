namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Whether templates are filled from events or read as histograms.</summary>
internal static class InputKind
{
    /// <summary>Whether the input is histograms: no sample has a tree, and a path names an object in a file, as <c>file.root:name</c>.</summary>
    internal static bool IsHistograms(AnalysisConfiguration c)
    {
        if (c.Samples.Any(sample => sample.Tree is not null)) return false;

        IEnumerable<string> paths = [c.General.InputPath, c.General.VariationPath, .. c.Regions.Select(region => region.RegionPath ?? ""), .. c.Samples.SelectMany(sample => sample.SamplePaths)];
        return paths.Any(NamesObject);
    }

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
