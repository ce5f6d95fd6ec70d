using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

public sealed class PickleTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_plain_frame_is_read_in_each_protocol(int protocol)
    {
        using IEventTable table = Columns.Open("t.pkl", PickleText.Frame(protocol, [1, 2.5, -3], [4, 5, double.NaN], ["a", null, "c"]));

        Assert.Equal(3, table.RowCount);
        Assert.Equal(["x", "y", "s"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, 2.5, -3], (double[])Columns.Read(table, "x").Values);
        Assert.Equal([4, 5, double.NaN], (double[])Columns.Read(table, "y").Values);
        Assert.Equal(["a", "", "c"], (string[])Columns.Read(table, "s").Values);
        Assert.Equal([false, true, false], Columns.Read(table, "s").IsNull!);
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("pandas.core.series", "Series")]
    public void A_name_off_the_list_ends_it_with_advice(string module, string name)
    {
        byte[] bytes = new PickleText().Op(0x80).Op(2).Name(module, name).Op('(').Text("echo").Op('t').Op('R').ToArray();

        TableException refusal = Assert.Throws<TableException>(() => Columns.Open("t.pkl", bytes));

        Assert.Contains($"'{module}.{name}'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Parquet", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pandas.core.arrays.categorical", "Categorical")]
    [InlineData("pandas.core.arrays.integer", "IntegerArray")]
    [InlineData("pandas.core.arrays.string_", "StringArray")]
    [InlineData("pandas.core.arrays.period", "PeriodArray")]
    public void A_column_of_a_type_of_pandas_own_is_left_out_alone(string module, string name)
    {
        using IEventTable table = Columns.Open("t.pkl", PickleText.FrameWith(module, name, [1, 2.5], [7, 8]));

        Assert.Equal(["when", "x"], table.Columns.Select(column => column.Name));
        Assert.Equal([1, 2.5], (double[])Columns.Read(table, "x").Values);
        Assert.Equal([7.0, 8], (double[])Columns.Read(table, "when").Values);
        Assert.Contains(name, table.Unreadable["c"], StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_that_is_no_frame_is_refused()
    {
        TableException refusal = Assert.Throws<TableException>(() => Columns.Open("t.pkl", new PickleText().Op(0x80).Op(2).Whole(1).ToArray()));

        Assert.Contains("no pandas.DataFrame", refusal.Message, StringComparison.Ordinal);
    }
}
