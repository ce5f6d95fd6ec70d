using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Wilks.Formats.Tables.Compression;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>The body of a batch that is written: the buffers of all columns, and the metadata that say where they are.</summary>
internal sealed class ArrowBody(ZstdSharp.Compressor? compressor)
{
    private const int Alignment = 8;
    private const int ZstdCodec = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly List<long> _nodes = [];
    private readonly List<long> _buffers = [];

    /// <summary>The buffers, behind each other.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>The metadata of the batch.</summary>
    public FlatDraft Describe(int rows)
    {
        FlatDraft batch = new FlatDraft().Int64(0, rows).Words(1, _nodes, 2).Words(2, _buffers, 2);
        return compressor is null ? batch : batch.Table(3, new FlatDraft().Int8(0, ZstdCodec));
    }

    /// <summary>Adds a column: lists from the outermost to the elements.</summary>
    public void Add(ColumnData data, int rows)
    {
        int count = rows;
        for (int level = 0; level < data.Info.Depth; level++)
        {
            _nodes.AddRange([count, 0]);
            AddBuffer([]);
            int[] ends = data.Offsets[level];
            bool isFixed = ArrowWriter.IsFixed(data.Info);
            if (isFixed) CheckLength(data.Info, ends);
            else AddBuffer(MemoryMarshal.AsBytes(ends.AsSpan()));
            count = ends[^1];
        }
        AddElements(data, count);
    }

    private static void CheckLength(ColumnInfo info, int[] ends)
    {
        for (int row = 0; row + 1 < ends.Length; row++)
        {
            if (ends[row + 1] - ends[row] != info.FixedLength) throw new TableException($"Column '{info.Name}' has {ends[row + 1] - ends[row]} elements in a row where each row has {info.FixedLength}. The table is damaged.");
        }
    }

    private void AddElements(ColumnData data, int count)
    {
        bool[]? isNull = data.IsNull;
        _nodes.AddRange([count, isNull?.LongCount(isMissing => isMissing) ?? 0]);
        AddBuffer(isNull is null ? [] : Bits(Array.ConvertAll(isNull, isMissing => !isMissing)));
        switch (data.Values)
        {
            case bool[] truths: AddBuffer(Bits(truths)); break;
            case string[] texts: AddTexts(data.Info, texts); break;
            default: AddBuffer(MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(data.Values), data.Values.Length * ElementTypes.SizeOf(data.Info.Type))); break;
        }
    }

    private void AddTexts(ColumnInfo info, string[] texts)
    {
        int[] ends = new int[texts.Length + 1];
        long length = 0;
        for (int i = 0; i < texts.Length; i++)
        {
            length += Encoding.UTF8.GetByteCount(texts[i]);
            if (length > Decompressor.Largest) throw new TableException($"Column '{info.Name}' has more than {Decompressor.Largest} bytes of text in {texts.Length} elements, which one batch can't hold. Write Parquet.");
            ends[i + 1] = (int)length;
        }
        byte[] bytes = new byte[length];
        for (int i = 0; i < texts.Length; i++) Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(ends[i]));
        AddBuffer(MemoryMarshal.AsBytes(ends.AsSpan()));
        AddBuffer(bytes);
    }

    private static byte[] Bits(bool[] values)
    {
        byte[] bits = new byte[(values.Length + 7) / 8];
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i]) bits[i >> 3] |= (byte)(1 << (i & 7));
        }
        return bits;
    }

    // A compressed buffer begins with its length before; an empty one stays empty.
    private void AddBuffer(ReadOnlySpan<byte> plain)
    {
        int start = _bytes.WrittenCount;
        if (compressor is null || plain.IsEmpty)
        {
            _bytes.Write(plain);
        }
        else
        {
            Span<byte> length = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, plain.Length);
            _bytes.Write(length);
            _bytes.Write(compressor.Wrap(plain));
        }
        _buffers.AddRange([start, _bytes.WrittenCount - start]);
        _bytes.Write(new byte[(Alignment - (_bytes.WrittenCount % Alignment)) % Alignment]);
    }
}
