namespace Wilks.Root;

/// <summary>Trees of several files as one. Thread-safe; the files stay open until it is disposed of.</summary>
public sealed class TreeChain : IDisposable
{
    private readonly List<RootFile> _files = [];
    private readonly List<Tree> _trees = [];

    /// <summary>Opens the tree of one name in several files.</summary>
    /// <param name="paths">The files, in the order of the entries.</param>
    /// <param name="name">The path of the tree in each.</param>
    /// <exception cref="RootException">A file is broken or has no such tree.</exception>
    public TreeChain(IEnumerable<string> paths, string name)
    {
        try
        {
            foreach (string path in paths)
            {
                _files.Add(RootFile.Open(path));
                _trees.Add(_files[^1].Tree(name));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The trees.</summary>
    public IReadOnlyList<Tree> Trees => _trees;

    /// <summary>The number of entries of all trees.</summary>
    public long EntryCount => _trees.Sum(tree => tree.EntryCount);

    /// <summary>Reads columns over the bounds of files.</summary>
    /// <param name="names">Paths or names of branches; each tree must have them, with one type.</param>
    /// <param name="first">The first entry of the chain.</param>
    /// <param name="count">The number of entries; all that are left unless given.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="RootException">A column does not exist, is refused, is broken or has another type in another file.</exception>
    public IReadOnlyDictionary<string, ColumnData> Read(IReadOnlyList<string> names, long first = 0, long? count = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, EntryCount);
        long end = first + Math.Min(count ?? long.MaxValue, EntryCount - first);
        var parts = new List<IReadOnlyDictionary<string, ColumnData>>();
        long begin = 0;
        foreach (Tree tree in _trees)
        {
            long from = Math.Max(first - begin, 0);
            long to = Math.Min(end - begin, tree.EntryCount);
            if (from < to || (parts.Count == 0 && tree == _trees[^1])) parts.Add(tree.Read(names, Math.Min(from, tree.EntryCount), Math.Max(to - from, 0), cancellationToken));
            begin += tree.EntryCount;
        }
        return names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Join([.. parts.Select(part => part[name])], name, first), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.Dispose());

    private ColumnData Join(ColumnData[] parts, string name, long first)
    {
        if (parts.Length == 1) return new ColumnData(first, parts[0].EntryCount, parts[0].Values, parts[0].Levels);
        if (parts.Length == 0 || parts.Any(part => part.Values.GetType() != parts[0].Values.GetType() || part.Levels.Count != parts[0].Levels.Count))
        {
            throw new RootException(_trees[0].Place.With(name), 0, "a column whose type differs between files", "one type is needed");
        }
        Array values = Array.CreateInstanceFromArrayType(parts[0].Values.GetType(), checked((int)parts.Sum(part => (long)part.Values.Length)));
        int position = 0;
        foreach (ColumnData part in parts)
        {
            part.Values.CopyTo(values, position);
            position += part.Values.Length;
        }
        return new ColumnData(first, parts.Sum(part => part.EntryCount), values, [.. parts[0].Levels.Select((_, level) => Join(parts, level))]);
    }

    private static ColumnLevel Join(ColumnData[] parts, int level)
    {
        var offsets = new List<long> { 0 };
        foreach (ColumnData part in parts)
        {
            long start = offsets[^1];
            offsets.AddRange(part.Levels[level].Offsets.Skip(1).Select(offset => start + offset));
        }
        int? length = parts[0].Levels[level].FixedLength;
        return new ColumnLevel([.. offsets], parts.All(part => part.Levels[level].FixedLength == length) ? length : null);
    }
}
