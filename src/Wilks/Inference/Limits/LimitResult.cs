namespace Wilks.Inference;

/// <summary>Limits on a parameter of interest; the statistic says on which side.</summary>
public sealed record LimitResult
{
    /// <summary>The name of the parameter of interest.</summary>
    public required string PoiName { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double PoiHat { get; init; }

    /// <summary>The confidence level.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>The p-value that is bounded.</summary>
    public required LimitMethod Method { get; init; }

    /// <summary>The test statistic.</summary>
    public required TestStatistic Statistic { get; init; }

    /// <summary>The observed limit; NaN when it was not found.</summary>
    public required double Observed { get; init; }

    /// <summary>The expected limits from −2σ to +2σ, see <see cref="ExpectedBand"/>; NaN where one was not found, empty when none was asked for.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>The tests made for it, in rising order of the tested value.</summary>
    public required IReadOnlyList<HypothesisTestResult> Points { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence for each limit that was not found; otherwise empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>How many fits were made.</summary>
    public required int FitCount { get; init; }
}
