using System.Collections.Concurrent;

namespace Wilks.Root;

/// <summary>Reads columns: baskets are fetched in the order of the file, neighbours together, and decoded in parallel.</summary>
internal static class TreeReader
{
    public static Dictionary<string, ColumnData> Read(Tree tree, IReadOnlyList<(string Name, Branch Branch)> wanted, long first, long? count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        if (count is { } given) ArgumentOutOfRangeException.ThrowIfNegative(given, nameof(count));
        var columns = new List<ColumnTask>();
        var counters = new Dictionary<Branch, ColumnData>();
        foreach ((_, Branch branch) in wanted)
        {
            if (branch.Refused is { } reason) throw new RootException(branch.Place, 0, $"a column of type {branch.TypeName}", reason);
            columns.Add(new ColumnTask(branch, first, count));
        }
        foreach (Branch counter in columns.Where(column => column.NeedsCounts).Select(column => column.Branch.Counter!).Distinct())
        {
            counters[counter] = Run(tree, [new ColumnTask(counter, 0, null)], counters, cancellationToken)[0];
        }
        List<ColumnData> data = Run(tree, columns, counters, cancellationToken);
        return wanted.Select((item, index) => (item.Name, data[index])).ToDictionary(StringComparer.Ordinal);
    }

    private static List<ColumnData> Run(Tree tree, IReadOnlyList<ColumnTask> columns, Dictionary<Branch, ColumnData> counters, CancellationToken cancellationToken)
    {
        List<BasketRun> runs = BasketRun.Plan(columns);
        var buffers = new ConcurrentBag<ReadBuffers>();
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        void Decode(BasketRun run)
        {
            ReadBuffers memory = buffers.TryTake(out ReadBuffers? idle) ? idle : new ReadBuffers();
            run.Decode(tree.File.Records, memory, counters);
            buffers.Add(memory);
        }
        try
        {
            if (runs.Count > 1) Parallel.ForEach(runs, options, Decode);
            else runs.ForEach(Decode);
        }
        catch (AggregateException exception) when (exception.InnerExceptions[0] is RootException broken)
        {
            throw new RootException(broken);
        }
        return [.. columns.Select(column => column.Result())];
    }
}

/// <summary>The memory of one thread.</summary>
internal sealed class ReadBuffers
{
    /// <summary>Bytes of the file.</summary>
    public byte[] Stored { get; set; } = [];

    /// <summary>A decompressed basket.</summary>
    public byte[] Data = [];

    /// <summary>The numbers of one leaf of several.</summary>
    public byte[] Gathered = [];
}
