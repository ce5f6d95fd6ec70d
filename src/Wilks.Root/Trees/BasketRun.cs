namespace Wilks.Root;

/// <summary>Baskets that lie close together in the file: one read for all of them.</summary>
internal sealed class BasketRun
{
    // A gap of this size costs less to read over than another call.
    private const int LargestGap = 16 * 1024;

    // Large enough for few calls, small enough for work for every core.
    private const int LongestRun = 512 * 1024;

    private readonly List<(ColumnTask Column, int Index)> _baskets = [];
    private long _begin;
    private long _end;

    /// <summary>The reads for the baskets of some columns.</summary>
    public static List<BasketRun> Plan(IEnumerable<ColumnTask> columns)
    {
        var runs = new List<BasketRun>();
        var stored = new List<(ColumnTask Column, int Index)>();
        foreach (ColumnTask column in columns)
        {
            for (int index = 0; index < column.Baskets.Count; index++)
            {
                if (column.Baskets[index].Embedded is null) stored.Add((column, index));
                else runs.Add(new BasketRun { _baskets = { (column, index) } });
            }
        }
        BasketRun? last = null;
        foreach ((ColumnTask column, int index) in stored.OrderBy(item => item.Column.Baskets[item.Index].Seek))
        {
            BasketPlace basket = column.Baskets[index];
            long end = basket.Seek + basket.Length;
            if (last is null || basket.Seek - last._end > LargestGap || end - last._begin > LongestRun)
            {
                last = new BasketRun { _begin = basket.Seek, _end = basket.Seek };
                runs.Add(last);
            }
            last._baskets.Add((column, index));
            last._end = Math.Max(last._end, end);
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
        foreach ((ColumnTask column, int index) in _baskets)
        {
            BasketPlace basket = column.Baskets[index];
            Basket decoded = basket.Embedded is null
                ? Basket.Decode(memory.Stored, (int)(basket.Seek - _begin), basket, column.Branch.Place, ref memory.Data)
                : Basket.OfEmbedded(basket, column.Branch.Place);
            column.Take(index, decoded, memory, column.Branch.Counter is { } counter ? counters.GetValueOrDefault(counter) : null);
        }
    }
}
