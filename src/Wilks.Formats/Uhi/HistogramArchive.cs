using Wilks.Formats.Tables;
using Wilks.Histograms;

namespace Wilks.Formats.Uhi;

/// <summary>A file of histograms, opened once for all that are taken from it. Not thread-safe.</summary>
public sealed class HistogramArchive : IDisposable
{
    private static readonly string[] s_extensions = [".root", ".json", ".json.gz", ".npz", ".csv"];

    private readonly RootHistograms.OpenFile? _root;
    private readonly IReadOnlyList<Histogram> _all;

    private HistogramArchive(string path, RootHistograms.OpenFile? root, IReadOnlyList<Histogram> all)
    {
        (Path, _root, _all) = (path, root, all);
        Names = root?.Names ?? [.. all.Select(histogram => histogram.Name)];
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The names of the histograms; in ROOT files their paths.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">A file as <see cref="HistogramFiles.Read"/> takes it, without the name of a histogram.</param>
    /// <exception cref="TableException">The file can't be read.</exception>
    /// <exception cref="Workspaces.WorkspaceException">The file is not there or is not JSON.</exception>
    public static HistogramArchive Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return RootHistograms.IsRoot(path) ? new HistogramArchive(path, RootHistograms.Open(path), []) : new HistogramArchive(path, null, HistogramFiles.Read(path));
    }

    /// <summary>A histogram by its name; the only one for null; null when there is none, or for null several.</summary>
    /// <param name="name">The name; in a ROOT file the path, with a cycle or without.</param>
    /// <exception cref="TableException">It is there, but can't be read.</exception>
    public Histogram? Find(string? name)
    {
        if (name is null && Names.Count != 1) return null;
        if (_root is not null) return _root.Find(name ?? Names[0]);
        return name is null ? _all[0] : _all.FirstOrDefault(histogram => histogram.Name == name);
    }

    /// <summary>The file of <c>file:name</c>, or all of a path without a name.</summary>
    /// <param name="path">The path.</param>
    public static string FileOf(string path) => Split(path).File;

    /// <summary>The name in <c>file:name</c>; null for none.</summary>
    /// <param name="path">The path.</param>
    public static string? ObjectOf(string path) => Split(path).Name;

    /// <inheritdoc/>
    public void Dispose() => _root?.Dispose();

    private static (string File, string? Name) Split(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        foreach (string extension in s_extensions)
        {
            int at = path.IndexOf(extension + ":", StringComparison.OrdinalIgnoreCase);
            if (at > 0 && at + extension.Length + 1 < path.Length) return (path[..(at + extension.Length)], path[(at + extension.Length + 1)..]);
        }

        return (path, null);
    }
}
