using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Makes the toys of one thread: draws, fits, keeps three numbers. Nothing is allocated per toy.</summary>
internal sealed class ToyWorker
{
    // The ensembles of one seed draw from the two halves of its streams.
    private const ulong AlternativeStreams = 1UL << 63;

    private readonly ulong _seed;
    private readonly IToyDrawer[] _drawers;
    private readonly StatisticFitter[] _fitters;
    private readonly Dataset? _observed;
    private double[] _main = [];
    private Dataset? _toy;

    public ToyWorker(ITestableModel model, ToyExperiment experiment, int poi, IReadOnlyList<IDatasetSource> sources, Dataset observed)
    {
        IFitter fitter = model.CreateFitter();
        _seed = experiment.Seed;
        _drawers = [.. sources.Select(source => source.CreateDrawer())];
        _fitters = [.. Enum.GetValues<ToyEnsemble>().Select(ensemble => new StatisticFitter(fitter, poi, experiment.TestValue, experiment.Statistic, experiment.PointOf(ensemble)))];
        _observed = experiment.FixedAuxiliaryData ? observed : null;
    }

    public ToyOutcome Run(ToyEnsemble ensemble, int index)
    {
        ulong stream = (ulong)index + (ensemble == ToyEnsemble.Alternative ? AlternativeStreams : 0);
        Dataset toy = _drawers[(int)ensemble].Draw(_seed, stream);
        return _fitters[(int)ensemble].Evaluate(_observed is null ? toy : WithAuxiliaryOf(_observed, toy));
    }

    private Dataset WithAuxiliaryOf(Dataset observed, Dataset toy)
    {
        if (_toy is null || _main.Length != toy.Main.Length)
        {
            _main = new double[toy.Main.Length];
            _toy = new Dataset(_main, observed.Auxiliary.ToArray());
        }

        toy.Main.Span.CopyTo(_main);
        _toy.Renew();
        return _toy;
    }
}
