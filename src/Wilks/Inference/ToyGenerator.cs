using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Draws toy data sets: main data Poisson around the expected counts, auxiliary data around the parameters by their constraint terms.</summary>
/// <remarks>A toy is a pure function of the parameters, the seed and its index. Safe to share between threads.</remarks>
public sealed class ToyGenerator : IDatasetSource
{
    private readonly double[] _main;
    private readonly double[] _auxiliary;
    private readonly PoissonVariate[] _mainVariates;
    private readonly PoissonVariate[] _auxiliaryVariates;
    private readonly double[] _sigmas;
    private readonly bool[] _isLogNormal;
    private readonly (CorrelatedBlock Block, int[] Terms)[] _correlated;

    /// <summary>A generator of toys at a parameter point.</summary>
    /// <param name="likelihood">The likelihood; its data are not used.</param>
    /// <param name="parameters">All parameters in the model's order.</param>
    public ToyGenerator(Likelihood likelihood, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        Model model = likelihood.Model;
        _main = new double[model.BinCount];
        _auxiliary = new double[model.AuxiliaryParameters.Count];
        LikelihoodEvaluator evaluator = likelihood.CreateEvaluator();
        evaluator.ExpectedMain(parameters, _main);
        evaluator.ExpectedAuxiliary(parameters, _auxiliary);

        Parameter[] constrained = [.. model.AuxiliaryParameters.Select(index => model.Parameters[index])];
        _mainVariates = [.. _main.Select(mean => new PoissonVariate(Math.Max(0, mean)))];
        _auxiliaryVariates = [.. constrained.Select((parameter, term) => new PoissonVariate(parameter.CountsDatum ? Math.Max(0, _auxiliary[term]) : 0))];
        // A width of NaN marks the data that are counts; correlated ones get unit normals first.
        _sigmas = [.. constrained.Select(parameter => parameter.CountsDatum ? double.NaN : parameter.Constraint == ConstraintKind.Correlated ? 1 : parameter.Sigma)];
        _isLogNormal = [.. constrained.Select(parameter => parameter.Constraint == ConstraintKind.LogNormal)];
        int[] termOf = new int[model.Parameters.Count];
        for (int term = 0; term < constrained.Length; term++) termOf[constrained[term].Index] = term;
        _correlated = [.. model.CorrelatedBlocks.Select(block => (block, block.Parameters.Select(p => termOf[p]).ToArray()))];
    }

    /// <summary>The data set without fluctuations (Asimov data); a rate below zero, which only an empty bin can have, counts as zero.</summary>
    public Dataset Asimov() => new([.. _main.Select(rate => Math.Max(0, rate))], [.. _auxiliary]);

    /// <summary>The toy of an index.</summary>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="index">The 0-based index of the toy.</param>
    public Dataset Draw(ulong seed, ulong index) => CreateDrawer().Draw(seed, index);

    /// <inheritdoc/>
    public IToyDrawer CreateDrawer() => new Drawer(this);

    private void Fill(Philox random, double[] main, double[] auxiliary)
    {
        for (int bin = 0; bin < main.Length; bin++) main[bin] = _mainVariates[bin].Next(random);
        for (int term = 0; term < auxiliary.Length; term++)
        {
            double sigma = _sigmas[term];
            if (double.IsNaN(sigma)) auxiliary[term] = _auxiliaryVariates[term].Next(random);
            else if (_isLogNormal[term]) auxiliary[term] = _auxiliary[term] * Math.Exp(sigma * Variates.Normal(random));
            else auxiliary[term] = _auxiliary[term] + (sigma * Variates.Normal(random));
        }

        foreach ((CorrelatedBlock block, int[] terms) in _correlated) Correlate(block.Factor, terms, auxiliary);
    }

    // a = θ + Lz, where z = auxiliary − θ; from the last row up, so that every row still finds the z above it.
    private void Correlate(double[] factor, int[] terms, double[] auxiliary)
    {
        int n = terms.Length;
        for (int i = n - 1; i >= 0; i--)
        {
            double shift = 0;
            for (int j = 0; j <= i; j++) shift += factor[i * n + j] * (auxiliary[terms[j]] - _auxiliary[terms[j]]);
            auxiliary[terms[i]] = _auxiliary[terms[i]] + shift;
        }
    }

    private sealed class Drawer : IToyDrawer
    {
        private readonly ToyGenerator _generator;
        private readonly Philox _random = new(0);
        private readonly double[] _main;
        private readonly double[] _auxiliary;
        private readonly Dataset _toy;

        public Drawer(ToyGenerator generator)
        {
            _generator = generator;
            _main = new double[generator._main.Length];
            _auxiliary = new double[generator._auxiliary.Length];
            _toy = new Dataset(_main, _auxiliary);
        }

        public Dataset Draw(ulong seed, ulong index)
        {
            _random.Restart(seed, index);
            _generator.Fill(_random, _main, _auxiliary);
            _toy.Renew();
            return _toy;
        }
    }
}
