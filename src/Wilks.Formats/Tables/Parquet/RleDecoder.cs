using System.Buffers.Binary;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Decodes the hybrid of runs and bit-packed groups that holds levels, indices and booleans, a part at a time, whatever lengths it claims.</summary>
internal sealed class RleDecoder
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _width;
    private int _position;
    private long _left;
    private bool _isRun;
    private int _value;
    private long _bit;

    public RleDecoder(ReadOnlyMemory<byte> bytes, int width)
    {
        if (width is < 0 or > 32) throw new InvalidDataException($"numbers of {width} bits are declared");
        _bytes = bytes;
        _width = width;
    }

    /// <summary>Fills the target with the next numbers.</summary>
    public void Fill(Span<int> target)
    {
        while (target.Length > 0)
        {
            if (_left == 0) NextRun();
            int count = (int)Math.Min(target.Length, _left);
            if (_isRun) target[..count].Fill(_value);
            else Unpack(target[..count]);
            _left -= count;
            target = target[count..];
        }
    }

    private void NextRun()
    {
        // A width of 0 needs no bytes: all are 0.
        if (_width == 0)
        {
            (_isRun, _value, _left) = (true, 0, long.MaxValue);
            return;
        }
        uint head = ReadHead();
        ReadOnlySpan<byte> bytes = _bytes.Span;
        _isRun = (head & 1) == 0;
        if (_isRun)
        {
            _left = head >> 1;
            int size = (_width + 7) / 8;
            if (_left == 0 || size > bytes.Length - _position) throw Damaged();
            _value = 0;
            for (int i = 0; i < size; i++) _value |= bytes[_position++] << (8 * i);
            return;
        }
        long groups = head >> 1;
        _bit = 8L * _position;
        // The last group may be cut off where the numbers end.
        long size8 = Math.Min(groups * _width, bytes.Length - _position);
        _left = Math.Min(groups * 8, size8 * 8 / _width);
        if (_left == 0) throw Damaged();
        _position += (int)size8;
    }

    private void Unpack(Span<int> target)
    {
        ReadOnlySpan<byte> bytes = _bytes.Span;
        uint mask = (uint)((1UL << _width) - 1);
        for (int i = 0; i < target.Length; i++)
        {
            int at = (int)(_bit >> 3);
            ulong word = at + 8 <= bytes.Length ? BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]) : Tail(bytes[at..]);
            target[i] = (int)((uint)(word >> (int)(_bit & 7)) & mask);
            _bit += _width;
        }
    }

    private static ulong Tail(ReadOnlySpan<byte> bytes)
    {
        ulong word = 0;
        for (int i = 0; i < bytes.Length; i++) word |= (ulong)bytes[i] << (8 * i);
        return word;
    }

    private uint ReadHead()
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (_position >= _bytes.Length) throw Damaged();
            byte next = _bytes.Span[_position++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }

    private static InvalidDataException Damaged() => new("levels or indices of a page end early");
}
