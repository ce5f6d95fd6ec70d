using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Draws toy data sets: main data Poisson around the expected counts, auxiliary data around the parameters by their constraint terms.</summary>
/// <remarks>A toy is a pure function of the parameters, the seed and its index. Safe to share between threads.</remarks>
public sealed class ToyGenerator : IDatasetSource
{
    private readonly Model _model;
    private readonly double[] _main;
    private readonly double[] _auxiliary;

    /// <summary>A generator of toys at a parameter point.</summary>
    /// <param name="likelihood">The likelihood; its data are not used.</param>
    /// <param name="parameters">All parameters in the model's order.</param>
    public ToyGenerator(Likelihood likelihood, ReadOnlySpan<double> parameters)
    {
        ArgumentNullException.ThrowIfNull(likelihood);
        _model = likelihood.Model;
        _main = new double[_model.BinCount];
        _auxiliary = new double[_model.AuxiliaryParameters.Count];
        LikelihoodEvaluator evaluator = likelihood.CreateEvaluator();
        evaluator.ExpectedMain(parameters, _main);
        evaluator.ExpectedAuxiliary(parameters, _auxiliary);
    }

    /// <summary>The data set without fluctuations (Asimov data); a rate below zero, which only an empty bin can have, counts as zero.</summary>
    public Dataset Asimov() => new([.. _main.Select(rate => Math.Max(0, rate))], [.. _auxiliary]);

    /// <summary>The toy of an index.</summary>
    /// <param name="seed">The seed of the experiment.</param>
    /// <param name="index">The 0-based index of the toy.</param>
    public Dataset Draw(ulong seed, ulong index)
    {
        var random = new Philox(seed, index);
        double[] main = new double[_main.Length];
        for (int bin = 0; bin < main.Length; bin++) main[bin] = Variates.Poisson(random, Math.Max(0, _main[bin]));

        double[] auxiliary = new double[_auxiliary.Length];
        for (int term = 0; term < auxiliary.Length; term++)
        {
            Parameter parameter = _model.Parameters[_model.AuxiliaryParameters[term]];
            auxiliary[term] = parameter.Constraint == ConstraintKind.Poisson
                ? Variates.Poisson(random, Math.Max(0, _auxiliary[term]))
                : _auxiliary[term] + (parameter.Sigma * Variates.Normal(random));
        }
        return new Dataset(main, auxiliary);
    }
}
