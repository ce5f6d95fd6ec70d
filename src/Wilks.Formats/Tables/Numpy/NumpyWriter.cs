using System.Globalization;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace Wilks.Formats.Tables.Numpy;

/// <summary>Writes <c>.npz</c>: an array per column, read from the table one after the other, so that little is held.</summary>
internal static class NumpyWriter
{
    // numpy needs the header's end at a multiple of 64.
    private const int Alignment = 64;

    // Entries carry no clock time: the same table makes the same file. This is the first moment that zip can write.
    private static readonly DateTimeOffset s_time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(IEventTable table, Stream stream, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (ColumnInfo column in table.Columns)
        {
            if (column.Depth > 0 && column.FixedLength == 0) throw new TableException($"Column '{column.Name}' is {ElementTypes.Describe(column)}, which an .npz file can't hold. Write Parquet.");
            using Stream entry = Create(archive, column.Name);
            WriteColumn(table, column, entry, cancellationToken);
        }
    }

    /// <summary>Writes arrays of doubles under names.</summary>
    public static void Write(IReadOnlyList<(string Name, double[] Values)> arrays, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, double[] values) in arrays)
        {
            using Stream entry = Create(archive, name);
            entry.Write(Header("<f8", $"({values.Length.ToString(CultureInfo.InvariantCulture)},)"));
            entry.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }

    private static Stream Create(ZipArchive archive, string name)
    {
        ZipArchiveEntry entry = archive.CreateEntry($"{name}.npy", CompressionLevel.Fastest);
        entry.LastWriteTime = s_time;
        return entry.Open();
    }

    private static void WriteColumn(IEventTable table, ColumnInfo column, Stream entry, CancellationToken cancellationToken)
    {
        IEnumerable<TableChunk> Chunks() => table.Read([column.Name], RowRange.All, cancellationToken);
        int longest = column.Type == ColumnType.Text ? Chunks().Max(chunk => (int?)((string[])chunk.Columns[0].Values).Max(text => text.EnumerateRunes().Count())) ?? 0 : 0;
        string second = column.Depth > 0 ? $" {column.FixedLength.ToString(CultureInfo.InvariantCulture)}" : "";
        string shape = $"({table.RowCount.ToString(CultureInfo.InvariantCulture)},{second})";
        entry.Write(Header(TypeName(column.Type, Math.Max(1, longest)), shape));
        foreach (TableChunk chunk in Chunks())
        {
            CheckNulls(table, chunk);
            if (column.Type == ColumnType.Text) WriteTexts(entry, (string[])chunk.Columns[0].Values, Math.Max(1, longest));
            else entry.Write(AsBytes(chunk.Columns[0].Values));
        }
    }

    // NaN stands for a missing number; nothing stands for a missing whole number or text.
    private static void CheckNulls(IEventTable table, TableChunk chunk)
    {
        ColumnData data = chunk.Columns[0];
        if (data.IsNull is null || data.Info.Type is ColumnType.Double or ColumnType.Float) return;
        throw new TableException($"'{table.Name}', column '{data.Info.Name}', row {chunk.FirstRow + Array.IndexOf(data.IsNull, true)}: a missing {ElementTypes.NameOf(data.Info.Type)}, which an .npz file can't hold. Write Parquet or CSV.");
    }

    private static byte[] Header(string type, string shape)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
        int padding = Alignment - ((10 + text.Length + 1) % Alignment);
        byte[] body = Encoding.ASCII.GetBytes(text + new string(' ', padding % Alignment) + "\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)(body.Length & 0xFF), (byte)(body.Length >> 8), .. body];
    }

    private static string TypeName(ColumnType type, int longest) => type switch
    {
        ColumnType.Boolean => "|b1",
        ColumnType.Int8 => "|i1",
        ColumnType.Int16 => "<i2",
        ColumnType.Int32 => "<i4",
        ColumnType.Int64 => "<i8",
        ColumnType.UInt8 => "|u1",
        ColumnType.UInt16 => "<u2",
        ColumnType.UInt32 => "<u4",
        ColumnType.UInt64 => "<u8",
        ColumnType.Float => "<f4",
        ColumnType.Double => "<f8",
        _ => string.Create(CultureInfo.InvariantCulture, $"<U{longest}"),
    };

    private static ReadOnlySpan<byte> AsBytes(Array values) => values switch
    {
        bool[] items => MemoryMarshal.AsBytes(items.AsSpan()),
        double[] items => MemoryMarshal.AsBytes(items.AsSpan()),
        float[] items => MemoryMarshal.AsBytes(items.AsSpan()),
        // Signed and unsigned arrays are one to the runtime; the bits are what is written.
        _ => AsBytes(values, ElementSize(values)),
    };

    private static ReadOnlySpan<byte> AsBytes(Array values, int size) => MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(values), values.Length * size);

    private static int ElementSize(Array values) => values switch
    {
        long[] => 8,
        int[] => 4,
        short[] => 2,
        _ => 1,
    };

    private static void WriteTexts(Stream entry, string[] texts, int longest)
    {
        byte[] cell = new byte[4 * longest];
        foreach (string text in texts)
        {
            Array.Clear(cell);
            Encoding.UTF32.GetBytes(text, cell);
            entry.Write(cell);
        }
    }
}
