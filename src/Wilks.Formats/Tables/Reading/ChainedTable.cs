namespace Wilks.Formats.Tables;

/// <summary>Several tables with the same columns, one behind the other.</summary>
internal sealed class ChainedTable : IEventTable
{
    private readonly IReadOnlyList<IEventTable> _parts;

    /// <exception cref="TableException">The columns of a part differ from those of the first.</exception>
    public ChainedTable(string name, IReadOnlyList<IEventTable> parts)
    {
        Name = name;
        _parts = parts;
        Columns = Common(parts);
        RowCount = parts.Sum(part => part.RowCount);
    }

    public string Name { get; }

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable => _parts[0].Unreadable;

    public long RowCount { get; }

    public IReadOnlyList<long> Boundaries(IReadOnlyList<string> columns)
    {
        var boundaries = new SortedSet<long>();
        long start = 0;
        foreach (IEventTable part in _parts)
        {
            boundaries.Add(start);
            foreach (long row in part.Boundaries(columns)) boundaries.Add(start + row);
            start += part.RowCount;
        }

        return [.. boundaries.Where(row => row > 0 && row < RowCount)];
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        // Unknown names are refused at the call, not at the first chunk.
        _ = _parts[0].Read(columns, new RowRange(0, 0), cancellationToken);
        return Chain(columns, rows, cancellationToken);
    }

    public void Dispose()
    {
        foreach (IEventTable part in _parts) part.Dispose();
    }

    private IEnumerable<TableChunk> Chain(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken)
    {
        (long start, long skip, long left) = (0, rows.First, rows.Count);
        foreach (IEventTable part in _parts)
        {
            long here = Math.Min(Math.Max(0, part.RowCount - skip), left);
            if (here > 0)
            {
                foreach (TableChunk chunk in part.Read(columns, new RowRange(skip, here), cancellationToken)) yield return chunk with { FirstRow = start + chunk.FirstRow };
            }
            skip = Math.Max(0, skip - part.RowCount);
            left -= here;
            start += part.RowCount;
            if (left == 0) yield break;
        }
    }

    // The order of columns may differ between files; names and types may not. A length that is the same in each file, but not between them, is no longer fixed.
    private static ColumnInfo[] Common(IReadOnlyList<IEventTable> parts)
    {
        IEventTable first = parts[0];
        ColumnInfo[] columns = [.. first.Columns];
        foreach (IEventTable part in parts.Skip(1))
        {
            Dictionary<string, ColumnInfo> here = part.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
            for (int i = 0; i < columns.Length; i++)
            {
                if (!here.Remove(columns[i].Name, out ColumnInfo? other)) throw new TableException($"'{part.Name}' lacks column '{columns[i].Name}', which '{first.Name}' has. Files read as one table must have the same columns.");
                if (other.Type != columns[i].Type || other.Depth != columns[i].Depth)
                {
                    throw new TableException($"'{part.Name}': column '{other.Name}' is {ElementTypes.Describe(other)}, but {ElementTypes.Describe(columns[i])} in '{first.Name}'. Files read as one table must have columns of the same types.");
                }
                if (other.FixedLength != columns[i].FixedLength) columns[i] = columns[i] with { FixedLength = 0 };
            }
            if (here.Count > 0) throw new TableException($"'{first.Name}' lacks column '{here.Keys.First()}', which '{part.Name}' has. Files read as one table must have the same columns.");
        }
        return columns;
    }
}
