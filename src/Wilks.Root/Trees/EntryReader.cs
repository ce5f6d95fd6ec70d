namespace Wilks.Root;

/// <summary>Reads the entries of a basket into a part of a column.</summary>
internal static class EntryReader
{
    /// <summary>Reads the entries <paramref name="from"/> to <paramref name="to"/> of a basket.</summary>
    /// <param name="basket">The basket.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="from">The first entry, counted in the basket.</param>
    /// <param name="to">The entry after the last.</param>
    /// <param name="counts">The lengths of all entries of the basket where it does not know them itself.</param>
    public static ColumnPart Read(Basket basket, Branch branch, int from, int to, ReadOnlySpan<long> counts)
    {
        ColumnLayout layout = branch.Layout;
        var part = new ColumnPart(layout.Codec, layout.Depth);
        if (layout.Shape is { } shape) ReadShapes(basket, branch, shape, (from, to), part);
        else if (layout.IsCounted) ReadCounted(basket, branch, (from, to), counts, part);
        else ReadFixed(basket, branch, (from, to), part);
        return part;
    }

    /// <summary>The stored numbers of entries of one size, without those of other leaves.</summary>
    public static ReadOnlySpan<byte> FixedEntries(Basket basket, Branch branch, int from, int to, ref byte[] gathered)
    {
        ColumnLayout layout = branch.Layout;
        int size = layout.Codec.StoredSize * layout.ItemCount;
        int stride = layout.EntryStride > 0 ? layout.EntryStride : size;
        if ((long)to * stride > basket.Length) throw new RootException(branch.Place, 0, $"a basket of {basket.Length} bytes", $"{to} entries of {stride} bytes are needed");
        if (stride == size) return basket.Data.AsSpan(from * stride, (to - from) * size);
        if (gathered.Length < (to - from) * size) gathered = new byte[(to - from) * size];
        for (int entry = from; entry < to; entry++) basket.Data.AsSpan((entry * stride) + layout.LeafOffset, size).CopyTo(gathered.AsSpan((entry - from) * size));
        return gathered.AsSpan(0, (to - from) * size);
    }

    private static void ReadFixed(Basket basket, Branch branch, (int From, int To) range, ColumnPart part)
    {
        byte[] gathered = [];
        part.Add(FixedEntries(basket, branch, range.From, range.To, ref gathered));
        AddFixedLevels(branch.Layout, 0, range.To - range.From, part);
    }

    private static void AddFixedLevels(ColumnLayout layout, int level, int lists, ColumnPart part)
    {
        foreach (int length in layout.Dimensions)
        {
            part.Lengths[level++].AddRange(Enumerable.Repeat(length, lists));
            lists *= length;
        }
    }

    private static void ReadCounted(Basket basket, Branch branch, (int From, int To) range, ReadOnlySpan<long> counts, ColumnPart part)
    {
        ColumnLayout layout = branch.Layout;
        int size = layout.Codec.StoredSize * layout.ItemCount;
        if (basket.Offsets is null && counts.Length < range.To) throw new RootException(branch.Place, 0, "a basket without the offsets of its entries", "no branch counts them");
        long start = 0;
        long position = 0;
        int total = 0;
        for (int entry = 0; entry < range.To; entry++)
        {
            if (entry == range.From) start = basket.Offsets?[entry] ?? position;
            long bytes = basket.Offsets is { } offsets ? offsets[entry + 1] - offsets[entry] : counts[entry] * size;
            if (bytes < 0 || bytes % size != 0 || position + bytes > basket.Length) throw new RootException(branch.Place, 0, $"entry {entry} of a basket has {bytes} bytes", $"a multiple of {size} within {basket.Length} is needed");
            position += bytes;
            if (entry < range.From) continue;
            part.Lengths[0].Add((int)(bytes / size));
            total += (int)(bytes / size);
        }
        part.Add(basket.Data.AsSpan((int)start, total * size));
        AddFixedLevels(layout, 1, total, part);
    }

    private static void ReadShapes(Basket basket, Branch branch, EntryShape shape, (int From, int To) range, ColumnPart part)
    {
        var cursor = new ByteCursor(basket.Data, basket.Length, branch.Place);
        var reader = new ShapeReader(cursor);
        if (shape is EntryShape.Rest && basket.Offsets is null && range.To > 1) throw new RootException(branch.Place, 0, "a basket without the offsets of its entries", "nothing else says how long they are");
        int begin = basket.Offsets is null ? 0 : range.From;
        if (basket.Offsets is null && range.From > 0)
        {
            // Without offsets the entries before can only be read over.
            for (; begin < range.From; begin++) reader.Read(shape, cursor.End, 0, null);
        }
        for (int entry = begin; entry < range.To; entry++)
        {
            int end = cursor.End;
            if (basket.Offsets is { } offsets)
            {
                cursor.Position = offsets[entry];
                end = offsets[entry + 1];
            }
            reader.Read(shape, end, 0, part);
            if (cursor.Position > end) throw cursor.Fault($"entry {entry} of the basket is longer than its {end} bytes", "its type is another");
        }
    }
}
