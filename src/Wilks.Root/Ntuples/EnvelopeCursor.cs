using System.Buffers.Binary;
using System.Text;

namespace Wilks.Root;

/// <summary>What an envelope holds.</summary>
internal enum EnvelopeKind
{
    Header = 1,
    Footer = 2,
    PageList = 3,
}

/// <summary>Reads little-endian numbers and frames of an envelope, and checks every bound.</summary>
internal sealed class EnvelopeCursor
{
    private const int HeadLength = 8;
    private const int ChecksumLength = 8;

    private readonly byte[] _bytes;
    private readonly RootPlace _place;
    private readonly int _end;
    private int _position = HeadLength;

    private EnvelopeCursor(byte[] bytes, RootPlace place)
    {
        _bytes = bytes;
        _place = place;
        _end = bytes.Length - ChecksumLength;
    }

    /// <summary>The XXH3 of the envelope, which others repeat to say which one they belong to.</summary>
    public ulong Checksum { get; private init; }

    /// <summary>Opens an envelope and verifies its kind, length and checksum.</summary>
    public static EnvelopeCursor Open(byte[] bytes, EnvelopeKind kind, RootPlace place)
    {
        if (bytes.Length < HeadLength + ChecksumLength) throw new RootException(place, 0, $"an envelope of {bytes.Length} bytes", "16 at least are needed");

        ulong head = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        if ((head & 0xFFFF) != (ulong)kind || head >> 16 != (ulong)bytes.Length) throw new RootException(place, 0, $"an envelope of kind {head & 0xFFFF} and {head >> 16} bytes", $"kind {(int)kind} and {bytes.Length} bytes are expected");

        ulong stored = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(bytes.Length - ChecksumLength));
        ulong found = XxHash3.Of(bytes.AsSpan(0, bytes.Length - ChecksumLength));
        if (found != stored) throw new RootException(place, 0, $"the checksum {found:x16}", $"it was {stored:x16} when the envelope was written: the file is damaged");

        return new EnvelopeCursor(bytes, place) { Checksum = stored };
    }

    public RootException Fault(string found, string expected) => new(_place, _position, found, expected);

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    public long I64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double F64() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    /// <summary>A number that counts or addresses something of the file.</summary>
    public long Size(string what)
    {
        long value = I64();
        return value >= 0 ? value : throw Fault($"{what} of {(ulong)value}", "no file has that");
    }

    public string Text()
    {
        uint length = U32();
        if (length > (uint)(_end - _position)) throw Fault($"a text of {length} bytes", $"{_end - _position} are left");

        return Encoding.UTF8.GetString(Take((int)length));
    }

    /// <summary>Feature flags: the highest bit says that more follow; any other one is of a format that is not known.</summary>
    public void RefuseFeatures()
    {
        while (true)
        {
            long flags = I64();
            if ((flags & long.MaxValue) != 0) throw Fault($"the feature flags 0x{flags:x}", "none is known: a newer version of ROOT wrote it");
            if (flags >= 0) return;
        }
    }

    /// <summary>A frame of one record.</summary>
    public T Record<T>(Func<EnvelopeCursor, T> read)
    {
        int start = _position;
        long size = I64();
        int end = EndOf(start, size);
        T value = read(this);
        MoveTo(end);
        return value;
    }

    /// <summary>A frame with a list of items.</summary>
    public List<T> List<T>(Func<EnvelopeCursor, T> read) => List(read, _ => true).Items;

    /// <summary>A frame with a list of items, and more behind them.</summary>
    public (List<T> Items, TTail Tail) List<T, TTail>(Func<EnvelopeCursor, T> read, Func<EnvelopeCursor, TTail> readTail)
    {
        int start = _position;
        long size = I64();
        if (size >= 0) throw Fault("a record", "a list is expected here");

        int end = EndOf(start, -size);
        uint count = U32();
        if (count > (uint)(end - _position)) throw Fault($"a list of {count} items", $"{end - _position} bytes are left");

        List<T> items = new((int)count);
        for (uint i = 0; i < count; i++) items.Add(read(this));
        TTail tail = readTail(this);
        MoveTo(end);
        return (items, tail);
    }

    private int EndOf(int start, long size) =>
        size >= 8 && size <= _end - start ? start + (int)size : throw Fault($"a frame of {size} bytes", $"{_end - start} are left");

    private void MoveTo(int end)
    {
        if (_position > end) throw Fault($"a frame that ends at byte {end} was read beyond", "its content is another");
        _position = end;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _end - _position) throw Fault($"{_end - _position} bytes are left", $"{count} are needed here");
        ReadOnlySpan<byte> span = _bytes.AsSpan(_position, count);
        _position += count;
        return span;
    }
}
