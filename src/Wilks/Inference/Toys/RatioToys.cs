using System.Collections.Concurrent;

namespace Wilks.Inference;

/// <summary>The likelihood ratios t of toys drawn at one point.</summary>
/// <param name="T">The ratios by index; NaN where a toy failed.</param>
/// <param name="Status">How the toys ended.</param>
internal sealed record RatioSample(double[] T, ToyStatus[] Status)
{
    public int FailedCount => Status.Count(ToyColumns.IsFailure);

    public int RetriedCount => Status.Count(status => status == ToyStatus.Retried);

    public bool IsWithin(double failureBudget) => FailedCount <= failureBudget * Status.Length;

    /// <summary>The fraction of toys with a ratio of at least the observed one.</summary>
    public ToyPValue PValue(double observed)
    {
        double least = ToyDistributions.Least(observed);
        int passed = 0;
        foreach (double t in T) passed += t >= least ? 1 : 0;
        return ToyPValue.FromCounts(passed, T.Length - FailedCount);
    }

    /// <summary>The quantile of the ratios: the critical value of a test.</summary>
    public double Quantile(double level)
    {
        double[] sorted = [.. T.Where(t => !double.IsNaN(t)).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(level * sorted.Length) - 1, 0, sorted.Length - 1)];
    }
}

/// <summary>Draws toys and works out their likelihood ratios; fitters are used again from ensemble to ensemble.</summary>
internal sealed class RatioToys(ITestableModel model, int? threads, CancellationToken cancellationToken)
{
    private readonly ConcurrentBag<IFitter> _fitters = [];

    /// <summary>The toys of one ensemble.</summary>
    /// <param name="tested">The tested parameters (by index) and their values.</param>
    /// <param name="point">All parameters that toys are drawn from.</param>
    /// <param name="seed">The seed of the ensemble.</param>
    /// <param name="count">The number of toys.</param>
    public RatioSample Draw(IReadOnlyDictionary<int, double> tested, double[] point, ulong seed, int count)
    {
        var sample = new RatioSample(new double[count], new ToyStatus[count]);
        IDatasetSource source = model.CreateSource(point);
        var used = new ConcurrentBag<IFitter>();
        ToyLoop.Run(count, threads, Create, Make, cancellationToken);
        foreach (IFitter fitter in used) _fitters.Add(fitter);
        return sample;

        (IToyDrawer Drawer, StatisticFitter Fitter) Create()
        {
            IFitter fitter = _fitters.TryTake(out IFitter? old) ? old : model.CreateFitter();
            used.Add(fitter);
            return (source.CreateDrawer(), new StatisticFitter(fitter, tested, point));
        }

        void Make((IToyDrawer Drawer, StatisticFitter Fitter) worker, int index)
        {
            ToyOutcome outcome = worker.Fitter.Evaluate(worker.Drawer.Draw(seed, (ulong)index));
            (sample.T[index], sample.Status[index]) = (outcome.Q, outcome.Status);
        }
    }
}
