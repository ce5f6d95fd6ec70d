namespace Wilks.Formats.Tables.Parquet;

/// <summary>The footer that is written: schema and row groups.</summary>
internal sealed class ParquetFooter(IReadOnlyList<ColumnInfo> columns, long rows, IReadOnlyList<(long Rows, List<(long Offset, long Size, long PlainSize, long Values)> Columns)> groups)
{
    private const int Required = 0;
    private const int Optional = 1;
    private const int Repeated = 2;
    private const int ListAnnotation = 3;
    private const int Zstd = 6;
    private const int BinaryElement = ThriftReader.Binary;
    private const int Int32Element = 5;

    private readonly ThriftWriter _writer = new();

    public byte[] Encode()
    {
        _writer.Begin().Int32(1, 1);
        _writer.List(2, ThriftReader.Struct, 1 + columns.Sum(column => 1 + (2 * column.Depth)));
        _writer.Begin().Text(4, "schema").Int32(5, columns.Count).End();
        foreach (ColumnInfo column in columns) WriteSchema(column);
        _writer.Int64(3, rows);
        _writer.List(4, ThriftReader.Struct, groups.Count);
        foreach ((long groupRows, List<(long Offset, long Size, long PlainSize, long Values)> chunks) in groups) WriteGroup(groupRows, chunks);
        _writer.Text(6, "Wilks").End();
        return _writer.ToArray();
    }

    // Lists have three levels: the column, a repeated 'list', the 'element'; for lists of lists the element is a list again.
    private void WriteSchema(ColumnInfo column)
    {
        if (column.Depth == 0)
        {
            WriteLeaf(column.Name, column.Type, Optional);
            return;
        }
        for (int level = 0; level < column.Depth; level++)
        {
            _writer.Begin().Int32(3, Required).Text(4, level == 0 ? column.Name : "element").Int32(5, 1).Int32(6, ListAnnotation).End();
            _writer.Begin().Int32(3, Repeated).Text(4, "list").Int32(5, 1).End();
        }
        WriteLeaf("element", column.Type, Required);
    }

    private void WriteLeaf(string name, ColumnType type, int repetition)
    {
        (int physical, int converted) = Types(type);
        _writer.Begin().Int32(1, physical).Int32(3, repetition).Text(4, name);
        if (converted >= 0) _writer.Int32(6, converted);
        _writer.End();
    }

    private void WriteGroup(long groupRows, List<(long Offset, long Size, long PlainSize, long Values)> chunks)
    {
        _writer.Begin();
        _writer.List(1, ThriftReader.Struct, chunks.Count);
        for (int i = 0; i < chunks.Count; i++)
        {
            (long offset, long size, long plainSize, long values) = chunks[i];
            _writer.Begin().Int64(2, offset).Begin(3).Int32(1, Types(columns[i].Type).Physical);
            _writer.List(2, Int32Element, 2);
            _writer.RawInteger(Encodings.Plain);
            _writer.RawInteger(Encodings.Runs);
            WritePath(columns[i]);
            _writer.Int32(4, Zstd).Int64(5, values).Int64(6, plainSize).Int64(7, size).Int64(9, offset).End().End();
        }
        _writer.Int64(2, chunks.Sum(chunk => chunk.PlainSize)).Int64(3, groupRows).End();
    }

    private void WritePath(ColumnInfo column)
    {
        _writer.List(3, BinaryElement, 1 + (2 * column.Depth));
        _writer.RawText(column.Name);
        for (int level = 0; level < column.Depth; level++)
        {
            _writer.RawText("list");
            _writer.RawText("element");
        }
    }

    private static (int Physical, int Converted) Types(ColumnType type) => type switch
    {
        ColumnType.Boolean => (0, -1),
        ColumnType.Int8 => (1, 15),
        ColumnType.Int16 => (1, 16),
        ColumnType.Int32 => (1, 17),
        ColumnType.Int64 => (2, 18),
        ColumnType.UInt8 => (1, 11),
        ColumnType.UInt16 => (1, 12),
        ColumnType.UInt32 => (1, 13),
        ColumnType.UInt64 => (2, 14),
        ColumnType.Float => (4, -1),
        ColumnType.Double => (5, -1),
        _ => (6, 0),
    };
}
