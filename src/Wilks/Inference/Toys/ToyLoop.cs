namespace Wilks.Inference;

/// <summary>Makes numbered toys in blocks on several threads, each thread with a worker of its own; toy i writes to place i, so that no result depends on the threads.</summary>
internal static class ToyLoop
{
    private const int BlockSize = 64;

    /// <summary>Makes the toys 0 to <paramref name="count"/> − 1.</summary>
    /// <param name="count">How many.</param>
    /// <param name="threads">The number of threads; null takes one per processor.</param>
    /// <param name="create">Makes the worker of a thread.</param>
    /// <param name="make">Makes one toy.</param>
    /// <param name="cancellationToken">Ends the loop with an <see cref="OperationCanceledException"/>.</param>
    public static void Run<TWorker>(int count, int? threads, Func<TWorker> create, Action<TWorker, int> make, CancellationToken cancellationToken)
    {
        int blocks = (count + BlockSize - 1) / BlockSize, next = 0;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int workers = Math.Max(1, Math.Min(threads ?? Environment.ProcessorCount, blocks));
        // The last of them is this thread.
        Task[] others = [.. Enumerable.Range(1, workers - 1).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Work();
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult();
        }

        cancellationToken.ThrowIfCancellationRequested();

        void Work()
        {
            try
            {
                TWorker worker = create();
                while (Interlocked.Increment(ref next) - 1 is var block && block < blocks)
                {
                    int end = Math.Min(count, (block + 1) * BlockSize);
                    for (int i = block * BlockSize; i < end; i++)
                    {
                        if (stop.IsCancellationRequested) return;
                        make(worker, i);
                    }
                }
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }
}
