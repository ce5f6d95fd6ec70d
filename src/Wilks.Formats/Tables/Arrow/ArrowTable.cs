namespace Wilks.Formats.Tables.Arrow;

/// <summary>An Arrow file or stream: of each batch only the buffers of the wanted columns are read.</summary>
internal sealed class ArrowTable : ITableReader
{
    private const int ChunkRows = 1 << 16;

    private readonly ByteSource _source;
    private readonly ArrowMessages _messages;

    public ArrowTable(ByteSource source, ArrowMessages messages)
    {
        _source = source;
        _messages = messages;
        Columns = [.. messages.Schema.Columns.Select(column => column.Info)];
        long rows = 0;
        foreach (ArrowPlace batch in messages.Batches) rows = checked(rows + batch.RowCount);
        RowCount = rows;
    }

    public string Name => _source.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; }

    public IReadOnlyDictionary<string, string> Unreadable => _messages.Schema.Unreadable;

    public long RowCount { get; }

    public IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns)
    {
        var boundaries = new List<long>();
        long start = 0;
        foreach (ArrowPlace place in _messages.Batches)
        {
            if (start > 0 && place.RowCount > 0) boundaries.Add(start);
            start += place.RowCount;
        }

        return boundaries;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        ArrowColumn[] wanted = [.. columns.Select(index => _messages.Schema.Columns[index])];
        (long start, long end) = (0, rows.First + rows.Count);
        foreach (ArrowPlace place in _messages.Batches)
        {
            long first = Math.Max(0, rows.First - start);
            long last = Math.Min(place.RowCount, end - start);
            if (first < last)
            {
                foreach (TableChunk chunk in ReadBatch(place, wanted, first, last, cancellationToken)) yield return chunk with { FirstRow = start + chunk.FirstRow };
            }
            start += place.RowCount;
            if (start >= end) yield break;
        }
    }

    public void Dispose() => _source.Dispose();

    private IEnumerable<TableChunk> ReadBatch(ArrowPlace place, ArrowColumn[] wanted, long first, long last, CancellationToken cancellationToken)
    {
        (FlatTable message, long body) = ArrowMessages.Open(_source, place);
        var batch = new ArrowBatch(_source, body, message.Int64(3), message.Table(2));
        var dictionaries = new Dictionary<long, ColumnData>();
        ArrowColumnReader[] readers = [.. wanted.Select(column => new ArrowColumnReader(batch, column, Dictionary))];
        for (long row = first; row < last;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(ChunkRows, last - row);
            yield return new TableChunk(row, count, [.. readers.Select(reader => reader.Read(row, count))]);
            row += count;
        }

        ColumnData Dictionary(long id)
        {
            if (!dictionaries.TryGetValue(id, out ColumnData? values)) dictionaries[id] = values = ReadDictionary(id, place.DictionaryCount);
            return values;
        }
    }

    // The newest dictionary before a batch, with what was added to it since.
    private ColumnData ReadDictionary(long id, int count)
    {
        ArrowNode node = _messages.Schema.Dictionaries[id];
        if (node.ElementType is not { } type || node.DictionaryId is not null) throw new NotSupportedException($"a dictionary of Arrow's type {node.Kind} is not read");
        var info = new ColumnInfo(node.Name, type);
        var parts = new List<ColumnData>();
        foreach (ArrowPlace place in _messages.Dictionaries.Take(count))
        {
            (FlatTable message, long body) = ArrowMessages.Open(_source, place);
            FlatTable dictionary = message.Table(2);
            if (dictionary.Int64(0) != id) continue;
            if (!dictionary.Boolean(2)) parts.Clear();
            var batch = new ArrowBatch(_source, body, message.Int64(3), dictionary.Table(1));
            parts.Add(new ArrowColumnReader(batch, new ArrowColumn(info, [node]), _ => throw new NotSupportedException("a dictionary of a dictionary is not read")).Read(0, checked((int)batch.Length(node))));
        }
        if (parts.Count == 0) throw _source.Damaged($"dictionary {id} is missing");
        return ColumnJoin.Of(parts[0], parts);
    }
}
