using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Formats.Tables.Arrow;

/// <summary>Reads elements of the leaves of a batch.</summary>
internal sealed class ArrowValues(ArrowBatch batch)
{
    private const int MostElements = 1 << 28;

    /// <summary>Elements of a leaf that is no dictionary's.</summary>
    public Array Read(ArrowNode node, long first, int count, bool[]? isNull = null)
    {
        if (first < 0 || count < 0 || count > MostElements || first + count > batch.Length(node)) throw new InvalidDataException($"elements {first} to {first + count} are needed of {batch.Length(node)}");
        return node.Kind switch
        {
            ArrowKind.Null => Filled(count, double.NaN),
            ArrowKind.Bool => Bits(batch.BufferIndex(node) + 1, first, count),
            ArrowKind.Int => Integers(node, first, count),
            ArrowKind.FloatingPoint => Floating(node, first, count),
            ArrowKind.Decimal => Decimals(node, first, count),
            ArrowKind.Utf8 => Texts(node, first, count, 4),
            ArrowKind.LargeUtf8 => Texts(node, first, count, 8),
            ArrowKind.Utf8View => Views(node, first, count),
            _ => Times(node, first, count, isNull),
        };
    }

    /// <summary>Which elements have a value; null when all have.</summary>
    public bool[]? Validity(ArrowNode node, long first, int count)
    {
        if (node.Kind == ArrowKind.Null && node.DictionaryId is null) return Filled(count, false);
        return batch.HasNulls(node) ? Bits(batch.BufferIndex(node), first, count) : null;
    }

    /// <summary>The ends of lists: one more than there are lists.</summary>
    public long[] Offsets(ArrowNode node, long first, int count, int width)
    {
        int buffer = batch.BufferIndex(node) + 1;
        long[] offsets = new long[count + 1];
        // Of an empty field even the one offset may be missing.
        if (count == 0) return offsets;
        ReadOnlySpan<byte> bytes = batch.Bytes(buffer, first * width, (count + 1L) * width).Span;
        for (int i = 0; i <= count; i++)
        {
            offsets[i] = width == 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]) : BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]);
            if (offsets[i] < 0 || (i > 0 && offsets[i] < offsets[i - 1])) throw new InvalidDataException("the ends of lists or texts don't ascend");
        }
        return offsets;
    }

    private static T[] Filled<T>(int count, T value)
    {
        var values = new T[count];
        Array.Fill(values, value);
        return values;
    }

    private bool[] Bits(int buffer, long first, int count)
    {
        long start = first / 8;
        ReadOnlySpan<byte> bytes = batch.Bytes(buffer, start, ((first + count + 7) / 8) - start).Span;
        bool[] bits = new bool[count];
        int shift = (int)(first % 8);
        for (int i = 0; i < count; i++) bits[i] = ((bytes[(i + shift) >> 3] >> ((i + shift) & 7)) & 1) != 0;
        return bits;
    }

    private Array Integers(ArrowNode node, long first, int count) => (node.Width, node.IsSigned) switch
    {
        (1, true) => Plain<sbyte>(node, first, count),
        (2, true) => Plain<short>(node, first, count),
        (4, true) => Plain<int>(node, first, count),
        (8, true) => Plain<long>(node, first, count),
        (1, false) => Plain<byte>(node, first, count),
        (2, false) => Plain<ushort>(node, first, count),
        (4, false) => Plain<uint>(node, first, count),
        (8, false) => Plain<ulong>(node, first, count),
        _ => throw new InvalidDataException($"whole numbers of {node.Width} bytes are declared"),
    };

    private Array Floating(ArrowNode node, long first, int count) => node.Width switch
    {
        2 => Array.ConvertAll(Plain<Half>(node, first, count), value => (float)value),
        4 => Plain<float>(node, first, count),
        8 => Plain<double>(node, first, count),
        _ => throw new InvalidDataException($"floating-point numbers of {node.Width} bytes are declared"),
    };

    private T[] Plain<T>(ArrowNode node, long first, int count)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Fixed(node, first, count)).ToArray();

    private ReadOnlySpan<byte> Fixed(ArrowNode node, long first, int count) => batch.Bytes(batch.BufferIndex(node) + 1, first * node.Width, (long)count * node.Width).Span;

    private long[] Times(ArrowNode node, long first, int count, bool[]? isNull)
    {
        long[] values = node.Width == 4 ? Array.ConvertAll(Plain<int>(node, first, count), value => (long)value) : Plain<long>(node, first, count);
        if (node.Scale == 1) return values;
        for (int i = 0; i < values.Length; i++)
        {
            // What stands where there is no value is undefined.
            if (isNull is not null && isNull[i]) continue;
            if (values[i] > long.MaxValue / node.Scale || values[i] < long.MinValue / node.Scale) throw new InvalidDataException($"a time of {values[i]} × {node.Scale} ns is beyond what 64 bits of nanoseconds hold, about 292 years before and after 1970");
            values[i] *= node.Scale;
        }
        return values;
    }

    private double[] Decimals(ArrowNode node, long first, int count)
    {
        ReadOnlySpan<byte> bytes = Fixed(node, first, count);
        double divisor = Math.Pow(10, node.Scale);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) values[i] = (double)new BigInteger(bytes.Slice(i * node.Width, node.Width)) / divisor;
        return values;
    }

    private string[] Texts(ArrowNode node, long first, int count, int width)
    {
        long[] ends = Offsets(node, first, count, width);
        ReadOnlySpan<byte> bytes = batch.Bytes(batch.BufferIndex(node) + 2, ends[0], ends[^1] - ends[0]).Span;
        string[] texts = new string[count];
        for (int i = 0; i < count; i++) texts[i] = ToText(bytes[(int)(ends[i] - ends[0])..(int)(ends[i + 1] - ends[0])]);
        return texts;
    }

    // 16 bytes each: a length, then either up to 12 bytes of text, or its first 4, a buffer and a place there.
    private string[] Views(ArrowNode node, long first, int count)
    {
        const int size = 16;
        const int longestInline = 12;
        int buffer = batch.BufferIndex(node) + 1;
        int variadic = batch.VariadicCount(node);
        ReadOnlySpan<byte> views = batch.Bytes(buffer, first * size, (long)count * size).Span;
        string[] texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> view = views.Slice(i * size, size);
            int length = BinaryPrimitives.ReadInt32LittleEndian(view);
            int index = BinaryPrimitives.ReadInt32LittleEndian(view[8..]);
            if (length > longestInline && (uint)index >= (uint)variadic) throw new InvalidDataException("a text is in a buffer that is not there");
            texts[i] = length is >= 0 and <= longestInline ? ToText(view.Slice(4, length)) : ToText(batch.Bytes(buffer + 1 + index, BinaryPrimitives.ReadInt32LittleEndian(view[12..]), length).Span);
        }
        return texts;
    }

    private static string ToText(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes);
}
