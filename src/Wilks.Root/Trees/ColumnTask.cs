namespace Wilks.Root;

/// <summary>One column while it is read: its baskets come in any order and from several threads.</summary>
internal sealed class ColumnTask
{
    // Numbers are put where they belong at once if the file is large enough to hold them; else basket by basket, so that no lie costs memory.
    private const long AlwaysPlausible = 64 << 20;
    private const long MostExpansion = 1040;

    private readonly long _first;
    private readonly long _count;
    private readonly ColumnPart?[] _parts;
    private readonly Array? _direct;

    public ColumnTask(Branch branch, long first, long? count)
    {
        Branch = branch;
        IReadOnlyList<BasketPlace> all = branch.Baskets.Baskets;
        long end = branch.EntryCount;
        if (first > end) throw new ArgumentOutOfRangeException(nameof(first), first, $"The branch '{branch.Path}' has {end} entries.");
        _first = first;
        _count = Math.Min(count ?? (end - first), end - first);
        Baskets = [.. all.Where(basket => basket.Count > 0 && basket.First < _first + _count && basket.End > _first)];
        long held = Baskets.Sum(basket => Math.Min(basket.End, _first + _count) - Math.Max(basket.First, _first));
        if (held != _count) throw new RootException(branch.Place, 0, $"baskets of {held} entries", $"{_count} entries are asked for");
        _parts = new ColumnPart?[Baskets.Count];
        ColumnLayout layout = branch.Layout;
        if (layout.Shape is null && !layout.IsCounted && IsPlausible(layout)) _direct = layout.Codec.Kind.Create(_count * layout.ItemCount);
    }

    public Branch Branch { get; }

    /// <summary>The baskets that hold the entries.</summary>
    public IReadOnlyList<BasketPlace> Baskets { get; }

    /// <summary>Whether the lengths of entries may be known to another branch only.</summary>
    public bool NeedsCounts => Branch.Layout.IsCounted && Branch.Counter is { Layout: { IsCounted: false, Refused: null, IsText: false } } && Baskets.Any(basket => basket.Embedded is not null || Branch.HasGeneratedOffsets);

    /// <summary>Decodes a basket into its place.</summary>
    public void Take(int index, Basket basket, ReadBuffers memory, ColumnData? counts)
    {
        BasketPlace place = Baskets[index];
        int from = (int)Math.Max(0, _first - place.First);
        int to = (int)Math.Min(place.Count, _first + _count - place.First);
        if (_direct is null)
        {
            _parts[index] = EntryReader.Read(basket, Branch, from, to, Lengths(counts, place, basket, to));
            return;
        }
        ColumnLayout layout = Branch.Layout;
        ReadOnlySpan<byte> stored = EntryReader.FixedEntries(basket, Branch, from, to, ref memory.Gathered);
        int size = layout.Codec.Kind.Size() * layout.ItemCount;
        long position = (place.First + from - _first) * size;
        layout.Codec.Convert(stored, layout.Codec.Kind.Bytes(_direct).Slice(checked((int)position), (to - from) * size));
    }

    /// <summary>The column, once all baskets are in.</summary>
    public ColumnData Result()
    {
        if (_direct is null) return ColumnPart.Join(_parts!, Branch.Layout, _first, _count);
        var levels = new List<ColumnLevel>();
        long lists = _count;
        foreach (int length in Branch.Layout.Dimensions)
        {
            levels.Add(ColumnLevel.Fixed(lists, length));
            lists *= length;
        }
        return new ColumnData(_first, _count, _direct, levels);
    }

    // The counter was read from the first entry of the tree on.
    private static long[] Lengths(ColumnData? counts, BasketPlace place, Basket basket, int to)
    {
        if (counts is null || basket.Offsets is not null || counts.EntryCount < place.First + to) return [];
        long[] lengths = new long[to];
        for (int entry = 0; entry < to; entry++) lengths[entry] = counts.Values.GetValue(place.First + entry) is IConvertible number ? number.ToInt64(null) : 0;
        return lengths;
    }

    private bool IsPlausible(ColumnLayout layout)
    {
        double bytes = (double)_count * layout.ItemCount * layout.Codec.Kind.Size();
        double stored = Baskets.Sum(basket => (double)basket.Length);
        return bytes < int.MaxValue && bytes <= AlwaysPlausible + (MostExpansion * stored);
    }
}
