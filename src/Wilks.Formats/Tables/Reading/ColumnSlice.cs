namespace Wilks.Formats.Tables;

/// <summary>Rows cut out of a column.</summary>
internal static class ColumnSlice
{
    /// <summary>A part of a column as arrays of its own.</summary>
    public static ColumnData Of(ColumnData column, int first, int count)
    {
        int rows = column.Info.Depth == 0 ? column.Values.Length : column.Offsets[0].Length - 1;
        if (first == 0 && count == rows) return column;

        bool[]? nulls = column.IsNull?[first..(first + count)];
        if (nulls is not null && !nulls.Contains(true)) nulls = null;
        if (column.Info.Depth == 0) return column with { Values = Elements(column.Values, first, count), IsNull = nulls };

        (int from, int to) = (first, first + count);
        var offsets = new List<int[]>();
        foreach (int[] level in column.Offsets)
        {
            int start = level[from];
            offsets.Add([.. level[from..(to + 1)].Select(offset => offset - start)]);
            (from, to) = (start, level[to]);
        }
        return column with { Values = Elements(column.Values, from, to - from), Offsets = offsets, IsNull = nulls };
    }

    private static Array Elements(Array values, int first, int count)
    {
        Array part = Array.CreateInstanceFromArrayType(values.GetType(), count);
        Array.Copy(values, first, part, 0, count);
        return part;
    }
}
