using System.Numerics;
using System.Runtime.InteropServices;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>The values of one page, read a part at a time.</summary>
internal interface IValueReader<T>
{
    /// <summary>Fills the target with the next values.</summary>
    void Read(Span<T> target);
}

/// <summary>Numbers as they stand in memory.</summary>
internal sealed class PlainReader<T>(ReadOnlyMemory<byte> bytes) : IValueReader<T>
    where T : unmanaged
{
    private int _position;

    public void Read(Span<T> target)
    {
        ReadOnlySpan<T> values = MemoryMarshal.Cast<byte, T>(bytes.Span[_position..]);
        if (values.Length < target.Length) throw new InvalidDataException("the values of a page end early");
        values[..target.Length].CopyTo(target);
        _position += target.Length * Marshal.SizeOf<T>();
    }
}

/// <summary>Numbers whose first bytes come first, then all second bytes, and so on (BYTE_STREAM_SPLIT).</summary>
internal sealed class ByteStreamReader<T>(ReadOnlyMemory<byte> bytes, int size, FromBytes<T> convert) : IValueReader<T>
{
    private readonly int _count = bytes.Length / size;
    private int _index;

    public void Read(Span<T> target)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        Span<byte> value = stackalloc byte[16];
        if (target.Length > _count - _index || size > value.Length) throw new InvalidDataException("the values of a page end early");
        for (int i = 0; i < target.Length; i++, _index++)
        {
            for (int k = 0; k < size; k++) value[k] = all[(k * _count) + _index];
            target[i] = convert(value[..size]);
        }
    }
}

/// <summary>Bits, the lowest of a byte first.</summary>
internal sealed class BitReader(ReadOnlyMemory<byte> bytes) : IValueReader<bool>
{
    private long _bit;

    public void Read(Span<bool> target)
    {
        ReadOnlySpan<byte> all = bytes.Span;
        if (target.Length > (8L * all.Length) - _bit) throw new InvalidDataException("the values of a page end early");
        for (int i = 0; i < target.Length; i++, _bit++) target[i] = ((all[(int)(_bit >> 3)] >> (int)(_bit & 7)) & 1) != 0;
    }
}

/// <summary>Booleans as runs.</summary>
internal sealed class RunBitReader(RleDecoder runs) : IValueReader<bool>
{
    private readonly int[] _buffer = new int[1024];

    public void Read(Span<bool> target)
    {
        while (target.Length > 0)
        {
            Span<int> part = _buffer.AsSpan(0, Math.Min(target.Length, _buffer.Length));
            runs.Fill(part);
            for (int i = 0; i < part.Length; i++) target[i] = part[i] != 0;
            target = target[part.Length..];
        }
    }
}

/// <summary>Indices into a dictionary.</summary>
internal sealed class DictionaryReader<T>(RleDecoder indices, T[] dictionary) : IValueReader<T>
{
    private readonly int[] _buffer = new int[1024];

    public void Read(Span<T> target)
    {
        while (target.Length > 0)
        {
            Span<int> part = _buffer.AsSpan(0, Math.Min(target.Length, _buffer.Length));
            indices.Fill(part);
            for (int i = 0; i < part.Length; i++) target[i] = dictionary[part[i]];
            target = target[part.Length..];
        }
    }
}

/// <summary>Values made from others.</summary>
internal sealed class MappedReader<TIn, TOut>(IValueReader<TIn> inner, Func<TIn, TOut> map) : IValueReader<TOut>
{
    private readonly TIn[] _buffer = new TIn[1024];

    public void Read(Span<TOut> target)
    {
        while (target.Length > 0)
        {
            Span<TIn> part = _buffer.AsSpan(0, Math.Min(target.Length, _buffer.Length));
            inner.Read(part);
            for (int i = 0; i < part.Length; i++) target[i] = map(part[i]);
            target = target[part.Length..];
        }
    }
}

/// <summary>Whole numbers as differences, packed in blocks (DELTA_BINARY_PACKED).</summary>
internal sealed class DeltaReader<T> : IValueReader<T>
    where T : unmanaged, IBinaryInteger<T>
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _blockSize;
    private readonly int _miniblockSize;
    private readonly byte[] _widths;
    private int _miniblock;
    private int _left;
    private long _bit;
    private long _value;
    private long _minimum;
    private bool _isFirst = true;

    public DeltaReader(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        ulong blockSize = Unsigned();
        ulong miniblocks = Unsigned();
        Count = (long)Unsigned();
        _value = Signed();
        if (blockSize == 0 || blockSize % 128 != 0 || blockSize > 1 << 20 || miniblocks == 0 || miniblocks > 1024 || blockSize / miniblocks % 32 != 0) throw Damaged();
        (_blockSize, _miniblockSize) = ((int)blockSize, (int)(blockSize / miniblocks));
        _widths = new byte[_blockSize / _miniblockSize];
        _miniblock = _widths.Length;
    }

    /// <summary>The number of values declared.</summary>
    public long Count { get; }

    /// <summary>How many bytes were read; the end once all values were.</summary>
    public int Position { get; private set; }

    public void Read(Span<T> target)
    {
        for (int i = 0; i < target.Length; i++)
        {
            if (!_isFirst)
            {
                // Reading the difference may begin a block, whose minimum then counts.
                long delta = NextDelta();
                _value += _minimum + delta;
            }
            _isFirst = false;
            target[i] = T.CreateTruncating(_value);
        }
    }

    private long NextDelta()
    {
        if (_left == 0)
        {
            if (++_miniblock >= _widths.Length) NextBlock();
            _left = _miniblockSize;
            _bit = 8L * Position;
            Position = (int)Math.Min(_bytes.Length, Position + ((long)_widths[_miniblock] * _miniblockSize / 8));
        }
        _left--;
        int width = _widths[_miniblock];
        if (width == 0) return 0;
        if (width > 64 || _bit + width > 8L * _bytes.Length) throw Damaged();
        ulong bits = Bits(_bytes.Span, _bit, width);
        _bit += width;
        return (long)bits;
    }

    private void NextBlock()
    {
        _minimum = Signed();
        if (_widths.Length > _bytes.Length - Position) throw Damaged();
        _bytes.Span.Slice(Position, _widths.Length).CopyTo(_widths);
        Position += _widths.Length;
        _miniblock = 0;
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, long bit, int width)
    {
        ulong value = 0;
        int got = 0;
        while (got < width)
        {
            int shift = (int)(bit & 7);
            value |= (ulong)(bytes[(int)(bit >> 3)] >> shift) << got;
            got += 8 - shift;
            bit += 8 - shift;
        }
        return width == 64 ? value : value & ((1UL << width) - 1);
    }

    private long Signed()
    {
        ulong zigzag = Unsigned();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong Unsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            if (Position >= _bytes.Length) throw Damaged();
            byte next = _bytes.Span[Position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("differences of a page make no sense");
}
