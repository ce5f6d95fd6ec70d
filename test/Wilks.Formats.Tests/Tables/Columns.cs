using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

/// <summary>Whole columns of tables, and what makes two the same.</summary>
internal static class Columns
{
    public static IEventTable Open(string name, byte[] bytes, TableOptions? options = null) => TableFormats.Open(new ByteSource(name, bytes), options ?? new TableOptions());

    public static ColumnData Read(IEventTable table, string name, RowRange? rows = null)
    {
        ColumnData[] parts = [.. table.Read([name], rows ?? RowRange.All).Select(chunk => chunk.Columns[0])];
        return parts.Length == 0 ? new ColumnData(table.Columns.First(column => column.Name == name), ElementTypes.Create(table.Columns.First(column => column.Name == name).Type, 0), []) : ColumnJoin.Of(parts[0], parts);
    }

    public static IEnumerable<TableChunk> Chunks(IEventTable table, IReadOnlyList<string> names, RowRange? rows = null) => table.Read(names, rows ?? RowRange.All);

    public static void AssertSame(IEventTable expected, IEventTable actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.Columns.Select(column => (column.Name, column.Type, column.Depth)), actual.Columns.Select(column => (column.Name, column.Type, column.Depth)));
        foreach (ColumnInfo column in expected.Columns) AssertSame(Read(expected, column.Name), Read(actual, column.Name));
    }

    public static void AssertSame(ColumnData expected, ColumnData actual)
    {
        Assert.Equal(expected.Values.GetType(), actual.Values.GetType());
        Assert.True(expected.Values.Cast<object>().SequenceEqual(actual.Values.Cast<object>()), $"values of '{expected.Info.Name}'");
        Assert.Equal(expected.Offsets, actual.Offsets);
        Assert.Equal(expected.IsNull ?? [], actual.IsNull ?? []);
    }
}
