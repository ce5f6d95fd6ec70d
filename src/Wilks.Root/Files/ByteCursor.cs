using System.Buffers.Binary;
using System.Text;

namespace Wilks.Root;

/// <summary>Reads big-endian numbers from a piece of a file and checks every bound. One thread at a time.</summary>
internal sealed class ByteCursor
{
    private readonly byte[] _bytes;
    private readonly int _end;
    private int _position;

    /// <param name="bytes">The bytes; offsets count from their start.</param>
    /// <param name="length">How many of them are meant.</param>
    /// <param name="place">File and object, for messages.</param>
    /// <param name="origin">What the first byte's offset is called in messages.</param>
    public ByteCursor(byte[] bytes, int length, RootPlace place, long origin = 0)
    {
        _bytes = bytes;
        _end = length;
        Place = place;
        Origin = origin;
    }

    public RootPlace Place { get; }

    public long Origin { get; }

    public int Position
    {
        get => _position;
        set
        {
            if ((uint)value > (uint)_end) throw Fault($"a jump to byte {Origin + value}", $"it ends at byte {Origin + _end}");
            _position = value;
        }
    }

    public int Remaining => _end - _position;

    public int End => _end;

    public RootException Fault(string found, string expected, Exception? inner = null) => new(Place, Origin + _position, found, expected, inner);

    /// <summary>The next <paramref name="count"/> bytes.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_end - _position)) throw Short(count);
        var span = new ReadOnlySpan<byte>(_bytes, _position, count);
        _position += count;
        return span;
    }

    public void Skip(int count) => Take(count);

    public byte U8() => Take(1)[0];

    public sbyte I8() => (sbyte)Take(1)[0];

    public bool Bool() => Take(1)[0] != 0;

    public ushort U16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public short I16() => BinaryPrimitives.ReadInt16BigEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int I32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public long I64() => BinaryPrimitives.ReadInt64BigEndian(Take(8));

    public float F32() => BinaryPrimitives.ReadSingleBigEndian(Take(4));

    public double F64() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A count whose elements of <paramref name="elementSize"/> bytes at least must still fit in what is left.</summary>
    public int Count(int elementSize, string what)
    {
        int count = I32();
        if (count < 0 || (long)count * elementSize > Remaining) throw Fault($"{what} says {count} elements", $"{Remaining} bytes are left");
        return count;
    }

    /// <summary>A TString: one length byte, or 255 and four more; ROOT keeps no encoding, UTF-8 is taken.</summary>
    public string String()
    {
        int length = U8();
        if (length == 255) length = I32();
        if (length < 0 || length > Remaining) throw Fault($"a string of {length} bytes", $"{Remaining} bytes are left");
        return Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>Goes over a TString.</summary>
    public void SkipString()
    {
        int length = U8();
        Skip(length == 255 ? I32() : length);
    }

    /// <summary>A string that a zero byte ends.</summary>
    public string ZeroEnded()
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(_position, Remaining);
        int length = rest.IndexOf((byte)0);
        if (length < 0) throw Fault("a string without an end", "a zero byte ends it");
        _position += length + 1;
        return Encoding.UTF8.GetString(rest[..length]);
    }

    private RootException Short(int count) => Fault($"{Remaining} bytes are left", $"{count} are needed here");
}
