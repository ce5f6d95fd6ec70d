using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Formats.Uhi;

/// <summary>Reads and writes histogram files: UHI JSON, plain JSON, templates in <c>.npz</c>, CSV and ROOT files.</summary>
public static class HistogramFiles
{
    /// <summary>The extensions that can be read and written.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".json", ".npz", ".csv", ".root"];

    /// <summary>Reads all histograms of a file.</summary>
    /// <param name="path">A <c>.json</c> (plain or gzip), <c>.npz</c>, <c>.csv</c> or <c>.root</c> file; <c>file.root:dir/name</c> names one of a ROOT file.</param>
    /// <exception cref="TableException">The file can't be read or holds no histogram.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The file is not there or is not JSON.</exception>
    public static IReadOnlyList<Histogram> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (RootHistograms.IsRoot(path)) return RootHistograms.Read(path);

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => UhiReader.Read(JsonFile.Read(path)),
            ".gz" when IsJson(path) => UhiReader.Read(JsonFile.Read(path)),
            ".npz" => [TemplateArchive.Read(path)],
            ".csv" => [HistogramCsv.Read(path)],
            _ => throw new TableException($"'{path}' has no extension of a histogram file. Read are {string.Join(", ", Extensions)}."),
        };
    }

    /// <summary>Writes histograms, whole or not at all. A <c>.npz</c> or <c>.csv</c> file holds one, of one numeric axis; the first keeps no flow bins and refuses any that are not empty.</summary>
    /// <param name="histograms">At least one.</param>
    /// <param name="path">A <c>.json</c>, <c>.npz</c> or <c>.csv</c> file.</param>
    /// <exception cref="TableException">The format can't hold them.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The file can't be written.</exception>
    public static void Write(IReadOnlyList<Histogram> histograms, string path)
    {
        ArgumentNullException.ThrowIfNull(histograms);
        ArgumentOutOfRangeException.ThrowIfZero(histograms.Count, nameof(histograms));
        ArgumentException.ThrowIfNullOrEmpty(path);
        Action<Stream> write = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => stream => UhiWriter.Write(histograms, stream),
            ".npz" => stream => TemplateArchive.Write(Only(histograms, path), stream),
            ".root" => stream => RootHistograms.Write(histograms, stream),
            ".csv" => stream => HistogramCsv.Write(Only(histograms, path), stream),
            _ => throw new TableException($"'{path}' has no extension of a histogram file. Use one of {string.Join(", ", Extensions)}."),
        };
        if (histograms.GroupBy(histogram => histogram.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new TableException($"'{path}': two histograms are called '{twice.Key}'. Give each a name of its own.");
        }
        AtomicFile.Write(path, write);
    }

    /// <summary>Whether a file holds histograms and not events: JSON, an archive with yields and bins, CSV with the columns lower, upper and value.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TableException">The file can't be read.</exception>
    public static bool IsHistogram(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (RootHistograms.IsRoot(path)) return RootHistograms.Recognizes(path);

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" or ".gz" => IsJson(path),
            ".npz" => TemplateArchive.Recognizes(path),
            ".csv" => HistogramCsv.Recognizes(path),
            _ => false,
        };
    }

    private static bool IsJson(string path) => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);

    private static Histogram Only(IReadOnlyList<Histogram> histograms, string path)
    {
        if (histograms.Count > 1) throw new TableException($"'{path}' holds one histogram, not {histograms.Count}. Write .json, or choose one with --name.");
        if (histograms[0].Axes is not [INumericAxis]) throw new TableException($"'{path}': histogram '{histograms[0].Name}' has {histograms[0].Axes.Count} axes or one of categories; the file holds one numeric axis. Write .json.");
        return histograms[0];
    }
}
