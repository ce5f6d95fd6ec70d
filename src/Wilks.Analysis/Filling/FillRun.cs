using System.Runtime.ExceptionServices;
using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Analysis.Filling;

/// <summary>Reads all parts and fills what is planned for them, on some threads.</summary>
internal static class FillRun
{
    /// <summary>Cuts the rows of a file where reading may begin, into parts of a least number of rows.</summary>
    public static IEnumerable<FillUnit> Units(FillGroup group, FillPlan plan, IEventTable table, long leastRows)
    {
        long first = 0;
        foreach (long row in table.Boundaries(plan.Program.Columns).Append(group.File.RowCount))
        {
            if (row - first < leastRows && row < group.File.RowCount) continue;
            if (row > first) yield return new FillUnit(group, plan, new RowRange(first, row - first));
            first = row;
        }
    }

    /// <summary>Does all work; what failed is in <see cref="FillQueue.Failure"/>.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(IReadOnlyList<FillUnit> units, FillQueue queue, int threads, FillTuning tuning, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new Work(units, queue, tuning);
        ExceptionDispatchInfo? unexpected = null;
        void Do()
        {
            try
            {
                work.Do(stop.Token);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref unexpected, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        }

        Thread[] others = [.. Enumerable.Range(1, Math.Max(0, Math.Min(threads, units.Count) - 1)).Select(_ => new Thread(Do) { IsBackground = true })];
        foreach (Thread thread in others) thread.Start();
        Do();
        foreach (Thread thread in others) thread.Join();
        unexpected?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private sealed class Work(IReadOnlyList<FillUnit> units, FillQueue queue, FillTuning tuning)
    {
        public void Do(CancellationToken cancellationToken)
        {
            (FillPlan? plan, FillWorker? worker) = (null, null);
            for (int index = queue.Take(cancellationToken); index >= 0; index = queue.Take(cancellationToken))
            {
                FillUnit unit = units[index];
                if (plan != unit.Plan) (plan, worker) = (unit.Plan, new FillWorker(unit.Plan, tuning.BlockRowsOf(unit.Plan)));
                FillSums sums = queue.Rent(unit.Plan);
                try
                {
                    Read(unit, worker!, sums, cancellationToken);
                    queue.Finish(index, sums);
                }
                catch (Exception exception) when (exception is TableException or ColumnExpressionException)
                {
                    queue.Fail(new FillFailure(index, exception));
                }
            }
        }

        private static void Read(FillUnit unit, FillWorker worker, FillSums sums, CancellationToken cancellationToken)
        {
            foreach (TableChunk chunk in unit.Group.File.Table().Read(unit.Plan.Program.Columns, unit.Rows, cancellationToken))
            {
                worker.Add(unit.Group.FirstRow == 0 ? chunk : chunk with { FirstRow = chunk.FirstRow + unit.Group.FirstRow }, sums);
            }

            unit.Group.File.Done();
        }
    }
}

/// <summary>Sizes that change speed and memory, and with <paramref name="LeastRows"/> the last bits of sums.</summary>
/// <param name="LeastRows">The least number of rows of a part.</param>
/// <param name="BlockRows">The rows that are evaluated at once; 0 for as many as the caches hold.</param>
/// <param name="MostOpen">The most files that are open at once.</param>
internal sealed record FillTuning(long LeastRows = 1 << 16, int BlockRows = 0, int MostOpen = 128)
{
    // Some thousand rows keep the cost of a block small, and what a block holds in the second cache.
    private const int CacheBytes = 1 << 21;
    private const int FewestRows = 256;
    private const int MostRows = 8192;

    /// <summary>The rows of a block of a plan.</summary>
    public int BlockRowsOf(FillPlan plan)
    {
        if (BlockRows > 0) return BlockRows;

        int columns = plan.Program.Count + plan.Weights.Length;
        return Math.Clamp(CacheBytes / (sizeof(double) * columns) / FewestRows * FewestRows, FewestRows, MostRows);
    }
}
