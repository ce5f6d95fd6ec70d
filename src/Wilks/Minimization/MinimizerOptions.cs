namespace Wilks.Minimization;

/// <summary>Settings of a minimisation.</summary>
public sealed record MinimizerOptions
{
    /// <summary>The defaults.</summary>
    public static MinimizerOptions Default { get; } = new();

    /// <summary>The largest number of iterations, at least 1. The default is 500.</summary>
    public int IterationLimit { get; init; } = 500;

    /// <summary>The EDM below which the search ends, in units of the objective. The default is 1e-10 (MINUIT's default is 2e-4 for a 2NLL).</summary>
    public double EdmTolerance { get; init; } = 1e-10;
}
