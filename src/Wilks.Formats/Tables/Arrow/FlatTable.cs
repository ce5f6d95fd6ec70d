using System.Buffers.Binary;
using System.Text;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>A table of a FlatBuffer: fields by number, each with its default when absent. Places outside the buffer throw.</summary>
internal readonly struct FlatTable(byte[] bytes, int position)
{
    private readonly int _fields = position - BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(position));

    /// <summary>The table that a buffer begins with.</summary>
    public static FlatTable Root(byte[] bytes) => new(bytes, BinaryPrimitives.ReadInt32LittleEndian(bytes));

    public bool Has(int field) => Place(field) > 0;

    public int Int8(int field, int absent = 0) => Place(field) is int at and > 0 ? (sbyte)bytes[at] : absent;

    public int Int16(int field, int absent = 0) => Place(field) is int at and > 0 ? BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(at)) : absent;

    public int Int32(int field, int absent = 0) => Place(field) is int at and > 0 ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)) : absent;

    public long Int64(int field) => Place(field) is int at and > 0 ? BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at)) : 0;

    public bool Boolean(int field) => Int8(field) != 0;

    public FlatTable Table(int field) => new(bytes, Target(field));

    public string Text(int field)
    {
        if (!Has(field)) return "";
        int at = Target(field);
        return Encoding.UTF8.GetString(bytes.AsSpan(at + 4, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at))));
    }

    /// <summary>The tables of a list.</summary>
    public FlatTable[] Tables(int field)
    {
        (int start, int count) = Vector(field, 4);
        var tables = new FlatTable[count];
        for (int i = 0; i < count; i++)
        {
            int at = start + (4 * i);
            tables[i] = new FlatTable(bytes, checked(at + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at))));
        }
        return tables;
    }

    /// <summary>A list of structures as the 64-bit words they consist of.</summary>
    public long[] Words(int field, int wordsPerElement)
    {
        (int start, int count) = Vector(field, 8 * wordsPerElement);
        long[] words = new long[count * wordsPerElement];
        for (int i = 0; i < words.Length; i++) words[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(start + (8 * i)));
        return words;
    }

    private (int Start, int Count) Vector(int field, int elementSize)
    {
        if (!Has(field)) return (0, 0);
        int at = Target(field);
        int count = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
        if (count < 0 || (long)count * elementSize > bytes.Length - at - 4) throw new InvalidDataException($"a list of {count} elements is declared in {bytes.Length} bytes");
        return (at + 4, count);
    }

    private int Target(int field)
    {
        int at = Place(field);
        if (at == 0) throw new InvalidDataException("a part of the Arrow metadata is missing");
        return checked(at + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)));
    }

    private int Place(int field)
    {
        int size = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(_fields));
        int entry = 4 + (2 * field);
        if (entry + 2 > size) return 0;
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(_fields + entry));
        return offset == 0 ? 0 : position + offset;
    }
}
