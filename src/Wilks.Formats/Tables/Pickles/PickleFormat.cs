namespace Wilks.Formats.Tables.Pickles;

/// <summary>Plain pandas frames in pickles. Nothing in the file is executed.</summary>
internal sealed class PickleFormat : ITableFormat
{
    public string Name => "pandas pickle";

    public IReadOnlyList<string> Extensions => [".pkl", ".pickle"];

    public bool Recognizes(ReadOnlySpan<byte> head) => head.Length > 2 && head[0] == 0x80 && head[1] is >= 2 and <= 5;

    public ITableReader Open(ByteSource source, TableOptions options)
    {
        if (source.Head(2) is [0x1F, 0x8B]) throw new TableException($"'{source.Name}' is a compressed pickle. Decompress it first, or write the frame as Parquet.");
        byte[] bytes = source.Read(0, source.Length);
        try
        {
            return new PickleTable(source, new PickledFrame(Unpickler.Read(bytes)));
        }
        catch (InvalidDataException exception)
        {
            throw new TableException($"'{source.Name}' can't be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }
}

/// <summary>A frame, held in memory as the bytes of its file.</summary>
internal sealed class PickleTable(ByteSource source, PickledFrame frame) : ITableReader
{
    private const int ChunkRows = 1 << 16;

    public string Name => source.Name;

    public IReadOnlyList<ColumnInfo> Columns { get; } = [.. frame.Columns.Select(column => column.Info)];

    public IReadOnlyDictionary<string, string> Unreadable => frame.Unreadable;

    public long RowCount => frame.RowCount;

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        for (long row = rows.First; row < rows.First + rows.Count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(ChunkRows, rows.First + rows.Count - row);
            yield return new TableChunk(row, count, [.. columns.Select(index => frame.Columns[index]).Select(column => column.Block.Read(column.Row, column.Info, row, count))]);
            row += count;
        }
    }

    public void Dispose() => source.Dispose();
}
