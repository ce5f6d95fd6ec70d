namespace Wilks.Root;

/// <summary>A stretch of elements of a column.</summary>
internal readonly record struct NtuplePage(int Count, long Seek, long StoredLength, bool HasChecksum)
{
    public static NtuplePage Decode(EnvelopeCursor cursor)
    {
        int count = cursor.I32();
        (long size, long seek) = NtupleStretch.Locator(cursor);
        if (count == int.MinValue) throw cursor.Fault("a page without end", "the page list is damaged");

        return new NtuplePage(Math.Abs(count), seek, size, count < 0);
    }
}

/// <summary>The pages of a column in a cluster.</summary>
internal sealed record ClusterColumn(IReadOnlyList<NtuplePage> Pages, bool IsSuppressed)
{
    public static ClusterColumn Missing { get; } = new([], false);

    public long Count { get; } = Pages.Sum(page => (long)page.Count);

    public static ClusterColumn Decode(EnvelopeCursor cursor)
    {
        (List<NtuplePage> pages, bool isSuppressed) = cursor.List(NtuplePage.Decode, tail =>
        {
            bool isSuppressed = tail.I64() < 0;
            if (!isSuppressed) tail.U32(); // the compression, which blocks say themselves
            return isSuppressed;
        });
        return new ClusterColumn(pages, isSuppressed);
    }
}

/// <summary>A range of entries that are stored together.</summary>
internal sealed record NtupleCluster(long FirstEntry, long EntryCount, IReadOnlyList<ClusterColumn> Columns)
{
    private const int CountBits = 56;

    public ClusterColumn Column(ColumnRecord column) => column.Id < Columns.Count ? Columns[column.Id] : ClusterColumn.Missing;

    /// <summary>The clusters of a page list.</summary>
    public static IEnumerable<NtupleCluster> Decode(EnvelopeCursor cursor, ulong schemaChecksum)
    {
        ulong checksum = cursor.U64();
        if (checksum != schemaChecksum) throw cursor.Fault($"a page list of the header {checksum:x16}", $"the header is {schemaChecksum:x16}");

        List<(long First, long Count)> summaries = cursor.List(item => item.Record(frame =>
        {
            long first = frame.Size("an entry");
            ulong count = frame.U64();
            if (count >> CountBits != 0) throw frame.Fault($"a cluster with the flags 0x{count >> CountBits:x2}", "sharded clusters are not read");

            return (first, (long)(count & ((1UL << CountBits) - 1)));
        }));
        List<List<ClusterColumn>> pages = cursor.List(cluster => cluster.List(ClusterColumn.Decode));
        if (pages.Count != summaries.Count) throw cursor.Fault($"pages of {pages.Count} clusters", $"there are {summaries.Count}");

        return summaries.Zip(pages, (summary, columns) => new NtupleCluster(summary.First, summary.Count, columns));
    }
}
