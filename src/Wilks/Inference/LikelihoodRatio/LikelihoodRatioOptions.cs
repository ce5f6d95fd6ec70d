namespace Wilks.Inference;

/// <summary>Settings of a test of several parameters at once.</summary>
public sealed record LikelihoodRatioOptions
{
    /// <summary>The tested parameters (by index) and their values, at least one; none may be fixed.</summary>
    public required IReadOnlyDictionary<int, double> Tested { get; init; }

    /// <summary>The number of toys of the tested hypothesis; 0, the default, takes the asymptotic formulae only.</summary>
    public int Toys { get; init; }

    /// <summary>The seed of the toys. The default is 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads; null takes one per processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The fraction of toys that may fail before the p-value is not to be trusted, in [0, 1]. The default is 1 %.</summary>
    public double FailureBudget { get; init; } = ToyTestOptions.DefaultFailureBudget;

    /// <summary>Start and held parameters of the fits to the data.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;
}
