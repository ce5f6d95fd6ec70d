using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Wilks.Formats.Tables;
using Wilks.Formats.Tables.Arrow;

namespace Wilks.Formats.Tests.Tables;

public sealed class ArrowWriterTests
{
    private const int Rows = 2500;

    public static TheoryData<int, string> Layouts => new() { { (int)ArrowLayout.File, "t.arrow" }, { (int)ArrowLayout.Feather, "t.feather" }, { (int)ArrowLayout.Stream, "t.arrows" } };

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_flat_type_comes_back_with_and_without_missing_values(int layout, string name)
    {
        using var table = SampleTable.Flat(Rows);

        using IEventTable read = Columns.Open(name, Written.Arrow(table, (ArrowLayout)layout));

        Columns.AssertSame(table, read);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Lists_and_lists_of_lists_of_every_type_come_back(int layout, string name)
    {
        using var table = SampleTable.Lists(Rows);

        using IEventTable read = Columns.Open(name, Written.Arrow(table, (ArrowLayout)layout));

        Columns.AssertSame(table, read);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Apache_s_library_reads_the_same(int layout, string name)
    {
        using var flat = SampleTable.Flat(Rows);
        using var lists = SampleTable.Lists(Rows);

        foreach (SampleTable table in new[] { flat, lists })
        {
            byte[] ours = Written.Arrow(table, (ArrowLayout)layout);
            using IEventTable again = Columns.Open(name, ByApache(ours, layout != (int)ArrowLayout.Stream));

            Columns.AssertSame(table, again);
        }
    }

    [Fact]
    public void A_fixed_number_of_elements_stays_fixed()
    {
        int[] offsets = [.. Enumerable.Range(0, Rows + 1).Select(row => 3 * row)];
        var column = new ColumnData(new ColumnInfo("p", ColumnType.Float, 1, 3), SampleTable.Values(ColumnType.Float, 3 * Rows), [offsets]);
        using var table = new SampleTable("fixed", [column], Rows);

        using IEventTable read = Columns.Open("t.feather", Written.Arrow(table, ArrowLayout.Feather));

        Columns.AssertSame(table, read);
        Assert.Equal(3, read.Columns[0].FixedLength);
    }

    [Fact]
    public void Small_chunks_are_joined_to_batches_and_any_range_is_a_part_of_all()
    {
        const int rows = 140_000;
        using IEventTable table = EventTables.Select(SampleTable.Flat(rows, withNulls: false), ["int64", "text"]);
        using IEventTable read = Columns.Open("t.arrow", Written.Arrow(table, ArrowLayout.File));

        Assert.Equal(3, Columns.Chunks(read, ["int64"]).Count());
        foreach ((long first, long count) in new (long, long)[] { (0, 1), (65_990, 20), (139_999, 100) })
        {
            var range = new RowRange(first, count);
            Columns.AssertSame(Columns.Read(table, "int64", range), Columns.Read(read, "int64", range));
            Columns.AssertSame(Columns.Read(table, "text", range), Columns.Read(read, "text", range));
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_empty_table_stays_empty(int layout, string name)
    {
        using var table = SampleTable.Flat(0);

        using IEventTable read = Columns.Open(name, Written.Arrow(table, (ArrowLayout)layout));

        Assert.Equal(0, read.RowCount);
        Assert.Equal(table.Columns.Select(column => column.Name), read.Columns.Select(column => column.Name));
    }

    [Theory]
    [InlineData("t.arrow")]
    [InlineData("t.arrows")]
    [InlineData("t.feather")]
    public void The_extension_chooses_the_layout(string name)
    {
        string folder = Directory.CreateTempSubdirectory("wilks-arrow-").FullName;
        try
        {
            string path = Path.Combine(folder, name);
            using var table = SampleTable.Flat(Rows);

            TableWriters.Write(table, path, TestContext.Current.CancellationToken);

            using IEventTable read = EventTables.Open(path);
            Columns.AssertSame(table, read);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Read by Apache's library, and written again by it.
    private static byte[] ByApache(byte[] bytes, bool isFile)
    {
        using var source = new MemoryStream(bytes);
        using ArrowStreamReader reader = isFile ? new ArrowFileReader(source, new CompressionCodecFactory()) : new ArrowStreamReader(source, new CompressionCodecFactory());
        using var stream = new MemoryStream();
        using var writer = new ArrowFileWriter(stream, reader.Schema, leaveOpen: true);
        writer.WriteStart();
        while (reader.ReadNextRecordBatch() is { } batch)
        {
            writer.WriteRecordBatch(batch);
            batch.Dispose();
        }
        writer.WriteEnd();
        return stream.ToArray();
    }
}
