namespace Wilks.Formats.Tables.Parquet;

/// <summary>A Parquet file: of each row group only the pages of the wanted columns are read.</summary>
internal sealed class ParquetTable : ITableReader
{
    private const int ChunkRows = 1 << 16;
    private const int ListChunkRows = 1 << 13;

    private readonly ByteSource _source;
    private readonly ParquetMetadata _metadata;
    private readonly ParquetSchema _schema;

    public ParquetTable(ByteSource source, ParquetMetadata metadata)
    {
        _source = source;
        _metadata = metadata;
        _schema = new ParquetSchema(metadata.Schema);
        Columns = [.. _schema.Columns.Select(column => column.Info)];
        Check();
    }

    public string Name => _source.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable => _schema.Unreadable;

    public long RowCount => _metadata.RowCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns)
    {
        var boundaries = new List<long>();
        long start = 0;
        foreach (RowGroup group in _metadata.RowGroups)
        {
            if (start > 0 && group.RowCount > 0) boundaries.Add(start);
            start += group.RowCount;
        }

        return boundaries;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        ParquetColumn[] wanted = [.. columns.Select(index => _schema.Columns[index])];
        (long start, long end) = (0, rows.First + rows.Count);
        foreach (RowGroup group in _metadata.RowGroups)
        {
            long first = Math.Max(0, rows.First - start);
            long last = Math.Min(group.RowCount, end - start);
            if (first < last)
            {
                foreach (TableChunk chunk in ReadGroup(group, wanted, first, last, cancellationToken)) yield return chunk with { FirstRow = start + chunk.FirstRow };
            }
            start += group.RowCount;
            if (start >= end) yield break;
        }
    }

    public void Dispose() => _source.Dispose();

    private IEnumerable<TableChunk> ReadGroup(RowGroup group, ParquetColumn[] wanted, long first, long last, CancellationToken cancellationToken)
    {
        IColumnCursor[] cursors = [.. wanted.Select(column => ParquetTypes.CreateCursor(column, new ParquetPages(_source, group.Columns[column.Index], column)))];
        int most = wanted.Any(column => column.Info.Depth > 0) ? ListChunkRows : ChunkRows;
        // Rows before the first wanted one are decoded and dropped.
        for (long row = 0; row < last;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isWanted = row >= first;
            int count = (int)Math.Min(most, (isWanted ? last : first) - row);
            ColumnData[] data = [.. cursors.Select(cursor => cursor.Next(count))];
            if (isWanted) yield return new TableChunk(row, count, data);
            row += count;
        }
    }

    private void Check()
    {
        long rows = 0;
        foreach (RowGroup group in _metadata.RowGroups)
        {
            if (group.RowCount < 0 || group.Columns.Count != _schema.LeafCount) throw _source.Damaged($"a row group of {group.RowCount} rows and {group.Columns.Count} columns is declared where the schema has {_schema.LeafCount} columns");
            if (group.Columns.Any(column => column.OtherFile is not null)) throw new TableException($"'{Name}' keeps columns in other files, which is not read. Write it as one file.");
            rows = checked(rows + group.RowCount);
        }
        if (rows != RowCount) throw _source.Damaged($"{RowCount} rows are declared, but its row groups have {rows}");
    }
}
