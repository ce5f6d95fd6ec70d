namespace Wilks.Inference;

/// <summary>How far a run of toys is.</summary>
/// <param name="Done">The toys made in this run.</param>
/// <param name="Total">The toys that this run makes.</param>
/// <param name="Failed">Those that failed.</param>
public readonly record struct ToyProgress(int Done, int Total, int Failed);

/// <summary>Makes the toys that are missing, in blocks, on several threads.</summary>
internal sealed class ToySampler(ITestableModel model, ToyExperiment experiment, int poi, ToyTestOptions options)
{
    /// <summary>The most toys in a block: what an interruption can cost each thread.</summary>
    public const int BlockSize = 128;

    private readonly Lock _gate = new();
    private readonly IDatasetSource[] _sources = [.. Enum.GetValues<ToyEnsemble>().Select(ensemble => model.CreateSource([.. experiment.PointOf(ensemble)]))];
    private int _nextPiece;
    private int _done;
    private int _failed;
    private volatile bool _isBroken;

    /// <summary>Fills a sample; returns early, with the blocks that are complete, when cancelled.</summary>
    public void Fill(ToySample sample, IProgress<ToyProgress>? progress, CancellationToken cancellationToken)
    {
        (ToyEnsemble Ensemble, int First, int Count)[] pieces =
        [
            .. from ensemble in Enum.GetValues<ToyEnsemble>()
               from piece in sample[ensemble].Missing(BlockSize)
               select (ensemble, piece.First, piece.Count),
        ];
        int total = pieces.Sum(piece => piece.Count);
        int threads = Math.Max(1, Math.Min(options.Threads ?? Environment.ProcessorCount, pieces.Length));

        // The last of them is this thread.
        Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        try
        {
            Work();
        }
        finally
        {
            Task.WhenAll(others).GetAwaiter().GetResult();
        }

        void Work()
        {
            try
            {
                var worker = new ToyWorker(model, experiment, poi, _sources, options.Data ?? model.ObservedData);
                while (!_isBroken && Interlocked.Increment(ref _nextPiece) - 1 is var piece && piece < pieces.Length)
                {
                    var block = new ToyBlock(pieces[piece].Ensemble, pieces[piece].First, pieces[piece].Count);
                    if (!TryMake(worker, block, cancellationToken)) return;

                    Keep(block, sample, total, progress);
                }
            }
            catch
            {
                _isBroken = true;
                throw;
            }
        }
    }

    private bool TryMake(ToyWorker worker, ToyBlock block, CancellationToken cancellationToken)
    {
        for (int i = 0; i < block.Count; i++)
        {
            if (_isBroken || cancellationToken.IsCancellationRequested) return false;
            (block.Q[i], block.PoiHat[i], block.Status[i]) = worker.Run(block.Ensemble, block.First + i);
        }

        return true;
    }

    private void Keep(ToyBlock block, ToySample sample, int total, IProgress<ToyProgress>? progress)
    {
        lock (_gate)
        {
            sample[block.Ensemble].Put(block);
            _done += block.Count;
            _failed += block.Status.Count(ToyColumns.IsFailure);
            options.BlockDone?.Invoke(block);
            progress?.Report(new ToyProgress(_done, total, _failed));
        }
    }
}
