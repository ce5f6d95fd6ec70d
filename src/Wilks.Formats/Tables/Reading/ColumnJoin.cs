namespace Wilks.Formats.Tables;

/// <summary>Parts of a column, one behind the other, as one.</summary>
internal static class ColumnJoin
{
    /// <summary>Joins parts.</summary>
    /// <param name="like">A column of the same type and depth, for when there are no parts.</param>
    /// <param name="parts">The parts.</param>
    public static ColumnData Of(ColumnData like, IReadOnlyList<ColumnData> parts)
    {
        if (parts.Count == 1) return parts[0];
        Array values = Array.CreateInstanceFromArrayType(like.Values.GetType(), parts.Sum(part => part.Values.Length));
        var offsets = new List<int[]>();
        int at = 0;
        foreach (ColumnData part in parts)
        {
            part.Values.CopyTo(values, at);
            at += part.Values.Length;
        }
        for (int level = 0; level < like.Info.Depth; level++)
        {
            var ends = new List<int> { 0 };
            foreach (ColumnData part in parts)
            {
                int start = ends[^1];
                ends.AddRange(part.Offsets[level].Skip(1).Select(end => start + end));
            }
            offsets.Add([.. ends]);
        }
        bool[]? isNull = parts.Any(part => part.IsNull is not null) ? [.. parts.SelectMany(part => part.IsNull ?? new bool[part.Values.Length])] : null;
        return new ColumnData(like.Info, values, offsets, isNull);
    }
}
