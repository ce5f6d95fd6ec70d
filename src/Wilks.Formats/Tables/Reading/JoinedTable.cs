namespace Wilks.Formats.Tables;

/// <summary>Tables of the same rows beside each other.</summary>
internal sealed class JoinedTable : IEventTable
{
    private readonly IReadOnlyList<IEventTable> _parts;
    private readonly Dictionary<string, int> _partOf = new(StringComparer.Ordinal);

    /// <exception cref="TableException">The numbers of rows differ, or a name comes twice.</exception>
    public JoinedTable(IReadOnlyList<IEventTable> parts)
    {
        _parts = parts;
        Name = string.Join(" beside ", parts.Select(part => part.Name));
        RowCount = parts[0].RowCount;
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].RowCount != RowCount) throw new TableException($"'{parts[i].Name}' has {parts[i].RowCount} rows, but '{parts[0].Name}' has {RowCount}: rows can't be put beside each other.");
            foreach (ColumnInfo column in parts[i].Columns)
            {
                if (!_partOf.TryAdd(column.Name, i)) throw new TableException($"Column '{column.Name}' is in '{parts[_partOf[column.Name]].Name}' and in '{parts[i].Name}'. Choose columns of one of them.");
            }
        }

        Columns = [.. parts.SelectMany(part => part.Columns)];
        Unreadable = parts.SelectMany(part => part.Unreadable).GroupBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable { get; }

    public long RowCount { get; }

    public IReadOnlyList<long> Boundaries(IReadOnlyList<string> columns)
    {
        IEnumerable<long>? common = null;
        for (int i = 0; i < _parts.Count; i++)
        {
            string[] names = [.. columns.Where(column => _partOf.GetValueOrDefault(column, -1) == i)];
            if (names.Length == 0) continue;
            IReadOnlyList<long> here = _parts[i].Boundaries(names);
            common = common is null ? here : common.Intersect(here);
        }

        return [.. common ?? []];
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> columns, RowRange rows, CancellationToken cancellationToken = default)
    {
        int[] used = [.. columns.Select(column => _partOf.GetValueOrDefault(column, 0)).Distinct().Order()];
        if (used.Length == 0) used = [0];
        string[][] names = [.. used.Select(part => columns.Where(column => _partOf.GetValueOrDefault(column, 0) == part).ToArray())];

        // Unknown names are refused at the call, by the first table.
        for (int i = 0; i < used.Length; i++) _ = _parts[used[i]].Read(names[i], new RowRange(0, 0), cancellationToken);
        return Join(columns, used, names, rows, cancellationToken);
    }

    public void Dispose()
    {
        foreach (IEventTable part in _parts) part.Dispose();
    }

    // The chunks of the first table say which rows come together.
    private IEnumerable<TableChunk> Join(IReadOnlyList<string> columns, int[] used, string[][] names, RowRange rows, CancellationToken cancellationToken)
    {
        foreach (TableChunk chunk in _parts[used[0]].Read(names[0], rows, cancellationToken))
        {
            Dictionary<string, ColumnData> found = chunk.Columns.ToDictionary(column => column.Info.Name, StringComparer.Ordinal);
            for (int i = 1; i < used.Length; i++)
            {
                TableChunk[] pieces = [.. _parts[used[i]].Read(names[i], new RowRange(chunk.FirstRow, chunk.RowCount), cancellationToken)];
                for (int c = 0; c < names[i].Length; c++)
                {
                    ColumnData[] parts = [.. pieces.Select(piece => piece.Columns[c])];
                    found[names[i][c]] = ColumnJoin.Of(parts[0], parts);
                }
            }

            yield return new TableChunk(chunk.FirstRow, chunk.RowCount, [.. columns.Select(column => found[column])]);
        }
    }
}
