using System.Buffers.Binary;

namespace Wilks.Root;

/// <summary>Bits of a deflate stream, the lowest first. Beyond the end there are zeros, as many as one refill may look ahead.</summary>
internal ref struct BitReader(ReadOnlySpan<byte> data)
{
    private const int MostBits = 56;
    private const int MostPadding = 8;

    private readonly ReadOnlySpan<byte> _data = data;
    private int _position;
    private ulong _bits;

    /// <summary>The number of bits at hand.</summary>
    public int Count { get; private set; }

    public readonly ulong Bits => _bits;

    /// <summary>At least 56 bits.</summary>
    public void Refill()
    {
        if (_position <= _data.Length - sizeof(ulong))
        {
            _bits |= BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]) << Count;
            _position += (63 - Count) >> 3;
            Count |= MostBits;
            return;
        }
        while (Count <= MostBits)
        {
            if (_position < _data.Length) _bits |= (ulong)_data[_position] << Count;
            else if (_position >= _data.Length + MostPadding) throw new InvalidDataException("the stream ends early");
            _position++;
            Count += 8;
        }
    }

    public void Skip(int count)
    {
        _bits >>= count;
        Count -= count;
    }

    public uint Take(int count)
    {
        uint value = (uint)(_bits & ((1ul << count) - 1));
        Skip(count);
        return value;
    }

    /// <summary>The whole bytes after the last bit that was taken.</summary>
    public readonly ReadOnlySpan<byte> Rest()
    {
        int position = _position - (Count >> 3);
        return position <= _data.Length ? _data[position..] : throw new InvalidDataException("the stream ends early");
    }
}
