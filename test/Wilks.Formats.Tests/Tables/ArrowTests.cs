using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Files and streams of Apache's own library.</summary>
public sealed class ArrowTests
{
    private const int Rows = 1000;

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, CompressionCodecType.Lz4Frame)]
    [InlineData(true, CompressionCodecType.Zstd)]
    [InlineData(false, null)]
    [InlineData(false, CompressionCodecType.Zstd)]
    public void Every_type_is_read_from_files_and_streams_with_each_codec(bool isFile, CompressionCodecType? codec)
    {
        using RecordBatch batch = Batch();
        using IEventTable table = Columns.Open("t.arrow", Write(batch, isFile, codec));

        Assert.Equal(2 * Rows, table.RowCount);
        Assert.Equal(
            [ColumnType.Boolean, ColumnType.Int8, ColumnType.UInt16, ColumnType.Int32, ColumnType.Int64, ColumnType.UInt64, ColumnType.Float, ColumnType.Double, ColumnType.Text, ColumnType.Int64, ColumnType.Int32],
            table.Columns.Select(column => column.Type));
        Assert.Equal(Twice(row => row % 3 == 0), (bool[])Columns.Read(table, "flag").Values);
        Assert.Equal(Twice(row => (sbyte)row), (sbyte[])Columns.Read(table, "i8").Values);
        Assert.Equal(Twice(row => (ulong)row * 3), (ulong[])Columns.Read(table, "u64").Values);
        Assert.Equal(Twice(row => row % 5 == 2 ? double.NaN : row / 3.0), (double[])Columns.Read(table, "real").Values);
        Assert.Equal(Twice(row => row % 5 == 2), Columns.Read(table, "real").IsNull);
        Assert.Equal(Twice(row => $"é {row}"), (string[])Columns.Read(table, "word").Values);
        Assert.Equal(Twice(row => row * 1_000_000L), (long[])Columns.Read(table, "time").Values);
    }

    [Fact]
    public void Lists_are_read_over_batches()
    {
        using RecordBatch batch = Batch();
        using IEventTable table = Columns.Open("t.arrow", Write(batch, true, CompressionCodecType.Zstd));

        ColumnData list = Columns.Read(table, "list");

        Assert.Equal(1, table.Columns[^1].Depth);
        int[] lengths = [.. list.Offsets[0].Zip(list.Offsets[0].Skip(1), (start, end) => end - start)];
        Assert.Equal(Twice(row => row % 4), lengths);
        Assert.Equal(Enumerable.Repeat(Enumerable.Range(0, Rows).SelectMany(row => Enumerable.Repeat(row, row % 4)), 2).SelectMany(rows => rows), (int[])list.Values);
    }

    [Fact]
    public void A_range_of_rows_may_lie_across_batches()
    {
        using RecordBatch batch = Batch();
        using IEventTable table = Columns.Open("t.arrow", Write(batch, true, null));

        ColumnData part = Columns.Read(table, "i32", new RowRange(Rows - 2, 4));

        Assert.Equal([Rows - 2, Rows - 1, 0, 1], (int[])part.Values);
    }

    [Fact]
    public void Dictionaries_structures_decimals_dates_and_nulls_are_read()
    {
        var indices = new Int8Array.Builder().Append(1).AppendNull().Append(0).Build();
        var words = new DictionaryArray(new DictionaryType(Int8Type.Default, StringType.Default, false), indices, new StringArray.Builder().Append("signal").Append("background").Build());
        var type = new StructType([new Field("px", DoubleType.Default, true), new Field("n", Int32Type.Default, true)]);
        var structure = new StructArray(type, 3, [new DoubleArray.Builder().Append(0.5).Append(1).Append(2).Build(), new Int32Array.Builder().Append(7).Append(8).Append(9).Build()], ArrowBuffer.Empty, 0);
        using RecordBatch batch = new RecordBatch.Builder()
            .Append("word", true, words)
            .Append("p", false, structure)
            .Append("money", false, new Decimal128Array.Builder(new Decimal128Type(10, 2)).Append(1.25m).Append(-3m).Append(0m).Build())
            .Append("day", false, new Date32Array.Builder().Append(DateTime.UnixEpoch.AddDays(2)).Append(DateTime.UnixEpoch).Append(DateTime.UnixEpoch).Build())
            .Append("none", true, new NullArray(3))
            .Build();

        using IEventTable table = Columns.Open("t.arrow", Write(batch, true, null));

        Assert.Equal(["word", "p.px", "p.n", "money", "day", "none"], table.Columns.Select(column => column.Name));
        var first = new RowRange(0, 3);
        Assert.Equal(["background", "", "signal"], (string[])Columns.Read(table, "word", first).Values);
        Assert.Equal([false, true, false], Columns.Read(table, "word", first).IsNull!);
        Assert.Equal([0.5, 1, 2], (double[])Columns.Read(table, "p.px", first).Values);
        Assert.Equal([7, 8, 9], (int[])Columns.Read(table, "p.n", first).Values);
        Assert.Equal([1.25, -3, 0], (double[])Columns.Read(table, "money", first).Values);
        Assert.Equal(172_800_000_000_000L, ((long[])Columns.Read(table, "day", first).Values)[0]);
        Assert.Equal([true, true, true], Columns.Read(table, "none", first).IsNull!);
    }

    [Fact]
    public void Feather_of_version_1_is_refused_with_advice()
    {
        TableException refusal = Assert.Throws<TableException>(() => Columns.Open("t.feather", "FEA1........"u8.ToArray()));

        Assert.Contains("version 1", refusal.Message, StringComparison.Ordinal);
    }

    internal static byte[] Write(RecordBatch batch, bool isFile, CompressionCodecType? codec)
    {
        using var stream = new MemoryStream();
        var options = new IpcOptions { CompressionCodec = codec, CompressionCodecFactory = codec is null ? null : new CompressionCodecFactory() };
        using ArrowStreamWriter writer = isFile ? new ArrowFileWriter(stream, batch.Schema, leaveOpen: true, options) : new ArrowStreamWriter(stream, batch.Schema, leaveOpen: true, options);
        writer.WriteStart();
        writer.WriteRecordBatch(batch);
        writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return stream.ToArray();
    }

    internal static RecordBatch Batch()
    {
        IEnumerable<int> rows = Enumerable.Range(0, Rows);
        var real = new DoubleArray.Builder();
        foreach (int row in rows) _ = row % 5 == 2 ? real.AppendNull() : real.Append(row / 3.0);
        var list = new ListArray.Builder(Int32Type.Default);
        var items = (Int32Array.Builder)list.ValueBuilder;
        foreach (int row in rows)
        {
            list.Append();
            for (int i = 0; i < row % 4; i++) items.Append(row);
        }
        var time = new TimestampArray.Builder(new TimestampType(TimeUnit.Millisecond, "UTC"));
        foreach (int row in rows) time.Append(DateTimeOffset.UnixEpoch.AddMilliseconds(row));
        return new RecordBatch.Builder()
            .Append("flag", false, new BooleanArray.Builder().AppendRange(rows.Select(row => row % 3 == 0)).Build())
            .Append("i8", false, new Int8Array.Builder().AppendRange(rows.Select(row => (sbyte)row)).Build())
            .Append("u16", false, new UInt16Array.Builder().AppendRange(rows.Select(row => (ushort)row)).Build())
            .Append("i32", false, new Int32Array.Builder().AppendRange(rows).Build())
            .Append("i64", false, new Int64Array.Builder().AppendRange(rows.Select(row => (long)row)).Build())
            .Append("u64", false, new UInt64Array.Builder().AppendRange(rows.Select(row => (ulong)row * 3)).Build())
            .Append("f32", false, new FloatArray.Builder().AppendRange(rows.Select(row => row * 0.5f)).Build())
            .Append("real", true, real.Build())
            .Append("word", false, new StringArray.Builder().AppendRange(rows.Select(row => $"é {row}")).Build())
            .Append("time", false, time.Build())
            .Append("list", false, list.Build())
            .Build();
    }

    private static T[] Twice<T>(Func<int, T> value) => [.. Enumerable.Range(0, Rows).Select(value), .. Enumerable.Range(0, Rows).Select(value)];
}
