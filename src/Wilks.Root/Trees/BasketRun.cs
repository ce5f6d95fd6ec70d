namespace Wilks.Root;

/// <summary>Baskets that lie close together in the file: one read for all of them.</summary>
internal sealed class BasketRun
{
    // A gap of this size costs less to read over than another call.
    private const int LargestGap = 16 * 1024;

    // Large enough for few calls, small enough for work for every core.
    private const int LongestRun = 512 * 1024;

    private readonly ArraySegment<BasketOfColumn> _baskets;
    private readonly long _begin;
    private readonly long _end;

    private BasketRun(ArraySegment<BasketOfColumn> baskets, long begin, long end)
    {
        _baskets = baskets;
        _begin = begin;
        _end = end;
    }

    /// <summary>The reads for the baskets of some columns.</summary>
    public static List<BasketRun> Plan(IReadOnlyList<ColumnTask> columns)
    {
        BasketOfColumn[] baskets = [.. columns.SelectMany(column => Enumerable.Range(0, column.Baskets.Count).Select(index => new BasketOfColumn(column, index)))];
        // Baskets within the tree are at no place in the file, and come first.
        Array.Sort(baskets, (one, other) => one.Place.Seek.CompareTo(other.Place.Seek));
        var runs = new List<BasketRun>();
        for (int first = 0; first < baskets.Length;)
        {
            int next = first + 1;
            long begin = baskets[first].Place.Seek;
            long end = baskets[first].Place.FileEnd;
            while (baskets[first].Place.Embedded is null && next < baskets.Length && baskets[next].Place.Seek - end <= LargestGap && baskets[next].Place.FileEnd - begin <= LongestRun)
            {
                end = Math.Max(end, baskets[next].Place.FileEnd);
                next++;
            }
            runs.Add(new BasketRun(new ArraySegment<BasketOfColumn>(baskets, first, next - first), begin, end));
            first = next;
        }
        return runs;
    }

    /// <summary>Reads and decodes the baskets.</summary>
    public void Decode(RecordReader records, ReadBuffers memory, Dictionary<Branch, ColumnData> counters)
    {
        long length = _end - _begin;
        if (length > 0)
        {
            RootPlace place = _baskets[0].Column.Branch.Place;
            if (length > records.Source.Length) throw new RootException(place, _begin, $"a basket of {length} bytes", $"the file has {records.Source.Length}");
            if (memory.Stored.Length < length) memory.Stored = new byte[length];
            records.Fill(_begin, memory.Stored.AsSpan(0, (int)length), place);
        }
        Basket decoded = default;
        (long Seek, RootObject? Branch) last = (0, null);
        foreach ((ColumnTask column, int index) in _baskets)
        {
            BasketPlace basket = column.Baskets[index];

            // The members of one branch's objects are several columns of the same baskets, which come one after another.
            if (basket.Embedded is not null) decoded = Basket.OfEmbedded(basket, column.Branch.Place);
            else if (last != (basket.Seek, column.Branch.Object)) decoded = Basket.Decode(memory.Stored, (int)(basket.Seek - _begin), basket, column.Branch.Place, ref memory.Data);
            last = (basket.Seek, basket.Embedded is null ? column.Branch.Object : null);
            column.Take(index, decoded, memory, column.Branch.Counter is { } counter ? counters.GetValueOrDefault(counter) : null);
        }
    }

    private readonly record struct BasketOfColumn(ColumnTask Column, int Index)
    {
        public BasketPlace Place => Column.Baskets[Index];
    }
}
