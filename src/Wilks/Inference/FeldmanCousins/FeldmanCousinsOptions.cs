namespace Wilks.Inference;

/// <summary>Settings of a Feldman–Cousins construction.</summary>
public sealed record FeldmanCousinsOptions
{
    /// <summary>The defaults: one standard deviation, 10,000 toys at each tested point.</summary>
    public static FeldmanCousinsOptions Default { get; } = new();

    /// <summary>The confidence level, between 0 and 1. The default is 0.6827.</summary>
    public double Level { get; init; } = 0.6827;

    /// <summary>The number of toys at each tested point, at least 1. The default is 10,000.</summary>
    public int Toys { get; init; } = 10_000;

    /// <summary>The seed. The toys of a point are a function of the seed and the tested values.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads; null takes one per processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The fraction of a point's toys that may fail, in [0, 1]. The default is 1 %.</summary>
    public double FailureBudget { get; init; } = ToyTestOptions.DefaultFailureBudget;

    /// <summary>The number of grid points of each parameter where no grid is given, at least 3. The default is 21.</summary>
    public int GridPoints { get; init; } = 21;

    /// <summary>Start and held parameters of the fits to the data.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;

    internal void Check()
    {
        if (!(Level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(Level), Level, "A level lies between 0 and 1.");
        if (Toys < 1) throw new ArgumentOutOfRangeException(nameof(Toys), Toys, "Give at least 1 toy.");
        if (GridPoints < 3) throw new ArgumentOutOfRangeException(nameof(GridPoints), GridPoints, "A grid has at least 3 points.");
        if (!(FailureBudget is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(FailureBudget), FailureBudget, "A failure budget lies between 0 and 1.");
    }
}
