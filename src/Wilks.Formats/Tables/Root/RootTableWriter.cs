using Wilks.Root;

namespace Wilks.Formats.Tables.Root;

/// <summary>Writes a table as the tree <c>events</c> of a ROOT file. The tree is held in memory while it is written.</summary>
internal static class RootTableWriter
{
    private const string TreeName = "events";

    /// <exception cref="TableException">A tree can't hold a column.</exception>
    public static void Write(IEventTable table, Stream stream, CancellationToken cancellationToken)
    {
        HashSet<string> lists = [.. table.Columns.Where(column => column.Depth == 1).Select(column => column.Name)];
        var written = new List<TreeColumn>();
        foreach (ColumnInfo column in table.Columns)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Require(column);
            ColumnData data = Whole(table, column, cancellationToken);

            // The writer makes the column that counts a list itself: one that is there already says the same, or stands in the way.
            if (column.Depth == 0 && column.Name.StartsWith('n') && lists.Contains(column.Name[1..]) && Counts(table, column.Name[1..], data, cancellationToken)) continue;

            written.Add(new TreeColumn(column.Name, data.Values, column.Depth == 0 ? null : Array.ConvertAll(data.Offsets[0], offset => (long)offset)));
        }

        using RootWriter writer = RootWriter.Create(stream);
        writer.Write(TreeName, written);
    }

    private static void Require(ColumnInfo column)
    {
        if (column.Depth > 1) throw new TableException($"Column '{column.Name}' is {ElementTypes.Describe(column)}, which a tree can't hold. Write Parquet.");
        if (column.Depth == 1 && column.Type == ColumnType.Text) throw new TableException($"Column '{column.Name}' is a list of text, which a tree can't hold. Write Parquet.");
    }

    private static ColumnData Whole(IEventTable table, ColumnInfo column, CancellationToken cancellationToken)
    {
        ColumnData[] parts = [.. table.Read([column.Name], RowRange.All, cancellationToken).Select(chunk => chunk.Columns[0])];
        bool isMissing = column.Type is not (ColumnType.Float or ColumnType.Double) && parts.Any(part => part.IsNull?.Contains(true) == true);
        if (isMissing) throw new TableException($"Column '{column.Name}' has rows without a value, which a tree can't hold for {ElementTypes.NameOf(column.Type)}. Write Parquet.");
        if (parts.Length > 0) return ColumnJoin.Of(parts[0], parts);

        int[][] offsets = [.. Enumerable.Range(0, column.Depth).Select(_ => new int[1])];
        return new ColumnData(column, ElementTypes.Create(column.Type, 0), offsets);
    }

    private static bool Counts(IEventTable table, string list, ColumnData counter, CancellationToken cancellationToken)
    {
        int[] offsets = Whole(table, table.Columns.First(column => column.Name == list), cancellationToken).Offsets[0];
        bool isSame = counter.Values is int[] counts && counts.Index().All(pair => pair.Item == offsets[pair.Index + 1] - offsets[pair.Index]);
        return isSame ? true : throw new TableException($"Column '{counter.Info.Name}' has the name of the count of '{list}', but other values. Rename it, or choose columns.");
    }
}
