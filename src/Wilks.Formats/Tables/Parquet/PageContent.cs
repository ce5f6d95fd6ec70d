using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>What stands in a page that is written: levels as runs, then plain values.</summary>
internal sealed record PageContent(byte[] Bytes, int EntryCount)
{
    public static PageContent Of(ColumnData data, int rows)
    {
        using var stream = new MemoryStream();
        if (data.Info.Depth == 0)
        {
            WriteLevels(stream, Enumerable.Range(0, rows).Select(row => data.IsNull is { } nulls && nulls[row] ? 0 : 1));
            WriteValues(stream, data.IsNull is null ? data.Values : Present(data.Values, data.IsNull));
            return new PageContent(stream.ToArray(), rows);
        }
        List<(int Repetition, int Definition)> levels = data.Info.Depth == 1 ? Levels(data.Offsets[0], rows) : Levels(data.Offsets[0], data.Offsets[1], rows);
        WriteLevels(stream, levels.Select(level => level.Repetition));
        WriteLevels(stream, levels.Select(level => level.Definition));
        WriteValues(stream, data.Values);
        return new PageContent(stream.ToArray(), levels.Count);
    }

    // An empty list is an entry of its own, of a lower definition.
    private static List<(int, int)> Levels(int[] offsets, int rows)
    {
        var levels = new List<(int, int)>();
        for (int row = 0; row < rows; row++)
        {
            int count = offsets[row + 1] - offsets[row];
            if (count == 0) levels.Add((0, 0));
            for (int i = 0; i < count; i++) levels.Add((i == 0 ? 0 : 1, 1));
        }
        return levels;
    }

    private static List<(int, int)> Levels(int[] outer, int[] inner, int rows)
    {
        var levels = new List<(int, int)>();
        for (int row = 0; row < rows; row++)
        {
            if (outer[row] == outer[row + 1]) levels.Add((0, 0));
            for (int list = outer[row]; list < outer[row + 1]; list++)
            {
                int start = list == outer[row] ? 0 : 1;
                int count = inner[list + 1] - inner[list];
                if (count == 0) levels.Add((start, 1));
                for (int i = 0; i < count; i++) levels.Add((i == 0 ? start : 2, 2));
            }
        }
        return levels;
    }

    // Levels of one or two bits take a byte in a run.
    private static void WriteLevels(MemoryStream stream, IEnumerable<int> levels)
    {
        long start = stream.Position;
        stream.Write(stackalloc byte[4]);
        (int value, uint run) = (-1, 0);
        foreach (int level in levels)
        {
            if (level != value && run > 0) WriteRun(stream, value, run);
            if (level != value) (value, run) = (level, 0);
            run++;
        }
        if (run > 0) WriteRun(stream, value, run);
        long end = stream.Position;
        stream.Position = start;
        stream.Write(BitConverter.GetBytes((int)(end - start - 4)));
        stream.Position = end;
    }

    private static void WriteRun(MemoryStream stream, int value, uint run)
    {
        uint head = run << 1;
        for (; head >= 0x80; head >>= 7) stream.WriteByte((byte)(head | 0x80));
        stream.WriteByte((byte)head);
        stream.WriteByte((byte)value);
    }

    private static Array Present(Array values, bool[] isNull)
    {
        Array present = Array.CreateInstanceFromArrayType(values.GetType(), isNull.Count(missing => !missing));
        int to = 0;
        for (int i = 0; i < isNull.Length; i++)
        {
            if (!isNull[i]) Array.Copy(values, i, present, to++, 1);
        }
        return present;
    }

    private static void WriteValues(MemoryStream stream, Array values)
    {
        switch (values)
        {
            case double[] doubles: stream.Write(MemoryMarshal.AsBytes(doubles.AsSpan())); break;
            case float[] floats: stream.Write(MemoryMarshal.AsBytes(floats.AsSpan())); break;
            // The runtime takes long[] for ulong[] and so on: the bits are what is written.
            case long[] longs: stream.Write(MemoryMarshal.AsBytes(longs.AsSpan())); break;
            case int[] ints: stream.Write(MemoryMarshal.AsBytes(ints.AsSpan())); break;
            case bool[] bits: WriteBits(stream, bits); break;
            case string[] texts: WriteTexts(stream, texts); break;
            default: stream.Write(MemoryMarshal.AsBytes(Widened(values).AsSpan())); break;
        }
    }

    // By the exact type: a pattern would take byte[] for sbyte[].
    private static int[] Widened(Array values)
    {
        if (values.GetType() == typeof(sbyte[])) return [.. ((sbyte[])values).Select(value => (int)value)];
        if (values.GetType() == typeof(byte[])) return [.. ((byte[])values).Select(value => (int)value)];
        if (values.GetType() == typeof(short[])) return [.. ((short[])values).Select(value => (int)value)];
        return [.. ((ushort[])values).Select(value => (int)value)];
    }

    private static void WriteBits(MemoryStream stream, bool[] bits)
    {
        byte[] packed = new byte[(bits.Length + 7) / 8];
        for (int i = 0; i < bits.Length; i++)
        {
            if (bits[i]) packed[i >> 3] |= (byte)(1 << (i & 7));
        }
        stream.Write(packed);
    }

    private static void WriteTexts(MemoryStream stream, string[] texts)
    {
        foreach (string text in texts)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            stream.Write(BitConverter.GetBytes(bytes.Length));
            stream.Write(bytes);
        }
    }
}
