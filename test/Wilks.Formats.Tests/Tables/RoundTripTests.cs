using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

public sealed class RoundTripTests
{
    private const int Rows = 2500;

    [Fact]
    public void Parquet_gives_back_every_flat_type_with_and_without_missing_values()
    {
        using var table = SampleTable.Flat(Rows);

        using IEventTable read = Columns.Open("t.parquet", Written.Parquet(table));

        Columns.AssertSame(table, read);
    }

    [Fact]
    public void Parquet_gives_back_lists_and_lists_of_lists_of_every_type()
    {
        using var table = SampleTable.Lists(Rows);

        using IEventTable read = Columns.Open("t.parquet", Written.Parquet(table));

        Columns.AssertSame(table, read);
    }

    [Fact]
    public void An_npz_gives_back_every_flat_type()
    {
        using var table = SampleTable.Flat(Rows, withNulls: false);

        using IEventTable read = Columns.Open("t.npz", Written.Npz(table));

        Columns.AssertSame(table, read);
    }

    [Fact]
    public void An_npz_gives_back_lists_of_fixed_length()
    {
        int[] offsets = [.. Enumerable.Range(0, Rows + 1).Select(row => 3 * row)];
        var column = new ColumnData(new ColumnInfo("p", ColumnType.Float, 1, 3), SampleTable.Values(ColumnType.Float, 3 * Rows), [offsets]);
        using var table = new SampleTable("fixed", [column], Rows);

        using IEventTable read = Columns.Open("t.npz", Written.Npz(table));

        Columns.AssertSame(table, read);
        Assert.Equal(3, read.Columns[0].FixedLength);
    }

    [Fact]
    public void An_npz_refuses_missing_whole_numbers()
    {
        using var table = SampleTable.Flat(Rows);

        TableException refusal = Assert.Throws<TableException>(() => Written.Npz(table));

        Assert.Contains("row 1", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Parquet", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(',', "t.csv")]
    [InlineData('\t', "t.tsv")]
    public void Separated_text_gives_back_what_its_types_hold(char separator, string name)
    {
        string[] types = ["boolean", "int64", "double", "text"];
        using IEventTable table = EventTables.Select(SampleTable.Flat(Rows), [.. types, .. types.Select(type => $"{type}_or_null")]);

        using IEventTable read = Columns.Open(name, Written.Csv(table, separator));

        Columns.AssertSame(table, read);
    }

    [Fact]
    public void A_column_alone_keeps_its_missing_values_in_text()
    {
        using IEventTable table = EventTables.Select(SampleTable.Flat(Rows), ["double_or_null"]);

        using IEventTable read = Columns.Open("t.csv", Written.Csv(table));

        Columns.AssertSame(table, read);
    }

    [Theory]
    [InlineData("t.parquet")]
    [InlineData("t.npz")]
    [InlineData("t.csv")]
    public void Any_range_of_rows_is_a_part_of_all(string name)
    {
        using IEventTable table = EventTables.Select(SampleTable.Flat(70_000, withNulls: false), ["int64", "text"]);
        byte[] bytes = name == "t.npz" ? Written.Npz(table) : name == "t.csv" ? Written.Csv(table) : Written.Parquet(table);
        using IEventTable read = Columns.Open(name, bytes);

        foreach ((long first, long count) in new (long, long)[] { (0, 1), (1, 2), (65_535, 2), (65_536, 3), (69_999, 100), (100, 69_000) })
        {
            var range = new RowRange(first, count);
            Assert.Equal(first, Columns.Chunks(read, ["int64"], range).First().FirstRow);
            Columns.AssertSame(Columns.Read(table, "int64", range), Columns.Read(read, "int64", range));
            Columns.AssertSame(Columns.Read(table, "text", range), Columns.Read(read, "text", range));
        }
        Assert.Empty(Columns.Chunks(read, ["int64"], new RowRange(70_000, 1)));
        Assert.Empty(Columns.Chunks(read, ["int64"], new RowRange(5, 0)));
    }

    [Fact]
    public void An_empty_table_stays_empty()
    {
        using var table = SampleTable.Flat(0);

        using IEventTable read = Columns.Open("t.parquet", Written.Parquet(table));

        Assert.Equal(0, read.RowCount);
        Assert.Empty(Columns.Chunks(read, ["double"]));
    }
}
