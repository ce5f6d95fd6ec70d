using System.Text;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

public sealed class NumpyTests
{
    [Theory]
    [InlineData("<i2", new byte[] { 1, 0, 0xFE, 0xFF })]
    [InlineData(">i2", new byte[] { 0, 1, 0xFF, 0xFE })]
    public void Both_orders_of_bytes_are_read(string type, byte[] data)
    {
        using IEventTable table = Columns.Open("t.npy", Array($"'{type}'", "(2,)", data));

        Assert.Equal([(short)1, (short)-2], (short[])Columns.Read(table, "value").Values);
    }

    [Theory]
    [InlineData("|b1", ColumnType.Boolean, 1)]
    [InlineData("|i1", ColumnType.Int8, 1)]
    [InlineData("|u1", ColumnType.UInt8, 1)]
    [InlineData("<u2", ColumnType.UInt16, 2)]
    [InlineData(">i4", ColumnType.Int32, 4)]
    [InlineData("<u4", ColumnType.UInt32, 4)]
    [InlineData(">i8", ColumnType.Int64, 8)]
    [InlineData("<u8", ColumnType.UInt64, 8)]
    [InlineData(">f2", ColumnType.Float, 2)]
    [InlineData("<f4", ColumnType.Float, 4)]
    [InlineData(">f8", ColumnType.Double, 8)]
    [InlineData("<M8[s]", ColumnType.Int64, 8)]
    [InlineData("|S4", ColumnType.Text, 4)]
    [InlineData(">U2", ColumnType.Text, 8)]
    public void Every_type_has_its_column(string type, ColumnType expected, int size)
    {
        using IEventTable table = Columns.Open("t.npy", Array($"'{type}'", "(3,)", new byte[3 * size]));

        Assert.Equal(expected, table.Columns[0].Type);
        Assert.Equal(3, Columns.Read(table, "value").Values.Length);
    }

    [Fact]
    public void Fields_are_columns_and_padding_is_none()
    {
        byte[] row = [1, 0, 9, 9, .. BitConverter.GetBytes(2.5), 3, 4];

        using IEventTable table = Columns.Open("t.npy", Array("[('i', '<i2'), ('', '|V2'), ('x', '<f8'), ('v', '|u1', (2,))]", "(2,)", [.. row, .. row]));

        Assert.Equal(["i", "x", "v"], table.Columns.Select(column => column.Name));
        Assert.Equal([2.5, 2.5], (double[])Columns.Read(table, "x").Values);
        Assert.Equal(new byte[] { 3, 4, 3, 4 }, (byte[])Columns.Read(table, "v").Values);
    }

    [Theory]
    [InlineData("'|O'", "(1,)", "Python objects")]
    [InlineData("'<c8'", "(1,)", "not read")]
    [InlineData("'<f8'", "(1, 1, 1)", "more than two dimensions")]
    public void What_is_no_column_says_why(string type, string shape, string reason)
    {
        using IEventTable table = Columns.Open("t.npy", Array(type, shape, new byte[8]));

        TableException refusal = Assert.Throws<TableException>(() => Columns.Chunks(table, ["value"]));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'<f8'", "(1000000000000,)")]
    [InlineData("'<f8'", "(4611686018427387904, 2)")]
    [InlineData("'<U2000000000'", "(100,)")]
    public void Absurd_shapes_are_refused(string type, string shape) =>
        Assert.Throws<TableException>(() => Columns.Open("t.npy", Array(type, shape, new byte[8])));

    internal static byte[] Array(string type, string shape, byte[] data)
    {
        byte[] header = Encoding.ASCII.GetBytes($"{{'descr': {type}, 'fortran_order': False, 'shape': {shape}, }}\n");
        return [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, (byte)(header.Length >> 8), .. header, .. data];
    }
}
