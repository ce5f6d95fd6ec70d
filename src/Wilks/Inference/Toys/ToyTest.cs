using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Tests a value of a parameter of interest with toys: the distributions of the test statistic are sampled, not approximated.</summary>
/// <remarks>
/// Toys are drawn from the nuisance parameters that fit the data best under each hypothesis, and fluctuate main and auxiliary data (the
/// unconditional ensemble). The result depends neither on the number of threads nor on how the toys were divided into runs.
/// </remarks>
public static class ToyTest
{
    /// <summary>Why <see cref="ToyTestOptions.FixedAuxiliaryData"/> is wrong.</summary>
    public const string FixedAuxiliaryDataWarning =
        "the auxiliary data of the toys are held at their observed values: in a repetition of the experiment the auxiliary measurements fluctuate too, so that the distribution of the test statistic comes out too narrow or shifted and the p-values are not frequentist ones";

    /// <summary>Makes the toys and compares the data with them.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What to test.</param>
    /// <param name="progress">Told after each block, on the thread that made it, one at a time.</param>
    /// <param name="cancellationToken">Ends the run with the blocks that are complete and status <see cref="ToyTestStatus.Cancelled"/>.</param>
    /// <exception cref="ArgumentException">The options can't be meant for this model.</exception>
    public static ToyTestResult Run(ITestableModel model, ToyTestOptions options, IProgress<ToyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        int poi = Check(model, options);
        ToyExperiment experiment = ToyExperiment.Prepare(model, options, poi, cancellationToken);
        ToySample sample = ToySample.Empty(options.Toys, options.BackgroundToys ?? options.Toys, options.Shard);
        if (cancellationToken.IsCancellationRequested || experiment.Failure is not null) return ToyTestResult.Create(experiment, sample, options.FailureBudget, cancellationToken.IsCancellationRequested);

        options.Prepared?.Invoke(experiment);
        foreach (ToyBlock block in options.Known ?? [])
        {
            if (!sample[block.Ensemble].Put(block)) throw new ArgumentException($"the known toys contradict each other between the indices {block.First} and {block.First + block.Count - 1}.", nameof(options));
        }

        new ToySampler(model, experiment, poi, options).Fill(sample, progress, cancellationToken);
        return ToyTestResult.Create(experiment, sample, options.FailureBudget, cancellationToken.IsCancellationRequested);
    }

    private static int Check(ITestableModel model, ToyTestOptions options)
    {
        if (!double.IsFinite(options.TestValue)) throw new ArgumentException($"the tested value is {options.TestValue}; give a finite number.", nameof(options));
        if (options.Toys < 1) throw new ArgumentException($"{options.Toys} toys were asked for; give at least 1.", nameof(options));
        if (options.BackgroundToys < 0) throw new ArgumentException($"{options.BackgroundToys} toys of the alternative were asked for; give at least 0.", nameof(options));
        if (options.Threads < 1) throw new ArgumentException($"{options.Threads} threads were asked for; give at least 1.", nameof(options));
        if (!(options.FailureBudget >= 0 && options.FailureBudget <= 1)) throw new ArgumentException($"the failure budget is {options.FailureBudget}; give a fraction between 0 and 1.", nameof(options));
        if (!options.Shard.IsValid) throw new ArgumentException($"there is no shard {options.Shard.Index} of {options.Shard.Count}.", nameof(options));
        CheckPoint(model, options.TestedPoint);
        CheckPoint(model, options.AlternativePoint);

        int poi = options.Poi ?? (model.Pois.Count == 1 ? model.Pois[0] : throw new ArgumentException($"the model has {model.Pois.Count} parameters of interest; say which one is tested.", nameof(options)));
        if (poi < 0 || poi >= model.Parameters.Count) throw new ArgumentException($"there is no parameter {poi}; the model has {model.Parameters.Count}.", nameof(options));

        Parameter parameter = model.Parameters[poi];
        return parameter.Fixed ? throw new ArgumentException($"the parameter '{parameter.Name}' is fixed; a test needs one that is free.", nameof(options)) : poi;
    }

    private static void CheckPoint(ITestableModel model, IReadOnlyList<double>? point)
    {
        if (point is not null && point.Count != model.Parameters.Count) throw new ArgumentException($"a point to draw toys from has {point.Count} values, but the model has {model.Parameters.Count} parameters.", nameof(point));
    }
}
