using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Planning;

/// <summary>Where the input of a template is: the path of the configuration with its placeholders filled in.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="folder">Its folder.</param>
internal sealed class InputPaths(AnalysisConfiguration configuration, string folder)
{
    private static readonly string[] s_histogramExtensions = [".npz", ".json", ".json.gz"];
    private static readonly string[] s_histogramFiles = [".root:", ".npz:", ".json:", ".json.gz:"];

    /// <summary>The paths of a template, one for each <c>{SamplePath}</c>.</summary>
    internal IReadOnlyList<string> Of(RegionSettings region, SampleSettings sample, VariationSettings? variation)
    {
        IReadOnlyList<string> samplePaths = variation is { SamplePaths.IsDefaultOrEmpty: false } ? variation.SamplePaths : sample.SamplePaths;
        return [.. samplePaths.DefaultIfEmpty("").Select(path => Fill(configuration.General.InputPath, region, path, variation))];
    }

    /// <summary>The friends of a template's files: a pattern with placeholders, or one path for each file.</summary>
    internal IReadOnlyList<string> Friends(RegionSettings region, SampleSettings sample, VariationSettings? variation)
    {
        if (sample.Friends.IsDefaultOrEmpty) return [];

        IReadOnlyList<string> samplePaths = variation is { SamplePaths.IsDefaultOrEmpty: false } ? variation.SamplePaths : sample.SamplePaths;
        return [.. sample.Friends.SelectMany(friend => samplePaths.DefaultIfEmpty("").Select(path => Fill(friend, region, path, variation))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a path leads to a histogram rather than to events.</summary>
    internal static bool IsHistogram(string path, string? tree)
    {
        if (tree is not null) return false;
        if (s_histogramFiles.Any(file => path.Contains(file, StringComparison.OrdinalIgnoreCase))) return true;

        return s_histogramExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) && IsHistogramFile(path);
    }

    private static bool IsHistogramFile(string path)
    {
        try
        {
            return !File.Exists(path) || Wilks.Formats.Uhi.HistogramFiles.IsHistogram(path);
        }
        catch (Wilks.Formats.Tables.TableException)
        {
            // Told when it is read.
            return true;
        }
    }

    private string Fill(string pattern, RegionSettings region, string samplePath, VariationSettings? variation)
    {
        string path = pattern
            .Replace("{RegionPath}", variation?.RegionPath ?? region.RegionPath ?? "", StringComparison.Ordinal)
            .Replace("{SamplePath}", samplePath, StringComparison.Ordinal)
            .Replace("{VariationPath}", variation?.VariationPath ?? configuration.General.VariationPath, StringComparison.Ordinal);
        return Path.Combine(folder, path);
    }
}
