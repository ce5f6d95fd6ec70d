using Parquet;
using Parquet.Schema;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Files of another writer, and what is refused.</summary>
public sealed class ParquetTests
{
    private const int Rows = 3000;

    private static readonly int[] s_items = [1, 2, 3, 4];
    private static readonly int[] s_repetitions = [0, 1, 0, 1];
    private static readonly double[] s_momenta = [0.5, 1.5];

    [Theory]
    [InlineData(CompressionMethod.None)]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Gzip)]
    [InlineData(CompressionMethod.Brotli)]
    [InlineData(CompressionMethod.Zstd)]
    [InlineData(CompressionMethod.LZ4)]
    public async Task Files_of_Parquet_Net_are_read_with_each_codec(CompressionMethod codec)
    {
        (byte[] bytes, OtherColumns written) = await WriteWithParquetNet(codec, Rows);

        using IEventTable table = Columns.Open("t.parquet", bytes);

        Assert.Equal(2 * Rows, table.RowCount);
        Assert.Equal([.. written.Whole, .. written.Whole], (int[])Columns.Read(table, "whole").Values);
        ColumnData real = Columns.Read(table, "real");
        Assert.Equal([.. written.Real.Select(value => value ?? double.NaN), .. written.Real.Select(value => value ?? double.NaN)], (double[])real.Values);
        Assert.Equal(written.Real[1] is null, real.IsNull![1]);
        Assert.Equal([.. written.Word, .. written.Word], (string[])Columns.Read(table, "word").Values);
        Assert.Equal([.. written.Flag, .. written.Flag], (bool[])Columns.Read(table, "flag").Values);
    }

    [Fact]
    public async Task Lists_decimals_and_times_of_Parquet_Net_are_read()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var list = new ListField("list", new DataField<int>("item"));
        var money = new DecimalDataField("money", 18, 4);
        var time = new DataField<DateTime>("time");
        var schema = new ParquetSchema(list, money, time);
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: stop))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            var item = (DataField)list.Item;
            int[] definitions = [.. s_items.Select(_ => item.MaxDefinitionLevel)];
            await group.WriteAllPartsAsync<int>(item, s_items, definitions, s_repetitions, stop);
            await group.WriteAsync<decimal>(money, new decimal[] { 1.25m, -3.5m }, cancellationToken: stop);
            await group.WriteAsync<DateTime>(time, new[] { DateTime.UnixEpoch.AddSeconds(1.5), DateTime.UnixEpoch }, cancellationToken: stop);
        }

        using IEventTable table = Columns.Open("t.parquet", stream.ToArray());

        Assert.Equal(["list", "money", "time"], table.Columns.Select(column => column.Name));
        ColumnData read = Columns.Read(table, "list");
        Assert.Equal([1, 2, 3, 4], (int[])read.Values);
        Assert.Equal([0, 2, 4], read.Offsets[0]);
        Assert.Equal([1.25, -3.5], (double[])Columns.Read(table, "money").Values);
        Assert.Equal([1_500_000_000L, 0L], (long[])Columns.Read(table, "time").Values);
    }

    [Fact]
    public async Task Members_of_structures_are_columns_of_their_own()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        var px = new DataField<double>("px");
        var hit = new DataField<int>("n");
        var schema = new ParquetSchema(new StructField("p", px), new ListField("hits", new StructField("element", hit)));
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: stop))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            int[] present = [px.MaxDefinitionLevel, px.MaxDefinitionLevel];
            int[] inLists = [.. s_items.Select(_ => hit.MaxDefinitionLevel)];
            await group.WriteAllPartsAsync<double>(px, s_momenta, present, null, stop);
            await group.WriteAllPartsAsync<int>(hit, s_items, inLists, s_repetitions, stop);
        }

        using IEventTable table = Columns.Open("t.parquet", stream.ToArray());

        Assert.Equal(["p.px", "hits.n"], table.Columns.Select(column => column.Name));
        Assert.Equal(s_momenta, (double[])Columns.Read(table, "p.px").Values);
        Assert.Equal([0, 2, 4], Columns.Read(table, "hits.n").Offsets[0]);
        Assert.Equal(s_items, (int[])Columns.Read(table, "hits.n").Values);
    }

    [Fact]
    public async Task Parquet_Net_reads_what_is_written_here()
    {
        using IEventTable table = EventTables.Select(SampleTable.Flat(Rows), ["double", "double_or_null", "text", "int8", "boolean"]);
        using var stream = new MemoryStream(Written.Parquet(table));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        DataField[] fields = reader.Schema.GetDataFields();

        double?[] plain = new double?[Rows];
        double?[] orNull = new double?[Rows];
        string?[] words = new string?[Rows];
        await group.ReadAsync<double>(fields[0], plain.AsMemory(), null, TestContext.Current.CancellationToken);
        await group.ReadAsync<double>(fields[1], orNull.AsMemory(), null, TestContext.Current.CancellationToken);
        await group.ReadAsync(fields[2], words.AsMemory(), null, TestContext.Current.CancellationToken);

        ColumnData expected = Columns.Read(table, "double_or_null");
        Assert.Equal(((double[])Columns.Read(table, "double").Values).Select(value => (double?)value), plain);
        Assert.Equal(((double[])expected.Values).Select((value, row) => expected.IsNull![row] ? (double?)null : value), orNull);
        Assert.Equal((string[])Columns.Read(table, "text").Values, words);
        Assert.Equal([typeof(sbyte), typeof(bool)], fields[3..].Select(field => field.ClrType));
    }

    [Fact]
    public async Task Parquet_Net_reads_lists_that_are_written_here()
    {
        using IEventTable table = EventTables.Select(SampleTable.Lists(Rows), ["int32_list", "int32_lists"]);
        using var stream = new MemoryStream(Written.Parquet(table));
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);

        foreach ((DataField field, string name) in reader.Schema.GetDataFields().Zip(["int32_list", "int32_lists"]))
        {
            ColumnData expected = Columns.Read(table, name);
            int entries = (int)group.GetMetadata(field)!.MetaData!.NumValues;
            int[] values = new int[entries];
            int[] definitions = new int[entries];
            await group.ReadRawAsync<int>(field, values.AsMemory(), definitions.AsMemory(), new int[entries].AsMemory(), TestContext.Current.CancellationToken);

            Assert.Equal((int[])expected.Values, values[..expected.Values.Length]);
            Assert.Equal(expected.Info.Depth, field.MaxRepetitionLevel);
            Assert.Equal(expected.Values.Length, definitions.Count(level => level == field.MaxDefinitionLevel));
        }
    }

    [Fact]
    public void Large_row_groups_come_in_chunks()
    {
        const int rows = 200_000;
        const int mostRows = 1 << 16;
        using IEventTable table = EventTables.Select(SampleTable.Flat(rows, withNulls: false), ["double"]);

        using IEventTable read = Columns.Open("t.parquet", Written.Parquet(table));

        Assert.All(Columns.Chunks(read, ["double"]), chunk => Assert.InRange(chunk.RowCount, 1, mostRows));
        Columns.AssertSame(Columns.Read(table, "double"), Columns.Read(read, "double"));
    }

    [Fact]
    public void A_file_that_is_cut_off_is_named()
    {
        byte[] bytes = Written.Parquet(SampleTable.Flat(10));

        TableException refusal = Assert.Throws<TableException>(() => Columns.Open("cut.parquet", bytes[..^5]));

        Assert.Contains("'cut.parquet' is damaged at byte", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("PAR1", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A file of another writer, compressed by one method.</summary>
    internal static byte[] WithCodec(CompressionMethod codec, int rows) => WriteWithParquetNet(codec, rows).GetAwaiter().GetResult().Bytes;

    private static async Task<(byte[] Bytes, OtherColumns Written)> WriteWithParquetNet(CompressionMethod codec, int rows)
    {
        var whole = new DataField<int>("whole");
        var real = new DataField<double?>("real");
        var word = new DataField<string>("word");
        var flag = new DataField<bool>("flag");
        var written = new OtherColumns(
            [.. Enumerable.Range(0, rows).Select(row => row * row)],
            [.. Enumerable.Range(0, rows).Select(row => row % 7 == 1 ? (double?)null : row / 3.0)],
            [.. Enumerable.Range(0, rows).Select(row => $"word {row % 11}")],
            [.. Enumerable.Range(0, rows).Select(row => row % 3 == 0)]);
        using var stream = new MemoryStream();
        var options = new ParquetOptions { CompressionMethod = codec };
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(whole, real, word, flag), stream, options))
        {
            for (int i = 0; i < 2; i++)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync<int>(whole, written.Whole);
                await group.WriteAsync<double>(real, written.Real);
                await group.WriteAsync(word, written.Word);
                await group.WriteAsync<bool>(flag, written.Flag);
            }
        }
        return (stream.ToArray(), written);
    }

    private sealed record OtherColumns(int[] Whole, double?[] Real, string[] Word, bool[] Flag);
}
