namespace Wilks.Formats.Tables.Numpy;

/// <summary>Makes columns from the rows of an array.</summary>
internal static class NumpyRows
{
    private const int MostRows = 1 << 16;
    private const int MostBytes = 1 << 24;

    /// <summary>How many rows to read at a time, so that they take little memory.</summary>
    public static int ChunkRows(long rowSize) => (int)Math.Clamp(MostBytes / Math.Max(1, rowSize), 1, MostRows);

    /// <summary>One column of some rows.</summary>
    public static ColumnData Column(NumpyField field, NumpyLayout layout, ReadOnlySpan<byte> rows, int count)
    {
        if (field.Info.Depth == 0) return new ColumnData(field.Info, field.Type.Decode(rows, field.Offset, layout.RowSize, count), []);

        int[] offsets = [.. Enumerable.Range(0, count + 1).Select(row => row * field.PerRow)];
        bool isDense = layout.RowSize == (long)field.PerRow * field.Type.Size;
        if (isDense) return new ColumnData(field.Info, field.Type.Decode(rows, 0, field.Type.Size, count * field.PerRow), [offsets]);

        Array values = ElementTypes.Create(field.Info.Type, count * field.PerRow);
        for (int row = 0; row < count; row++) field.Type.Decode(rows, (row * layout.RowSize) + field.Offset, field.Type.Size, field.PerRow).CopyTo(values, row * field.PerRow);
        return new ColumnData(field.Info, values, [offsets]);
    }
}
