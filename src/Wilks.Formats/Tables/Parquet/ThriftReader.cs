using System.Text;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Reads Apache Thrift's compact protocol: the structures of Parquet files. Throws <see cref="InvalidDataException"/> where bytes make no sense.</summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const int True = 1;
    public const int False = 2;
    public const int Binary = 8;
    public const int List = 9;
    public const int Struct = 12;

    private const int Deepest = 32;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>How many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>The next field of a structure: its number and type; false at the end. The last number is kept by the caller.</summary>
    public bool NextField(ref int field, out int type)
    {
        int head = ReadByte();
        type = head & 15;
        if (head == 0) return false;
        field = head >> 4 == 0 ? (int)ReadInteger() : field + (head >> 4);
        return true;
    }

    /// <summary>The head of a list; its length is refused when the bytes left can't hold so many elements.</summary>
    public int ReadListHead(out int type)
    {
        int head = ReadByte();
        type = head & 15;
        long count = head >> 4 == 15 ? (long)ReadUnsigned() : head >> 4;
        if (count < 0 || count > _bytes.Length - Position) throw Damaged();
        return (int)count;
    }

    /// <summary>A whole number of 16, 32 or 64 bits.</summary>
    public long ReadInteger()
    {
        ulong zigzag = ReadUnsigned();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    /// <summary>A whole number that must fit 32 bits.</summary>
    public int ReadInt32()
    {
        long value = ReadInteger();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Damaged();
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBinary());

    public ReadOnlySpan<byte> ReadBinary()
    {
        ulong length = ReadUnsigned();
        if (length > (ulong)(_bytes.Length - Position)) throw Damaged();
        ReadOnlySpan<byte> value = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return value;
    }

    /// <summary>Passes over a value of a type.</summary>
    public void Skip(int type, int depth = 0)
    {
        if (depth > Deepest) throw Damaged();
        switch (type)
        {
            case True or False:
                break;
            case 3:
                ReadByte();
                break;
            case 4 or 5 or 6:
                ReadUnsigned();
                break;
            case 7:
                Advance(8);
                break;
            case Binary:
                ReadBinary();
                break;
            case List or 10:
                int count = ReadListHead(out int element);
                for (int i = 0; i < count; i++) SkipElement(element, depth + 1);
                break;
            case 11:
                SkipMap(depth + 1);
                break;
            case Struct:
                int field = 0;
                while (NextField(ref field, out int inner)) Skip(inner, depth + 1);
                break;
            default:
                throw Damaged();
        }
    }

    private static InvalidDataException Damaged() => new("a structure of the Parquet file makes no sense");

    // In lists and maps a boolean takes a byte; in structures the type holds it.
    private void SkipElement(int type, int depth)
    {
        if (type is True or False) ReadByte();
        else Skip(type, depth);
    }

    private void SkipMap(int depth)
    {
        ulong count = ReadUnsigned();
        if (count == 0) return;
        if (count > (ulong)(_bytes.Length - Position)) throw Damaged();
        int types = ReadByte();
        for (ulong i = 0; i < count; i++)
        {
            SkipElement(types >> 4, depth);
            SkipElement(types & 15, depth);
        }
    }

    /// <summary>One byte as it stands.</summary>
    public byte ReadByte()
    {
        if (Position >= _bytes.Length) throw Damaged();
        return _bytes[Position++];
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - Position) throw Damaged();
        Position += count;
    }

    private ulong ReadUnsigned()
    {
        ulong value = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
        throw Damaged();
    }
}
