using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

public sealed class EventTablesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-tables-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pattern_is_one_table_in_the_order_of_names()
    {
        Write("b.csv", "x,y\n3,4\n");
        Write("a.csv", "y,x\n2,1\n");

        using IEventTable table = EventTables.Open(Path.Combine(_folder, "*.csv"));

        Assert.Equal(2, table.RowCount);
        Assert.Equal([1L, 3L], (long[])Columns.Read(table, "x").Values);
        Assert.Equal([3L], (long[])Columns.Read(table, "x", new RowRange(1, 5)).Values);
        Assert.Equal([0L, 1L], Columns.Chunks(table, ["x"]).Select(chunk => chunk.FirstRow));
    }

    [Theory]
    [InlineData("x\n1\n", "lacks column 'y', which")]
    [InlineData("x,y,z\n1,2,3\n", "lacks column 'z', which")]
    [InlineData("x,y\n1,word\n", "column 'y' is text, but int64 in")]
    public void Files_that_differ_are_told_which_and_how(string second, string expected)
    {
        Write("a.csv", "x,y\n1,2\n");
        Write("b.csv", second);

        TableException refusal = Assert.Throws<TableException>(() => EventTables.Open([Path.Combine(_folder, "a.csv"), Path.Combine(_folder, "b.csv")]));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("b.csv", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_column_names_the_nearest()
    {
        Write("a.csv", "energy,mass\n1,2\n");
        using IEventTable table = EventTables.Open(Path.Combine(_folder, "a.csv"));

        TableException refusal = Assert.Throws<TableException>(() => Columns.Chunks(table, ["enrgy"]));

        Assert.Contains("has no column 'enrgy'. Did you mean 'energy'?", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*.parquet", "matches no file")]
    [InlineData("none.csv", "doesn't exist")]
    [InlineData("", "is a directory")]
    public void What_is_not_there_is_told(string name, string expected)
    {
        TableException refusal = Assert.Throws<TableException>(() => EventTables.Open(Path.Combine(_folder, name)));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_in_a_file_of_one_table_is_refused()
    {
        Write("a.csv", "x\n1\n");

        TableException refusal = Assert.Throws<TableException>(() => EventTables.Open(Path.Combine(_folder, "a.csv:tree")));

        Assert.Contains("'tree' names nothing in it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_counts_before_the_extension()
    {
        File.WriteAllBytes(Path.Combine(_folder, "t.csv"), Written.Parquet(SampleTable.Flat(3)));

        using IEventTable table = EventTables.Open(Path.Combine(_folder, "t.csv"));

        Assert.Equal(24, table.Columns.Count);
    }

    [Fact]
    public void A_file_of_no_known_format_lists_those_that_are()
    {
        Write("t.xyz", "hello");

        TableException refusal = Assert.Throws<TableException>(() => EventTables.Open(Path.Combine(_folder, "t.xyz")));

        Assert.Contains("Parquet (.parquet, .pq)", refusal.Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
