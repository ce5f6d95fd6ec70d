using Wilks.Models;

namespace Wilks.Inference;

/// <summary>An uncertainty, or a part of one, in three ways.</summary>
/// <param name="Symmetric">From the Hessian; NaN at a bound.</param>
/// <param name="Up">From the upper side of the profile-likelihood interval.</param>
/// <param name="Down">From its lower side, a positive number.</param>
public readonly record struct UncertaintySplit(double Symmetric, double Up, double Down);

/// <summary>What one group contributes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its members.</param>
/// <param name="Alone">The drop in quadrature when only this group is frozen.</param>
/// <param name="InOrder">The drop in quadrature when it is frozen besides all groups before it.</param>
public sealed record GroupBreakdown(string Name, IReadOnlyList<int> Parameters, UncertaintySplit Alone, UncertaintySplit InOrder);

/// <summary>The breakdown of the uncertainty of one parameter of interest.</summary>
public sealed record PoiBreakdown
{
    /// <summary>The parameter.</summary>
    public required Parameter Poi { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double Value { get; init; }

    /// <summary>The total uncertainty.</summary>
    public required UncertaintySplit Total { get; init; }

    /// <summary>The uncertainty with all constrained nuisance parameters frozen.</summary>
    public required UncertaintySplit Statistical { get; init; }

    /// <summary><c>√(total² − statistical²)</c>.</summary>
    public required UncertaintySplit Systematic { get; init; }

    /// <summary>The groups in the order of sequential freezing.</summary>
    public required IReadOnlyList<GroupBreakdown> Groups { get; init; }

    /// <summary>What remains when all groups are frozen: its square and those of <see cref="GroupBreakdown.InOrder"/> add up to the square of the total.</summary>
    public required UncertaintySplit Remaining { get; init; }
}

/// <summary>A breakdown of uncertainties.</summary>
public sealed record BreakdownResult
{
    /// <summary>The free fit.</summary>
    public required FitResult Best { get; init; }

    /// <summary>The parameters of interest.</summary>
    public required IReadOnlyList<PoiBreakdown> Pois { get; init; }

    /// <summary>How many intervals could not be found; they are NaN.</summary>
    public required int FailedCount { get; init; }
}
