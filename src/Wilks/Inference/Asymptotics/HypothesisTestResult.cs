namespace Wilks.Inference;

/// <summary>A test of one value of a parameter of interest.</summary>
public sealed record HypothesisTestResult
{
    /// <summary>The name of the parameter of interest.</summary>
    public required string PoiName { get; init; }

    /// <summary>The tested value.</summary>
    public required double Poi { get; init; }

    /// <summary>The fitted value.</summary>
    public required double PoiHat { get; init; }

    /// <summary>The test statistic used.</summary>
    public required TestStatistic Statistic { get; init; }

    /// <summary>Its value for the data.</summary>
    public required double Value { get; init; }

    /// <summary>Its value for the Asimov data.</summary>
    public required double AsimovValue { get; init; }

    /// <summary>The observed p-values. For discovery statistics <c>CLsb</c> is p₀.</summary>
    public required TailProbabilities Observed { get; init; }

    /// <summary>The expected p-values from −2σ to +2σ; see <see cref="ExpectedBand"/>.</summary>
    public required IReadOnlyList<TailProbabilities> Expected { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence when something failed or must be known; otherwise empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>How many fits the calculator has made so far.</summary>
    public required int FitCount { get; init; }
}
