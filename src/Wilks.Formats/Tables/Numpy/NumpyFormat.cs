namespace Wilks.Formats.Tables.Numpy;

/// <summary>One numpy array, <c>.npy</c>: a structured one has a column per field, another one column called <c>value</c>.</summary>
internal sealed class NumpyFormat : ITableFormat
{
    private const string OnlyColumn = "value";

    public string Name => "numpy array";

    public IReadOnlyList<string> Extensions => [".npy"];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.Length > 6 && head[0] == 0x93 && head[1..].StartsWith("NUMPY"u8);

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        using Stream stream = source.OpenStream();
        var layout = NumpyLayout.Read(stream, OnlyColumn);
        if (checked(layout.RowCount * layout.RowSize) > source.Length - layout.HeaderSize) throw source.Damaged(layout.HeaderSize, $"{layout.RowCount} rows of {layout.RowSize} bytes are declared, but {source.Length - layout.HeaderSize} bytes follow");
        return new NumpyTable(source, layout);
    }
}

/// <summary>The rows of one array.</summary>
internal sealed class NumpyTable(ByteSource source, NumpyLayout layout) : ITableReader
{
    public string Name => source.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; } = [.. layout.Fields.Select(field => field.Info)];

    public IReadOnlyDictionary<string, string> Unreadable => layout.Unreadable;

    public long RowCount => layout.RowCount;

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        int most = NumpyRows.ChunkRows(layout.RowSize);
        for (long row = rows.First; row < rows.First + rows.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(most, rows.First + rows.Count - row);
            byte[] bytes = source.Read(layout.HeaderSize + (row * layout.RowSize), count * layout.RowSize);
            yield return new TableChunk(row, count, [.. columns.Select(index => NumpyRows.Column(layout.Fields[index], layout, bytes, count))]);
            row += count;
        }
    }

    public void Dispose() => source.Dispose();
}
