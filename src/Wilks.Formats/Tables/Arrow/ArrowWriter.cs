using System.Buffers.Binary;
using ZstdSharp;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>Which of Arrow's layouts is written.</summary>
internal enum ArrowLayout
{
    /// <summary>A file with a footer, its buffers as they are in memory, so that others may map it.</summary>
    File,

    /// <summary>A file whose buffers are compressed with Zstandard, as Feather version 2.</summary>
    Feather,

    /// <summary>Messages one after the other, for reading from start to end.</summary>
    Stream,
}

/// <summary>Writes Arrow IPC (metadata version 5). Any row of a flat column may lack a value; lists and their elements are always there.</summary>
internal sealed class ArrowWriter : ITableWriter
{
    private const int Version5 = 4;
    private const int SchemaMessage = 1;
    private const int BatchMessage = 3;
    private const int BatchRows = 1 << 16;
    private const int CompressionLevel = 3;
    private const int MarkerLength = 8;

    private readonly Stream _stream;
    private readonly IReadOnlyList<ColumnInfo> _columns;
    private readonly ArrowLayout _layout;
    private readonly Compressor? _compressor;
    private readonly List<long> _blocks = [];
    private readonly List<TableChunk> _waiting = [];
    private int _waitingRows;
    private long _position;

    public ArrowWriter(Stream stream, IReadOnlyList<ColumnInfo> columns, ArrowLayout layout)
    {
        _stream = stream;
        _columns = columns;
        _layout = layout;
        _compressor = layout == ArrowLayout.Feather ? new Compressor(CompressionLevel) : null;
        if (layout != ArrowLayout.Stream) Put("ARROW1\0\0"u8);
        Message(SchemaMessage, Schema(), []);
    }

    /// <summary>Whether all rows of a column have as many elements, and Arrow's type says so.</summary>
    public static bool IsFixed(ColumnInfo column) => column is { Depth: 1, FixedLength: > 0 };

    public void Write(TableChunk chunk)
    {
        if (_waitingRows > 0 && _waitingRows + chunk.RowCount > BatchRows) Flush();
        _waiting.Add(chunk);
        _waitingRows += chunk.RowCount;
    }

    public void Finish()
    {
        if (_waitingRows > 0) Flush();
        Put([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]);
        if (_layout == ArrowLayout.Stream) return;

        byte[] footer = new FlatDraft().Int16(0, Version5).Table(1, Schema()).Words(2, [], 3).Words(3, _blocks, 3).ToArray();
        Put(footer);
        Put(BitConverter.GetBytes(footer.Length));
        Put("ARROW1"u8);
    }

    public void Dispose() => _compressor?.Dispose();

    private void Flush()
    {
        var body = new ArrowBody(_compressor);
        for (int i = 0; i < _columns.Count; i++)
        {
            ColumnData[] parts = [.. _waiting.Select(chunk => chunk.Columns[i])];
            body.Add(ColumnJoin.Of(parts[0], parts), _waitingRows);
        }
        Message(BatchMessage, body.Describe(_waitingRows), body.Bytes);
        _waiting.Clear();
        _waitingRows = 0;
    }

    // A marker, the length of the metadata, the metadata filled up to eight bytes, the body.
    private void Message(int kind, FlatDraft header, ReadOnlySpan<byte> body)
    {
        byte[] metadata = new FlatDraft().Int16(0, Version5).Int8(1, kind).Table(2, header).Int64(3, body.Length).ToArray();
        Array.Resize(ref metadata, (metadata.Length + 7) / 8 * 8);
        if (kind == BatchMessage) _blocks.AddRange([_position, MarkerLength + metadata.Length, body.Length]);
        byte[] head = new byte[MarkerLength];
        BinaryPrimitives.WriteInt32LittleEndian(head, -1);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), metadata.Length);
        Put(head);
        Put(metadata);
        Put(body);
    }

    private FlatDraft Schema() => new FlatDraft().Int16(0, 0).Tables(1, [.. _columns.Select(column => Field(column, 0))]);

    private static FlatDraft Field(ColumnInfo column, int level)
    {
        bool isElement = level == column.Depth;
        (ArrowKind kind, FlatDraft type) = isElement ? Type(column.Type)
            : IsFixed(column) ? (ArrowKind.FixedSizeList, new FlatDraft().Int32(0, column.FixedLength))
            : (ArrowKind.List, new FlatDraft());
        return new FlatDraft()
            .Text(0, level == 0 ? column.Name : "item")
            .Boolean(1, true)
            .Int8(2, (int)kind)
            .Table(3, type)
            .Tables(5, isElement ? [] : [Field(column, level + 1)]);
    }

    private static (ArrowKind Kind, FlatDraft Type) Type(ColumnType type) => type switch
    {
        ColumnType.Boolean => (ArrowKind.Bool, new FlatDraft()),
        ColumnType.Float => (ArrowKind.FloatingPoint, new FlatDraft().Int16(0, 1)),
        ColumnType.Double => (ArrowKind.FloatingPoint, new FlatDraft().Int16(0, 2)),
        ColumnType.Text => (ArrowKind.Utf8, new FlatDraft()),
        _ => (ArrowKind.Int, new FlatDraft().Int32(0, 8 * ElementTypes.SizeOf(type)).Boolean(1, type is ColumnType.Int8 or ColumnType.Int16 or ColumnType.Int32 or ColumnType.Int64)),
    };

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _position += bytes.Length;
    }
}
