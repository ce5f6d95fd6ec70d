namespace Wilks.Root;

/// <summary>Where the baskets of a branch are, and which entries they hold.</summary>
internal sealed record BasketList(IReadOnlyList<BasketPlace> Baskets)
{
    public static BasketList Create(RootObject branch, RootPlace place)
    {
        if (branch.Text("fFileName").Length > 0) throw new RootException(place, 0, $"the branch is in another file, '{branch.Text("fFileName")}'", "branches of this file are read");
        double[] firstEntries = branch.Numbers("fBasketEntry");
        double[] seeks = branch.Numbers("fBasketSeek");
        double[] lengths = branch.Numbers("fBasketBytes");
        long count = branch.Integer("fWriteBasket");
        long entries = branch.Integer("fEntries");
        if (entries < 0) throw new RootException(place, 0, $"a branch of {entries} entries", "a number of entries is not negative");
        var baskets = new List<BasketPlace>();
        for (int index = 0; index < count && index < seeks.Length && index < lengths.Length && index + 1 < firstEntries.Length && seeks[index] > 0; index++)
        {
            Add(baskets, new BasketPlace((long)firstEntries[index], (long)(firstEntries[index + 1] - firstEntries[index]), (long)seeks[index], (int)lengths[index], null), place);
        }
        long next = baskets.Count > 0 ? baskets[^1].End : 0;
        foreach (RootObject embedded in (branch.Object("fBaskets")?.Items ?? []).OfType<RootObject>())
        {
            if (embedded.Refused is { } reason) throw new RootException(place, 0, "a basket within the tree", reason);
            if (next >= entries || embedded.Members.GetValueOrDefault("Data") is not byte[]) continue;
            Add(baskets, new BasketPlace(next, Math.Min(embedded.Integer("fNevBuf"), entries - next), 0, 0, embedded), place);
            next = baskets[^1].End;
        }
        return new BasketList(baskets);
    }

    private static void Add(List<BasketPlace> baskets, BasketPlace basket, RootPlace place)
    {
        if (basket.Count < 0 || basket.First < 0 || basket.Length < 0 || basket.Seek < 0 || (baskets.Count > 0 && basket.First != baskets[^1].End))
        {
            throw new RootException(place, basket.Seek, $"a basket of {basket.Count} entries from {basket.First} on", "baskets follow one another");
        }
        baskets.Add(basket);
    }
}

/// <summary>One basket.</summary>
/// <param name="First">Its first entry.</param>
/// <param name="Count">Its number of entries.</param>
/// <param name="Seek">Where it is in the file.</param>
/// <param name="Length">The number of its bytes there.</param>
/// <param name="Embedded">The basket itself if it is within the tree.</param>
internal readonly record struct BasketPlace(long First, long Count, long Seek, int Length, RootObject? Embedded)
{
    /// <summary>The entry after the last.</summary>
    public long End => First + Count;

    /// <summary>The byte of the file after the last.</summary>
    public long FileEnd => Seek + Length;
}
