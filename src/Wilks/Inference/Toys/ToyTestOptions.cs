using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Settings of a hypothesis test with toys.</summary>
public sealed record ToyTestOptions
{
    /// <summary>The default of <see cref="Toys"/>.</summary>
    public const int DefaultToys = 10_000;

    /// <summary>The default of <see cref="FailureBudget"/>.</summary>
    public const double DefaultFailureBudget = 0.01;

    /// <summary>The tested value of the parameter of interest; discovery statistics test 0 whatever is given.</summary>
    public required double TestValue { get; init; }

    /// <summary>The test statistic. The default is <see cref="TestStatistic.QMuTilde"/>.</summary>
    public TestStatistic Statistic { get; init; } = TestStatistic.QMuTilde;

    /// <summary>The index of the parameter of interest; null takes the only one of the model.</summary>
    public int? Poi { get; init; }

    /// <summary>The data that are tested; null takes the observed ones.</summary>
    public Dataset? Data { get; init; }

    /// <summary>How many toys of the tested hypothesis there are in all shards together, at least 1. The default is 10,000.</summary>
    public int Toys { get; init; } = DefaultToys;

    /// <summary>How many toys of the alternative there are in all shards together; null takes as many as <see cref="Toys"/>.</summary>
    public int? BackgroundToys { get; init; }

    /// <summary>The part of the toys that this run makes. The default is all.</summary>
    public ToyShard Shard { get; init; } = ToyShard.Whole;

    /// <summary>The seed. A toy is a pure function of the model, the data, the seed, its ensemble and its index.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads; null takes one per processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>Leaves the auxiliary data of toys as they were observed. Wrong but for comparisons, see <see cref="ToyTest.FixedAuxiliaryDataWarning"/>.</summary>
    public bool FixedAuxiliaryData { get; init; }

    /// <summary>The parameters that toys of the tested hypothesis are drawn from; null fits the nuisance parameters to the data at the tested value.</summary>
    public IReadOnlyList<double>? TestedPoint { get; init; }

    /// <summary>The parameters that toys of the alternative are drawn from; null fits the nuisance parameters to the data at 0 (at 1 for discovery and lower limits).</summary>
    public IReadOnlyList<double>? AlternativePoint { get; init; }

    /// <summary>The fraction of an ensemble's toys that may fail before the result is not to be trusted, in [0, 1]. The default is 1 %.</summary>
    public double FailureBudget { get; init; } = DefaultFailureBudget;

    /// <summary>Toys that are known already, such as those in a file: they are not made again. Those of other ranges are left out.</summary>
    public IEnumerable<ToyBlock>? Known { get; init; }

    /// <summary>Told of each block of toys when it is complete, one at a time, in no certain order: the place to write them to a file.</summary>
    public Action<ToyBlock>? BlockDone { get; init; }

    /// <summary>Told of the experiment before its first toy is made: the place to begin a file, or to refuse one that is of another experiment by an exception.</summary>
    public Action<ToyExperiment>? Prepared { get; init; }
}

/// <summary>One of several equal parts of the toys of an experiment.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">Into how many parts the toys are divided.</param>
public readonly record struct ToyShard(int Index, int Count)
{
    /// <summary>All toys.</summary>
    public static ToyShard Whole { get; } = new(1, 1);

    /// <summary>Whether it is one of the parts.</summary>
    public bool IsValid => Index >= 1 && Index <= Count;

    /// <summary>The toys of this part among a total: consecutive ones, so that the parts cover all without overlap.</summary>
    /// <param name="total">The number of toys in all parts.</param>
    public (int First, int Count) Of(int total)
    {
        int first = (int)((long)total * (Index - 1) / Count), end = (int)((long)total * Index / Count);
        return (first, end - first);
    }
}
