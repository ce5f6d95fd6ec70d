namespace Wilks.Formats.Tables.Csv;

/// <summary>A text file whose columns and types are known.</summary>
internal sealed class CsvTable(ByteSource source, byte separator, CsvLayout layout, long sampleRows) : ITableReader
{
    private const int ChunkRows = 1 << 16;
    private const int FirstCapacity = 1 << 10;

    private readonly bool _isGzip = CsvRecords.IsGzip(source);

    public string Name => source.Name;

    public IReadOnlyList<ColumnInfo> Columns => layout.Columns;

    public IReadOnlyDictionary<string, string> Unreadable { get; } = new Dictionary<string, string>();

    public long RowCount => layout.RowCount;

    public IReadOnlyList<long> Boundaries(IReadOnlyList<int> columns) => _isGzip ? [] : [.. layout.Marks.Skip(1).Select(mark => mark.Row).Where(row => row < RowCount)];

    public IEnumerable<TableChunk> Read(IReadOnlyList<int> columns, RowRange rows, CancellationToken cancellationToken)
    {
        CsvMark mark = layout.Marks[_isGzip ? 0 : (int)(rows.First / (layout.Marks.Count > 1 ? layout.Marks[1].Row : long.MaxValue))];
        using CsvRecords records = Begin(mark);
        int[] wanted = [.. columns];
        for (long row = mark.Row; row < rows.First; row++)
        {
            if (!records.Next()) throw Shorter();
        }
        long end = rows.First + rows.Count;
        for (long row = rows.First; row < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = (int)Math.Min(ChunkRows, end - row);
            yield return ReadChunk(records, wanted, row, count);
            row += count;
        }
    }

    public void Dispose() => source.Dispose();

    private CsvRecords Begin(CsvMark mark)
    {
        if (!_isGzip) return new CsvRecords(source, separator, mark.Offset, mark.Line);
        var records = new CsvRecords(source, separator);
        records.Next();
        return records;
    }

    private TableChunk ReadChunk(CsvRecords records, int[] wanted, long first, int count)
    {
        ICsvColumn[] columns = [.. wanted.Select(index => CsvColumns.Create(layout.Columns[index], Math.Min(count, FirstCapacity)))];
        for (int row = 0; row < count; row++)
        {
            if (!records.Next()) throw Shorter();
            CsvLayout.CheckCount(Name, records, layout.Columns.Count);
            for (int i = 0; i < wanted.Length; i++)
            {
                if (!columns[i].Add(records, wanted[i])) throw Misfit(records, wanted[i]);
            }
        }
        return new TableChunk(first, count, [.. columns.Select(column => column.Finish())]);
    }

    private TableException Misfit(CsvRecords records, int index)
    {
        ColumnInfo column = layout.Columns[index];
        return new TableException($"'{Name}' line {records.Line}, column '{column.Name}' (field {index + 1}): '{CsvColumns.Shown(records.Bytes(index))}' is no {ElementTypes.NameOf(column.Type)}, the type of the first {sampleRows} rows. Infer the types from more rows.");
    }

    private TableException Shorter() => new($"'{Name}' has fewer rows than when it was opened. Don't change a file while it is read.");
}
