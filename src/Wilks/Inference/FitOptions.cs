using Wilks.Minimization;

namespace Wilks.Inference;

/// <summary>Settings of a fit.</summary>
public sealed record FitOptions
{
    /// <summary>The defaults: start at the parameters' initial values, hold what the model holds.</summary>
    public static FitOptions Default { get; } = new();

    /// <summary>Starting values of all parameters in the model's order; null starts at the initial values. Values outside the bounds are moved onto them.</summary>
    public IReadOnlyList<double>? Start { get; init; }

    /// <summary>Parameters (by index) held at a value for this fit, besides those the model holds.</summary>
    public IReadOnlyDictionary<int, double>? Hold { get; init; }

    /// <summary>Settings of the minimiser.</summary>
    public MinimizerOptions Minimizer { get; init; } = MinimizerOptions.Default;
}
