using Wilks.Models;

namespace Wilks.Inference;

/// <summary>A change of the parameter of interest when something is moved up or down by one standard deviation.</summary>
/// <param name="Up">The change for the shift up; NaN when it is not defined or its fit failed.</param>
/// <param name="Down">The change for the shift down.</param>
public readonly record struct Shift(double Up, double Down)
{
    /// <summary>No such shift.</summary>
    public static Shift None { get; } = new(double.NaN, double.NaN);

    /// <summary>Half the distance between the two ends, the size that rankings use.</summary>
    public double Size => 0.5 * Math.Abs(Up - Down);
}

/// <summary>How one nuisance parameter acts on the parameter of interest; <c>docs/explanations/impacts.md</c> compares the definitions.</summary>
public sealed record Impact
{
    /// <summary>The nuisance parameter.</summary>
    public required Parameter Parameter { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double Value { get; init; }

    /// <summary>Its post-fit uncertainty; NaN at a bound.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>The shift of the POI when it is held at its fitted value ± its pre-fit uncertainty and all others are fitted.</summary>
    public required Shift Prefit { get; init; }

    /// <summary>The same with the post-fit uncertainty.</summary>
    public required Shift Postfit { get; init; }

    /// <summary><c>cov(POI, θ)/σ_θ</c>: the post-fit shift of a Gaussian likelihood.</summary>
    public required double Covariance { get; init; }

    /// <summary>The shift of the POI when the auxiliary datum of its constraint moves by its pre-fit uncertainty and everything is fitted.</summary>
    public required Shift Auxiliary { get; init; }
}

/// <summary>How a group of nuisance parameters acts on the parameter of interest.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Parameters">Its members.</param>
/// <param name="Freezing"><c>√(σ² − σ_frozen²)</c>, where σ_frozen is the POI's uncertainty with the group held at its fitted values.</param>
/// <param name="Covariance"><c>√(C_pG C_GG⁻¹ C_Gp)</c>: the same from the covariance alone.</param>
/// <param name="Auxiliary">The quadratic sum of its members' auxiliary shifts.</param>
public sealed record GroupImpact(string Name, IReadOnlyList<int> Parameters, double Freezing, double Covariance, double Auxiliary);

/// <summary>All impacts on one parameter of interest.</summary>
public sealed record ImpactResult
{
    /// <summary>The parameter of interest.</summary>
    public required Parameter Poi { get; init; }

    /// <summary>The free fit.</summary>
    public required FitResult Best { get; init; }

    /// <summary>The impacts, largest post-fit shift first.</summary>
    public required IReadOnlyList<Impact> Impacts { get; init; }

    /// <summary>The groups asked for, largest first.</summary>
    public required IReadOnlyList<GroupImpact> Groups { get; init; }

    /// <summary>The POI's uncertainty σ.</summary>
    public required double Total { get; init; }

    /// <summary>The quadratic sum of all auxiliary shifts: what the constraint terms contribute.</summary>
    public required double Systematic { get; init; }

    /// <summary><c>√(σ² − systematic²)</c>: what the fluctuations of the main data contribute.</summary>
    public required double Statistical { get; init; }

    /// <summary>How many of the fits did not converge; their shifts are NaN.</summary>
    public required int FailedCount { get; init; }
}
