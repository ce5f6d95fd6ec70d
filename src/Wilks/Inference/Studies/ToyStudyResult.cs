using Wilks.Models;

namespace Wilks.Inference;

/// <summary>A number estimated from toys and its statistical uncertainty.</summary>
/// <param name="Value">The number; NaN without enough toys.</param>
/// <param name="Uncertainty">One standard deviation.</param>
public readonly record struct ToyEstimate(double Value, double Uncertainty);

/// <summary>What the toys of one point say of one parameter.</summary>
public sealed record StudyPoint
{
    /// <summary>The value that the toys were drawn from.</summary>
    public required double Truth { get; init; }

    /// <summary>The mean of the estimates.</summary>
    public required ToyEstimate Mean { get; init; }

    /// <summary>The spread of the estimates.</summary>
    public required ToyEstimate Spread { get; init; }

    /// <summary>Mean − truth.</summary>
    public required ToyEstimate Bias { get; init; }

    /// <summary>The mean of the profile pulls <c>± √t(truth)</c>, with the sign of estimate − truth.</summary>
    public required ToyEstimate ProfilePullMean { get; init; }

    /// <summary>The width of the profile pulls.</summary>
    public required ToyEstimate ProfilePullWidth { get; init; }

    /// <summary>The mean of the Hessian pulls (estimate − truth)/uncertainty.</summary>
    public required ToyEstimate HessePullMean { get; init; }

    /// <summary>The width of the Hessian pulls.</summary>
    public required ToyEstimate HessePullWidth { get; init; }

    /// <summary>The fraction of profile-likelihood intervals that hold the truth.</summary>
    public required ToyPValue ProfileCoverage { get; init; }

    /// <summary>The fraction of Hessian intervals that hold the truth.</summary>
    public required ToyPValue HesseCoverage { get; init; }

    /// <summary>How many estimates lie at a bound; they have no Hessian uncertainty and are left out of what needs one.</summary>
    public required int AtBoundCount { get; init; }

    /// <summary>How many toys are in the numbers.</summary>
    public required int ToyCount { get; init; }

    /// <summary>How many toys failed; they are left out.</summary>
    public required int FailedCount { get; init; }

    /// <summary>How many toys needed a second start.</summary>
    public required int RetriedCount { get; init; }
}

/// <summary>A straight line through the mean estimates over the true values, weighted with their uncertainties.</summary>
/// <param name="Slope">Its slope; 1 where estimates are right.</param>
/// <param name="Intercept">Its value at 0.</param>
/// <param name="ChiSquared">The χ² of the line.</param>
/// <param name="DegreesOfFreedom">Points − 2.</param>
public sealed record LinearityFit(ToyEstimate Slope, ToyEstimate Intercept, double ChiSquared, int DegreesOfFreedom);

/// <summary>A study of one parameter.</summary>
public sealed record ParameterStudy
{
    /// <summary>The parameter.</summary>
    public required Parameter Parameter { get; init; }

    /// <summary>The points, in the order they were given.</summary>
    public required IReadOnlyList<StudyPoint> Points { get; init; }

    /// <summary>The line of linearity; null with fewer than two true values.</summary>
    public required LinearityFit? Linearity { get; init; }

    /// <summary>Why closure does not hold, one sentence each; empty where it does.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Whether closure holds.</summary>
    public bool Closes => Reasons.Count == 0;
}

/// <summary>A study with toys.</summary>
public sealed record ToyStudyResult
{
    /// <summary>The parameters that were studied.</summary>
    public required IReadOnlyList<ParameterStudy> Parameters { get; init; }

    /// <summary>The settings.</summary>
    public required ToyStudyOptions Options { get; init; }

    /// <summary>How it ended.</summary>
    public required ToyTestStatus Status { get; init; }

    /// <summary>One sentence when too many toys failed; otherwise empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>Whether closure holds for all parameters.</summary>
    public bool Closes => Status == ToyTestStatus.Done && Parameters.All(study => study.Closes);
}
