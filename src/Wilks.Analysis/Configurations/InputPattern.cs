namespace Wilks.Analysis.Configurations;

/// <summary>The pattern of input paths: what its placeholders stand for, and whether a path leads to a histogram.</summary>
internal static class InputPattern
{
    private static readonly string[] s_extensions = [".npz", ".json", ".json.gz"];
    private static readonly string[] s_objects = [".root:", ".npz:", ".json:", ".json.gz:"];

    /// <summary>A pattern with its placeholders filled in.</summary>
    internal static string Fill(GeneralSettings general, string pattern, RegionSettings region, string samplePath, VariationSettings? variation = null) => pattern
        .Replace("{RegionPath}", variation?.RegionPath ?? region.RegionPath ?? "", StringComparison.Ordinal)
        .Replace("{SamplePath}", samplePath, StringComparison.Ordinal)
        .Replace("{VariationPath}", variation?.VariationPath ?? general.VariationPath, StringComparison.Ordinal);

    /// <summary>Whether a path names a histogram in a file.</summary>
    internal static bool NamesHistogram(string path) => s_objects.Any(part => path.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a path leads to a file that may hold a histogram or events.</summary>
    internal static bool MayBeHistogram(string path) => s_extensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
