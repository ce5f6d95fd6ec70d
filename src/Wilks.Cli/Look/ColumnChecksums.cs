using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>The CRC-32 of a column: of its values as little-endian bytes, of the lengths of lists as 64-bit integers, of text with zero bytes between.</summary>
internal static class ColumnChecksums
{
    /// <summary>Why no checksum is given of a column that can be read: readers do not agree on its values, so that none would compare; null where they do.</summary>
    public static string? Disagreement(Branch branch)
    {
        bool isReduced = branch.TypeName.StartsWith("Float16_t", StringComparison.Ordinal) || branch.TypeName.StartsWith("Double32_t", StringComparison.Ordinal);
        return isReduced && branch.Title.Contains("[0,0,", StringComparison.Ordinal)
            ? "read, but without a checksum to compare: the title gives no range, and some readers take its last number for a number of bits, as ROOT does not"
            : null;
    }

    /// <summary>As for a branch.</summary>
    public static string? Disagreement(Ntuple ntuple, NtupleField field)
    {
        int dot = field.Path.LastIndexOf('.');
        return dot > 0 && ntuple.Find(field.Path[..dot]) is { } parent && parent.TypeName.StartsWith("std::array<", StringComparison.Ordinal)
            ? "read, but without a checksum to compare: it is a member of an array of records, whose length some readers leave out"
            : null;
    }

    public static void Write(Utf8JsonWriter json, ColumnData column, bool isHalf = false)
    {
        for (int level = 0; level < column.Levels.Count; level++)
        {
            long[] offsets = column.Levels[level].Offsets;
            long[] counts = new long[offsets.Length - 1];
            for (int index = 0; index < counts.Length; index++) counts[index] = offsets[index + 1] - offsets[index];
            string prefix = $"counts{level.ToString(CultureInfo.InvariantCulture)}";
            json.WriteString($"{prefix}_crc32_i64le", Text(Crc32.Of(MemoryMarshal.AsBytes(counts.AsSpan()))));
            json.WriteNumber($"{prefix}_sum", offsets[^1]);
        }
        if (column.Values is string[] text)
        {
            json.WriteString("strings_crc32", Text(Crc32.Of(Encoding.UTF8.GetBytes(string.Join('\0', text)))));
            return;
        }
        json.WriteStartObject("flat");
        json.WriteNumber("count", column.Values.Length);
        json.WriteString("crc32_le", Text(Crc32.Of(isHalf ? MemoryMarshal.AsBytes(Array.ConvertAll((float[])column.Values, value => (Half)value).AsSpan()) : Bytes(column.Values))));
        json.WriteEndObject();
    }

    /// <summary>Numbers as the kind that the file has them in.</summary>
    public static void Write(Utf8JsonWriter json, string name, double[] values, NumberKind kind)
    {
        Array stored = kind switch
        {
            NumberKind.Float32 => Array.ConvertAll(values, value => (float)value),
            NumberKind.Int8 => Array.ConvertAll(values, value => (sbyte)value),
            NumberKind.Int16 => Array.ConvertAll(values, value => (short)value),
            NumberKind.Int32 => Array.ConvertAll(values, value => (int)value),
            NumberKind.Int64 => Array.ConvertAll(values, value => (long)value),
            _ => values,
        };
        json.WriteStartObject(name);
        json.WriteNumber("count", stored.Length);
        json.WriteString("crc32_le", Text(Crc32.Of(Bytes(stored))));
        json.WriteEndObject();
    }

    private static ReadOnlySpan<byte> Bytes(Array values) =>
        MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(values), checked(values.Length * Size(values)));

    private static int Size(Array values) => values switch
    {
        bool[] or sbyte[] or byte[] => 1,
        short[] or ushort[] => 2,
        int[] or uint[] or float[] => 4,
        _ => 8,
    };

    private static string Text(uint checksum) => checksum.ToString("x8", CultureInfo.InvariantCulture);
}
