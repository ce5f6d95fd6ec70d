using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Planning;

/// <summary>Where the input of a template is: the path of the configuration with its placeholders filled in.</summary>
/// <param name="configuration">The configuration.</param>
/// <param name="folder">Its folder.</param>
internal sealed class InputPaths(AnalysisConfiguration configuration, string folder)
{
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

        return InputPattern.NamesHistogram(path) || (InputPattern.MayBeHistogram(path) && IsHistogramFile(path));
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

    private string Fill(string pattern, RegionSettings region, string samplePath, VariationSettings? variation) =>
        Path.Combine(folder, InputPattern.Fill(configuration.General, pattern, region, samplePath, variation));
}
