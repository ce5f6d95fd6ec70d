using Wilks.Models;

namespace Wilks.Inference;

/// <summary>One tested parameter.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Value">Its tested value.</param>
/// <param name="Fitted">Its value in the free fit.</param>
public sealed record TestedParameter(Parameter Parameter, double Value, double Fitted);

/// <summary>One test statistic of the data and its asymptotic p-value.</summary>
/// <param name="Statistic">Which.</param>
/// <param name="TestValue">The value it tests: 0 for discovery.</param>
/// <param name="Value">The test statistic.</param>
/// <param name="PValue">The probability of at least this value under the tested hypothesis.</param>
/// <param name="Status">How it ended.</param>
/// <param name="StatusMessage">One sentence when something failed; otherwise empty.</param>
public sealed record StatisticTest(TestStatistic Statistic, double TestValue, double Value, double PValue, InferenceStatus Status, string StatusMessage);

/// <summary>The toys of a likelihood-ratio test.</summary>
/// <param name="PValue">The fraction with a ratio of at least the observed one.</param>
/// <param name="Seed">The seed.</param>
/// <param name="FailedCount">How many failed; they are left out of the fraction.</param>
/// <param name="RetriedCount">How many needed a second start.</param>
/// <param name="Status">How they ended.</param>
public sealed record RatioToyResult(ToyPValue PValue, ulong Seed, int FailedCount, int RetriedCount, ToyTestStatus Status);

/// <summary>A likelihood-ratio test of several parameters at once.</summary>
public sealed record LikelihoodRatioResult
{
    /// <summary>What was tested.</summary>
    public required IReadOnlyList<TestedParameter> Tested { get; init; }

    /// <summary><c>t = 2NLL(tested) − 2NLL(free)</c>, never below zero; NaN where a fit failed.</summary>
    public required double Value { get; init; }

    /// <summary>The p-value from χ² with one degree of freedom for each tested parameter (Wilks 1938).</summary>
    public required double PValue { get; init; }

    /// <summary>Toys of the tested hypothesis; null without.</summary>
    public RatioToyResult? Toys { get; init; }

    /// <summary>For one tested parameter every test statistic with its asymptotic p-value; otherwise empty.</summary>
    public required IReadOnlyList<StatisticTest> Statistics { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence: what failed; otherwise empty.</summary>
    public required string StatusMessage { get; init; }
}
