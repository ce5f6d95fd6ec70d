using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Formats.Tables.Numpy;

/// <summary>An element type of numpy, such as <c>&lt;f8</c>, and how its bytes become ours.</summary>
internal sealed record NumpyType
{
    private NumpyType(char kind, int size, bool isBigEndian, long scale)
    {
        (Kind, Size, IsBigEndian, Scale) = (kind, size, isBigEndian, scale);
    }

    /// <summary>numpy's letter: b, i, u, f, M, m, S, U.</summary>
    public char Kind { get; }

    /// <summary>Bytes of one element.</summary>
    public int Size { get; }

    public bool IsBigEndian { get; }

    /// <summary>Nanoseconds of a unit of time; 1 otherwise.</summary>
    public long Scale { get; }

    public ColumnType ColumnType => (Kind, Size) switch
    {
        ('b', _) => ColumnType.Boolean,
        ('i', 1) => ColumnType.Int8,
        ('i', 2) => ColumnType.Int16,
        ('i', 4) => ColumnType.Int32,
        ('u', 1) => ColumnType.UInt8,
        ('u', 2) => ColumnType.UInt16,
        ('u', 4) => ColumnType.UInt32,
        ('u', 8) => ColumnType.UInt64,
        ('f', 8) => ColumnType.Double,
        ('f', _) => ColumnType.Float,
        ('S' or 'U', _) => ColumnType.Text,
        _ => ColumnType.Int64,
    };

    /// <summary>Understands a type's name.</summary>
    /// <param name="text">Such as <c>&lt;f8</c>, <c>|b1</c>, <c>&gt;M8[ns]</c>, <c>&lt;U16</c>.</param>
    /// <param name="type">The type; null when it can't be read.</param>
    /// <param name="size">Bytes of an element, also of a type that can't be read; 0 when not even that is known.</param>
    /// <returns>Why it can't be read, as the end of a sentence; empty when it can.</returns>
    public static string Parse(string text, out NumpyType? type, out long size)
    {
        (type, size) = (null, 0);
        string name = text.Length > 0 && text[0] is '<' or '>' or '|' or '=' ? text[1..] : text;
        bool isBigEndian = text.StartsWith('>');
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        string unit = bracket < 0 ? "" : name[bracket..];
        if (name.StartsWith('O')) return "holds Python objects, which are never unpickled here; store numbers or texts";
        if (name.Length == 0 || !int.TryParse(name.AsSpan(1, (bracket < 0 ? name.Length : bracket) - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return $"has the unknown type '{text}'";

        char kind = name[0];
        size = kind == 'U' ? 4L * count : count;
        if (kind is 'M' or 'm')
        {
            long scale = unit switch { "[ns]" => 1, "[us]" => 1_000, "[ms]" => 1_000_000, "[s]" => 1_000_000_000, "[m]" => 60_000_000_000, "[h]" => 3_600_000_000_000, "[D]" => 86_400_000_000_000, _ => 0 };
            if (scale == 0 || count != 8) return $"has times of the type '{text}'; read are units from days to nanoseconds";
            type = new NumpyType(kind, 8, isBigEndian, scale);
            return "";
        }
        bool isKnown = (kind, count) is ('b', 1) or ('i' or 'u', 1 or 2 or 4 or 8) or ('f', 2 or 4 or 8) || (kind is 'S' or 'U' && count > 0 && size <= int.MaxValue);
        if (!isKnown) return $"has the type '{text}', which is not read";
        type = new NumpyType(kind, (int)size, isBigEndian, 1);
        return "";
    }

    /// <summary>Elements that stand a stride apart.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="start">Where the first element begins.</param>
    /// <param name="stride">From one element to the next.</param>
    /// <param name="count">The number of elements.</param>
    public Array Decode(ReadOnlySpan<byte> bytes, long start, long stride, int count)
    {
        if (start < 0 || stride < Size || (count > 0 && start + (stride * (count - 1L)) + Size > bytes.Length)) throw new InvalidDataException("the elements of an array end early");
        if (Kind is 'S' or 'U') return Texts(bytes, start, stride, count);

        byte[] packed = new byte[(long)count * Size];
        if (stride == Size)
        {
            bytes.Slice((int)start, packed.Length).CopyTo(packed);
        }
        else
        {
            for (int i = 0; i < count; i++) bytes.Slice((int)(start + (i * stride)), Size).CopyTo(packed.AsSpan(i * Size));
        }
        if (IsBigEndian) Swap(packed);
        return Convert(packed);
    }

    private Array Convert(byte[] packed) => (Kind, Size) switch
    {
        ('b', _) => Array.ConvertAll(packed, value => value != 0),
        ('i', 1) => Cast<sbyte>(packed),
        ('i', 2) => Cast<short>(packed),
        ('i', 4) => Cast<int>(packed),
        ('u', 1) => packed,
        ('u', 2) => Cast<ushort>(packed),
        ('u', 4) => Cast<uint>(packed),
        ('u', 8) => Cast<ulong>(packed),
        ('f', 2) => Array.ConvertAll(Cast<Half>(packed), value => (float)value),
        ('f', 4) => Cast<float>(packed),
        ('f', 8) => Cast<double>(packed),
        _ => Scaled(Cast<long>(packed)),
    };

    // "Not a time" stays the lowest number.
    private long[] Scaled(long[] values)
    {
        if (Scale == 1) return values;
        for (int i = 0; i < values.Length; i++) values[i] = values[i] == long.MinValue ? long.MinValue : values[i] * Scale;
        return values;
    }

    private static T[] Cast<T>(byte[] packed)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(packed).ToArray();

    private void Swap(Span<byte> packed)
    {
        switch (Size)
        {
            case 2: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ushort>(packed), MemoryMarshal.Cast<byte, ushort>(packed)); break;
            case 4: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, uint>(packed), MemoryMarshal.Cast<byte, uint>(packed)); break;
            case 8: BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, ulong>(packed), MemoryMarshal.Cast<byte, ulong>(packed)); break;
            default: break;
        }
    }

    // Shorter texts are filled up with zeros.
    private string[] Texts(ReadOnlySpan<byte> bytes, long start, long stride, int count)
    {
        Encoding encoding = Kind == 'S' ? Encoding.UTF8 : IsBigEndian ? new UTF32Encoding(bigEndian: true, byteOrderMark: false) : Encoding.UTF32;
        string[] texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = encoding.GetString(bytes.Slice((int)(start + (i * stride)), Size)).TrimEnd('\0');
        return texts;
    }
}
