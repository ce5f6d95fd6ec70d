using System.Buffers.Binary;
using System.Text;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>A table of a FlatBuffer to be written: fields by number. What <see cref="FlatTable"/> reads.</summary>
internal sealed class FlatDraft
{
    private const int LargestScalar = 8;

    private readonly SortedDictionary<int, Field> _fields = [];

    /// <summary>Makes the buffer that begins with this table.</summary>
    public byte[] ToArray()
    {
        var bytes = new List<byte>(256);
        Append(bytes, 0);
        Point(bytes, 0, Write(bytes));
        return [.. bytes];
    }

    public FlatDraft Int8(int field, int value) => Set(field, [(byte)value]);

    public FlatDraft Int16(int field, int value) => Set(field, BitConverter.GetBytes((short)value));

    public FlatDraft Int32(int field, int value) => Set(field, BitConverter.GetBytes(value));

    public FlatDraft Int64(int field, long value) => Set(field, BitConverter.GetBytes(value));

    public FlatDraft Boolean(int field, bool value) => Int8(field, value ? 1 : 0);

    public FlatDraft Table(int field, FlatDraft table) => Set(field, new byte[4], table.Write);

    public FlatDraft Text(int field, string text) => Set(field, new byte[4], bytes =>
    {
        byte[] encoded = Encoding.UTF8.GetBytes(text);
        Align(bytes, 4);
        int place = bytes.Count;
        Append(bytes, encoded.Length);
        bytes.AddRange(encoded);
        // Readers in C want a zero behind it.
        bytes.Add(0);
        return place;
    });

    public FlatDraft Tables(int field, IReadOnlyList<FlatDraft> tables) => Set(field, new byte[4], bytes =>
    {
        Align(bytes, 4);
        int place = bytes.Count;
        Append(bytes, tables.Count);
        for (int i = 0; i < tables.Count; i++) Append(bytes, 0);
        for (int i = 0; i < tables.Count; i++) Point(bytes, place + 4 + (4 * i), tables[i].Write(bytes));
        return place;
    });

    /// <summary>A list of structures that consist of 64-bit words.</summary>
    public FlatDraft Words(int field, IReadOnlyList<long> words, int wordsPerElement) => Set(field, new byte[4], bytes =>
    {
        // The words are aligned, and their count stands right before them.
        Align(bytes, 8);
        Append(bytes, 0);
        int place = bytes.Count;
        Append(bytes, words.Count / wordsPerElement);
        foreach (long word in words) bytes.AddRange(BitConverter.GetBytes(word));
        return place;
    });

    // The table of offsets comes first, then the fields in their order, then what they point to: all references lead forward, as the format demands.
    private int Write(List<byte> bytes)
    {
        int last = _fields.Count == 0 ? -1 : _fields.Keys.Last();
        int headSize = 4 + (2 * (last + 1));
        while ((bytes.Count + headSize) % LargestScalar != 0) bytes.Add(0);
        int head = bytes.Count;
        int table = head + headSize;
        bytes.AddRange(new byte[headSize]);
        Append(bytes, table - head);
        var places = new List<(int Place, Func<List<byte>, int> Target)>();
        foreach ((int number, Field field) in _fields)
        {
            Align(bytes, field.Inline.Length);
            SetUInt16(bytes, head + 4 + (2 * number), bytes.Count - table);
            if (field.Target is not null) places.Add((bytes.Count, field.Target));
            bytes.AddRange(field.Inline);
        }
        SetUInt16(bytes, head, headSize);
        SetUInt16(bytes, head + 2, bytes.Count - table);
        foreach ((int place, Func<List<byte>, int> target) in places) Point(bytes, place, target(bytes));
        return table;
    }

    private FlatDraft Set(int field, byte[] inline, Func<List<byte>, int>? target = null)
    {
        _fields[field] = new Field(inline, target);
        return this;
    }

    private static void Align(List<byte> bytes, int size)
    {
        while (bytes.Count % size != 0) bytes.Add(0);
    }

    private static void Append(List<byte> bytes, int value) => bytes.AddRange(BitConverter.GetBytes(value));

    private static void Point(List<byte> bytes, int place, int target)
    {
        Span<byte> offset = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(offset, target - place);
        for (int i = 0; i < offset.Length; i++) bytes[place + i] = offset[i];
    }

    private static void SetUInt16(List<byte> bytes, int place, int value) => (bytes[place], bytes[place + 1]) = ((byte)value, (byte)(value >> 8));

    private sealed record Field(byte[] Inline, Func<List<byte>, int>? Target);
}
