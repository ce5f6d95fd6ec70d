using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;
using Wilks.Root;
using ColumnData = Wilks.Formats.Tables.ColumnData;
using Histogram = Wilks.Histograms.Histogram;

namespace Wilks.Formats.Tests.Tables;

/// <summary>ROOT files through the faces of tables and histograms.</summary>
public sealed class RootTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-root-tables").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_table_of_flat_columns_survives_a_tree()
    {
        using IEventTable table = SampleTable.Flat(2500, withNulls: false);

        TableWriters.Write(table, Path("flat.root"), TestContext.Current.CancellationToken);

        using IEventTable read = EventTables.Open(Path("flat.root"));
        Columns.AssertSame(table, read);
    }

    [Fact]
    public void A_list_survives_a_tree_with_the_column_that_counts_it()
    {
        ColumnData list = new(new ColumnInfo("pt", ColumnType.Double, 1), new double[] { 1, 2, 3 }, [[0, 2, 2, 3]]);
        using IEventTable table = new SampleTable("lists", [list], 3);

        TableWriters.Write(table, Path("lists.root"), TestContext.Current.CancellationToken);
        TableWriters.Write(EventTables.Open(Path("lists.root")), Path("again.root"), TestContext.Current.CancellationToken);

        using IEventTable read = EventTables.Open(Path("again.root:events"));
        Assert.Equal("npt pt", string.Join(' ', read.Columns.Select(column => column.Name)));
        Columns.AssertSame(list, Columns.Read(read, "pt"));
        Assert.Equal([2, 0, 1], (int[])Columns.Read(read, "npt").Values);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1999, 3)]
    [InlineData(3990, 100)]
    [InlineData(5000, 1)]
    public void Ranges_of_rows_are_those_of_the_whole(long first, long count)
    {
        using IEventTable table = SampleTable.Flat(4000, withNulls: false);
        TableWriters.Write(table, Path("range.root"), TestContext.Current.CancellationToken);

        using IEventTable read = EventTables.Open(Path("range.root"));

        Columns.AssertSame(Columns.Read(table, "double", new RowRange(first, count)), Columns.Read(read, "double", new RowRange(first, count)));
    }

    [Fact]
    public void Missing_whole_numbers_are_refused_rather_than_written_as_zero()
    {
        using IEventTable table = SampleTable.Flat(30);

        TableException exception = Assert.Throws<TableException>(() => TableWriters.Write(table, Path("nulls.root"), TestContext.Current.CancellationToken));

        Assert.Contains("without a value", exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path("nulls.root")));
    }

    [Fact]
    public void A_file_of_two_trees_asks_which()
    {
        using (RootWriter writer = RootWriter.Create(Path("two.root")))
        {
            writer.Write("a", [new TreeColumn("x", Doubles(1))]);
            writer.Write("dir/b", [new TreeColumn("x", Doubles(2))]);
        }

        TableException exception = Assert.Throws<TableException>(() => EventTables.Open(Path("two.root")));
        using IEventTable chosen = EventTables.Open(Path("two.root:dir/b"));

        Assert.Contains("dir/b", exception.Message, StringComparison.Ordinal);
        Assert.Equal([2.0], (double[])Columns.Read(chosen, "x").Values);
    }

    [Fact]
    public void Files_of_one_tree_each_are_one_table()
    {
        for (int i = 0; i < 3; i++) TableWriters.Write(new SampleTable("part", [new ColumnData(new ColumnInfo("x", ColumnType.Int32), new[] { 10 * i, (10 * i) + 1 }, [])], 2), Path($"part{i}.root"), TestContext.Current.CancellationToken);

        using IEventTable chained = EventTables.Open(Path("part*.root"));

        Assert.Equal([0, 1, 10, 11, 20, 21], (int[])Columns.Read(chained, "x").Values);
    }

    [Fact]
    public void Tables_of_the_same_rows_stand_beside_each_other()
    {
        ColumnData x = new(new ColumnInfo("x", ColumnType.Int32), Enumerable.Range(0, 2500).ToArray(), []), y = new(new ColumnInfo("y", ColumnType.Double), Enumerable.Range(0, 2500).Select(i => 0.5 * i).ToArray(), []);

        using IEventTable joined = EventTables.Join([new SampleTable("left", [x], 2500, 1000), new SampleTable("right", [y], 2500, 700)]);

        Assert.Equal("x y", string.Join(' ', joined.Columns.Select(column => column.Name)));
        TableChunk[] chunks = [.. joined.Read(["y", "x"], new RowRange(900, 400), TestContext.Current.CancellationToken)];
        Assert.Equal(400, chunks.Sum(chunk => chunk.RowCount));
        Assert.All(chunks, chunk => Assert.Equal(((int[])chunk.Columns[1].Values).Select(i => 0.5 * i), (double[])chunk.Columns[0].Values));
    }

    [Fact]
    public void Tables_of_other_lengths_or_with_one_name_twice_are_refused()
    {
        SampleTable two = new("two", [Numbers("x", 2)], 2), three = new("three", [Numbers("y", 3)], 3);

        Assert.Contains("3 rows", Assert.Throws<TableException>(() => EventTables.Join([two, three])).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Throws<TableException>(() => EventTables.Join([two, two])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Histograms_survive_a_file_flow_and_variances_included(int dimension)
    {
        IAxis[] axes = [new RegularAxis(4, 0, 2) { HasUnderflow = true, HasOverflow = true }, new VariableAxis([0, 1, 5]) { HasUnderflow = true, HasOverflow = true }];
        int cells = dimension == 1 ? 6 : 24;
        Histogram histogram = new("dir/mass", axes[..dimension], [.. Enumerable.Range(0, cells).Select(i => 1.5 * i)], [.. Enumerable.Range(0, cells).Select(i => 0.25 * i)]);

        HistogramFiles.Write([histogram], Path("h.root"));

        Histogram read = Assert.Single(HistogramFiles.Read(Path("h.root")));
        Histogram named = Assert.Single(HistogramFiles.Read(Path("h.root:dir/mass")));
        Assert.Equal("dir/mass", read.Name);
        Assert.Equal(histogram.Values.ToArray(), read.Values.ToArray());
        Assert.Equal(histogram.Variances.ToArray(), read.Variances.ToArray());
        Assert.Equal(histogram.Axes.Cast<INumericAxis>().Select(axis => axis.Edges), named.Axes.Cast<INumericAxis>().Select(axis => axis.Edges));
    }

    [Fact]
    public void A_histogram_without_flow_gets_an_empty_one()
    {
        Histogram histogram = new("h", [new RegularAxis(3, 0, 3)], [1, 2, 3]);

        HistogramFiles.Write([histogram], Path("inner.root"));

        Assert.Equal([0.0, 1, 2, 3, 0], HistogramFiles.Read(Path("inner.root"))[0].Values.ToArray());
    }

    private static double[] Doubles(params double[] values) => values;

    private static ColumnData Numbers(string name, int count) => new(new ColumnInfo(name, ColumnType.Int32), Enumerable.Range(1, count).ToArray(), []);

    private string Path(string name) => System.IO.Path.Combine(_folder, name);
}
