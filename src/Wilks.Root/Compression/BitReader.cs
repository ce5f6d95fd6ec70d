using System.Buffers.Binary;
using System.Runtime.CompilerServices;

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

    /// <summary>All bytes.</summary>
    public readonly ReadOnlySpan<byte> Data => _data;

    /// <summary>The first byte that is not wholly among the bits; beyond the end where zeros were added.</summary>
    public readonly int Position => _position;

    /// <summary>At least 56 bits.</summary>
    public void Refill()
    {
        ulong bits = _bits;
        int count = Count;
        Refill(ref bits, ref count);
        Set(bits, count);
    }

    /// <summary>At least 56 bits, for a caller that keeps them itself until <see cref="Set(ulong, int)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Refill(ref ulong bits, ref int count)
    {
        if (_position > _data.Length - sizeof(ulong))
        {
            RefillAtEnd(ref bits, ref count);
            return;
        }
        bits |= BinaryPrimitives.ReadUInt64LittleEndian(_data[_position..]) << count;
        _position += (63 - count) >> 3;
        count |= MostBits;
    }

    /// <summary>Gives back the bits that a caller kept.</summary>
    public void Set(ulong bits, int count)
    {
        _bits = bits;
        Count = count;
    }

    /// <summary>Goes on from where a caller came to that read the data itself.</summary>
    public void Set(ulong bits, int count, int position)
    {
        Set(bits, count);
        _position = position;
    }

    private void RefillAtEnd(ref ulong bits, ref int count)
    {
        while (count <= MostBits)
        {
            if (_position < _data.Length) bits |= (ulong)_data[_position] << count;
            else if (_position >= _data.Length + MostPadding) throw new InvalidDataException("the stream ends early");
            _position++;
            count += 8;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Skip(int count)
    {
        _bits >>= count;
        Count -= count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
