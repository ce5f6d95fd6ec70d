using Wilks.Formats.Tables;
using Wilks.Root.Tests;

namespace Wilks.Formats.Tests.Tables;

/// <summary>RNTuples through the face of tables.</summary>
public sealed class NtupleTableTests
{
    private const string File = "kinds.root";

    private static readonly string[] s_chosen = ["text", "Real64", "nested"];

    [Fact]
    public void The_only_ntuple_of_a_file_is_its_table()
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        Assert.Equal("kinds.root:kinds", table.Name);
        Assert.Equal(NtupleKinds.EntryCount, table.RowCount);
        Assert.Equal(NtupleKinds.Expected.Keys.Order(), table.Columns.Select(column => column.Name).Order());
    }

    [Theory]
    [InlineData("Bit", ColumnType.Boolean, 0)]
    [InlineData("SplitInt16", ColumnType.Int16, 0)]
    [InlineData("UInt64", ColumnType.UInt64, 0)]
    [InlineData("Real16", ColumnType.Float, 0)]
    [InlineData("SplitReal64", ColumnType.Double, 0)]
    [InlineData("count", ColumnType.Int64, 0)]
    [InlineData("text", ColumnType.Text, 0)]
    [InlineData("Index32", ColumnType.UInt8, 1)]
    [InlineData("optional", ColumnType.Double, 1)]
    [InlineData("nested", ColumnType.Int16, 2)]
    [InlineData("variant._index", ColumnType.Int32, 0)]
    [InlineData("variant.1", ColumnType.Float, 1)]
    public void Fields_are_columns_of_their_type_and_depth(string name, ColumnType type, int depth)
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        Assert.Equal(new ColumnInfo(name, type, depth), Assert.Single(table.Columns, column => column.Name == name));
    }

    [Fact]
    public void Every_column_has_the_values_of_the_file()
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        foreach ((string name, (Array values, long[][] offsets)) in NtupleKinds.Expected)
        {
            ColumnData read = Columns.Read(table, name);
            Assert.Equal(values, read.Values);
            Assert.Equal(offsets, read.Offsets.Select(level => Array.ConvertAll(level, offset => (long)offset)));
        }
    }

    [Theory]
    [InlineData(0, 7)]
    [InlineData(2, 3)]
    [InlineData(6, 100)]
    [InlineData(7, 1)]
    public void Rows_are_those_of_the_range_and_columns_in_the_order_asked_for(long first, long count)
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        TableChunk[] chunks = [.. Columns.Chunks(table, s_chosen, new RowRange(first, count))];

        Assert.All(chunks, chunk => Assert.Equal(s_chosen, chunk.Columns.Select(column => column.Info.Name)));
        Assert.Equal(((double[])NtupleKinds.Expected["Real64"].Values).Skip((int)first).Take((int)count), chunks.SelectMany(chunk => (double[])chunk.Columns[1].Values));
        Assert.Equal(((string[])NtupleKinds.Expected["text"].Values).Skip((int)first).Take((int)count), chunks.SelectMany(chunk => (string[])chunk.Columns[0].Values));
        Assert.Equal(Math.Min(count, NtupleKinds.EntryCount - first), chunks.Sum(chunk => chunk.RowCount));
    }

    [Fact]
    public void Many_rows_come_in_chunks_one_after_another()
    {
        const int perCluster = 70_000;
        using NtupleFile draft = new();
        int[][] clusters = [.. Enumerable.Range(0, 3).Select(cluster => Enumerable.Range(cluster * perCluster, perCluster).ToArray())];
        draft.Column(draft.Field("x", "std::int32_t"), new Wilks.Root.PageEncoding(Wilks.Root.PageType.SplitInt32, 32, 0, 0), clusters);
        using IEventTable table = Columns.Open("long.root", draft.Finish("long", [perCluster, perCluster, perCluster]));

        TableChunk[] chunks = [.. Columns.Chunks(table, ["x"])];

        Assert.True(chunks.Length > 1);
        Assert.Equal(chunks.Select(chunk => chunk.FirstRow), chunks.Select((_, index) => chunks.Take(index).Sum(chunk => (long)chunk.RowCount)));
        Assert.Equal(Enumerable.Range(0, 3 * perCluster), chunks.SelectMany(chunk => (int[])chunk.Columns[0].Values));
    }

    [Fact]
    public void A_column_that_is_not_there_is_told_with_the_nearest()
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        TableException refusal = Assert.Throws<TableException>(() => Columns.Read(table, "optinal"));

        Assert.Contains("no column 'optinal'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'optional'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_and_variants_are_no_columns_but_what_they_hold_is()
    {
        using IEventTable table = Columns.Open(File, NtupleKinds.Bytes);

        string[] names = [.. table.Columns.Select(column => column.Name)];
        Assert.Equal([], names.Intersect(["record", "variant"]));
        Assert.Equal(4, names.Intersect(["record.array", "variant._index", "variant.0", "variant.1"]).Count());
        Assert.Empty(table.Unreadable);
    }
}
