using System.Buffers.Binary;
using Wilks.Formats.Tables.Compression;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>Where a batch stands in the file, and how many rows it has.</summary>
/// <param name="MetadataOffset">Where its metadata begin.</param>
/// <param name="MetadataLength">The length of the metadata.</param>
/// <param name="RowCount">The number of rows.</param>
/// <param name="DictionaryCount">How many batches of dictionaries come before it.</param>
internal sealed record ArrowPlace(long MetadataOffset, int MetadataLength, long RowCount, int DictionaryCount);

/// <summary>The buffers of one batch. Plain ones are read in parts; compressed ones are decompressed whole, once.</summary>
internal sealed class ArrowBatch
{
    private readonly ByteSource _source;
    private readonly long _body;
    private readonly long _bodyLength;
    private readonly long[] _nodes;
    private readonly long[] _buffers;
    private readonly long[] _variadic;
    private readonly Codec _codec;
    private readonly Dictionary<int, byte[]> _plain = [];

    /// <param name="source">The file.</param>
    /// <param name="body">Where the buffers begin.</param>
    /// <param name="bodyLength">How long they are in all.</param>
    /// <param name="batch">The metadata.</param>
    public ArrowBatch(ByteSource source, long body, long bodyLength, FlatTable batch)
    {
        if (bodyLength < 0 || body > source.Length || bodyLength > source.Length - body) throw source.Damaged(body, $"a batch of {bodyLength} bytes is declared");
        (_source, _body, _bodyLength) = (source, body, bodyLength);
        _nodes = batch.Words(1, 2);
        _buffers = batch.Words(2, 2);
        _variadic = batch.Words(4, 1);
        _codec = !batch.Has(3) ? Codec.None : batch.Table(3).Int8(0) == 0 ? Codec.Lz4Frame : Codec.Zstd;
    }

    /// <summary>The number of elements of a field.</summary>
    public long Length(ArrowNode node) => _nodes[2 * node.NodeIndex];

    /// <summary>Whether some elements of a field have no value.</summary>
    public bool HasNulls(ArrowNode node) => _nodes[(2 * node.NodeIndex) + 1] != 0 && BufferLength(BufferIndex(node)) > 0;

    /// <summary>The first buffer of a field in this batch.</summary>
    public int BufferIndex(ArrowNode node)
    {
        long index = node.BufferIndex;
        for (int i = 0; i < node.ViewsBefore; i++) index += _variadic[i];
        return checked((int)index);
    }

    /// <summary>The number of buffers of text that a field of views has.</summary>
    public int VariadicCount(ArrowNode node) => checked((int)_variadic[node.ViewsBefore]);

    /// <summary>A part of a buffer.</summary>
    public ReadOnlyMemory<byte> Bytes(int buffer, long offset, long count)
    {
        long length = BufferLength(buffer);
        long start = _buffers[2 * buffer];
        if (start < 0 || length < 0 || start > _bodyLength || length > _bodyLength - start) throw _source.Damaged(_body, $"a buffer of {length} bytes at {start} is declared in a body of {_bodyLength}");
        if (_codec != Codec.None) return Decompressed(buffer, start, length).AsMemory(checked((int)offset), checked((int)count));
        if (offset < 0 || count < 0 || offset > length || count > length - offset) throw _source.Damaged(_body + start, $"a buffer has {length} bytes where {offset + count} are needed");
        return _source.Read(_body + start + offset, count);
    }

    private long BufferLength(int buffer) => _buffers[(2 * buffer) + 1];

    private byte[] Decompressed(int buffer, long start, long length)
    {
        if (_plain.TryGetValue(buffer, out byte[]? known)) return known;
        byte[] packed = _source.Read(_body + start, length);
        byte[] plain = [];
        if (packed.Length > 0)
        {
            if (packed.Length < 8) throw _source.Damaged(_body + start, "a compressed buffer is shorter than its length");
            long declared = BinaryPrimitives.ReadInt64LittleEndian(packed);
            plain = declared == -1 ? packed[8..] : Decompressor.Decode(_codec, packed.AsSpan(8), declared);
        }
        return _plain[buffer] = plain;
    }
}
