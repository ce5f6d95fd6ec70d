using System.IO.Enumeration;

namespace Wilks.Formats.Tables;

/// <summary>Opens event tables by what the files are: Parquet, Arrow and Feather, CSV and TSV, .npy and .npz, pandas pickles.</summary>
public static class EventTables
{
    /// <summary>Opens a file, or all files that a pattern matches as one table.</summary>
    /// <param name="path">A path; <c>*</c> and <c>?</c> in the file's name match several, taken in the order of their names. <c>path:object</c> names an object inside a file.</param>
    /// <param name="options">Choices that a format leaves; null for the usual ones.</param>
    /// <exception cref="TableException">Nothing matches, a file is damaged or of no known format, or the columns of files differ.</exception>
    public static IEventTable Open(string path, TableOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        (string file, string? inner) = Split(path);
        options ??= new TableOptions();
        if (inner is not null) options = options with { Object = inner };
        bool isPattern = file.AsSpan().IndexOfAny('*', '?') >= 0 && !File.Exists(file);
        return isPattern ? Chain(path, Matching(file), options) : OpenFile(file, options);
    }

    /// <summary>Opens files as one table; their columns must have the same names and types, in any order.</summary>
    /// <param name="paths">At least one path or pattern.</param>
    /// <param name="options">Choices that a format leaves; null for the usual ones.</param>
    /// <exception cref="TableException">As for one path.</exception>
    public static IEventTable Open(IReadOnlyList<string> paths, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfZero(paths.Count, nameof(paths));
        if (paths.Count == 1) return Open(paths[0], options);

        var parts = new List<IEventTable>();
        return Collect($"{paths[0]} and {paths.Count - 1} more", parts, () =>
        {
            foreach (string path in paths) parts.Add(Open(path, options));
        });
    }

    /// <summary>Some columns of a table, in another order. Disposing it leaves the table open.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">The names.</param>
    /// <exception cref="TableException">A name is unknown.</exception>
    public static IEventTable Select(IEventTable table, IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(columns);
        return new SelectedTable(table, columns);
    }

    /// <summary>Tables of the same rows beside each other, as ROOT's friends are: row i of one belongs to row i of the others. Disposing it disposes them.</summary>
    /// <param name="tables">At least one; no column name twice.</param>
    /// <exception cref="TableException">The numbers of rows differ, or a name comes twice.</exception>
    public static IEventTable Join(IReadOnlyList<IEventTable> tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count, nameof(tables));
        return new JoinedTable(tables);
    }

    /// <summary>The files that a path or pattern means, each as a path that <see cref="Open(string, TableOptions?)"/> takes, in the order in which they are read. A file without a pattern need not be there.</summary>
    /// <param name="path">A path or a pattern, with an object inside or without.</param>
    /// <exception cref="TableException">A pattern matches nothing.</exception>
    internal static IReadOnlyList<string> Expand(string path)
    {
        (string file, string? inner) = Split(path);
        bool isPattern = file.AsSpan().IndexOfAny('*', '?') >= 0 && !File.Exists(file);
        return isPattern ? [.. Matching(file).Select(found => inner is null ? found : $"{found}:{inner}")] : [path];
    }

    private static IEventTable Chain(string name, string[] files, TableOptions options)
    {
        var parts = new List<IEventTable>();
        return Collect(name, parts, () =>
        {
            foreach (string file in files) parts.Add(OpenFile(file, options));
        });
    }

    // Files that were opened are closed again when a later one can't be.
    private static IEventTable Collect(string name, List<IEventTable> parts, Action open)
    {
        try
        {
            open();
            return parts.Count == 1 ? parts[0] : new ChainedTable(name, parts);
        }
        catch
        {
            foreach (IEventTable part in parts) part.Dispose();
            throw;
        }
    }

    private static IEventTable OpenFile(string path, TableOptions options) => TableFormats.Open(ByteSource.Open(path), options);

    // A colon divides path and object only behind a known extension, and where no file has the whole name.
    private static (string File, string? Object) Split(string path)
    {
        int colon = path.LastIndexOf(':');
        if (colon <= 0 || colon == path.Length - 1 || File.Exists(path) || !TableFormats.Claims(path[..colon])) return (path, null);
        return (path[..colon], path[(colon + 1)..]);
    }

    private static string[] Matching(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : ".";
        string name = Path.GetFileName(pattern);
        if (folder.AsSpan().IndexOfAny('*', '?') >= 0) throw new TableException($"'{pattern}': a pattern may stand in the name of the file only, not in a folder's. Name the folder.");
        if (!Directory.Exists(folder)) throw new TableException($"'{pattern}': the folder '{folder}' doesn't exist.");

        string[] files = [.. Directory.EnumerateFiles(folder).Where(file => FileSystemName.MatchesSimpleExpression(name, Path.GetFileName(file), ignoreCase: false)).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new TableException($"'{pattern}' matches no file in '{folder}'. Check the spelling.");
        return folder == "." && !pattern.StartsWith("./", StringComparison.Ordinal) ? [.. files.Select(file => Path.GetFileName(file))] : files;
    }
}
