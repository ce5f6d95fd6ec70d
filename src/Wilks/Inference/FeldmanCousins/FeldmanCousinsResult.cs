namespace Wilks.Inference;

/// <summary>One tested point of the construction.</summary>
/// <param name="Values">The tested values.</param>
/// <param name="T">The likelihood ratio of the data; NaN where a fit failed.</param>
/// <param name="Critical">The value of t that a fraction of toys as large as the level does not exceed.</param>
/// <param name="PValue">The fraction of toys with a ratio of at least that of the data.</param>
/// <param name="IsAccepted">Whether the point belongs to the confidence set: <c>p &gt; 1 − level</c>.</param>
/// <param name="FailedCount">How many toys failed.</param>
/// <param name="Status">How it ended.</param>
public sealed record FeldmanCousinsPoint(IReadOnlyList<double> Values, double T, double Critical, ToyPValue PValue, bool IsAccepted, int FailedCount, InferenceStatus Status);

/// <summary>An end of an interval.</summary>
/// <param name="Value">Where; NaN where it was not found.</param>
/// <param name="Uncertainty">The statistical uncertainty from the number of toys; 0 at a bound.</param>
/// <param name="IsAtBound">Whether it is a bound of the parameter: every value up to it is accepted.</param>
public readonly record struct FeldmanCousinsEnd(double Value, double Uncertainty, bool IsAtBound)
{
    /// <summary>An end that was not found.</summary>
    public static FeldmanCousinsEnd None { get; } = new(double.NaN, double.NaN, false);
}

/// <summary>A Feldman–Cousins interval of one parameter.</summary>
public sealed record FeldmanCousinsResult
{
    /// <summary>The parameter's index.</summary>
    public required int Index { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double Value { get; init; }

    /// <summary>The lower end of the confidence set.</summary>
    public required FeldmanCousinsEnd Lower { get; init; }

    /// <summary>The upper end of the confidence set.</summary>
    public required FeldmanCousinsEnd Upper { get; init; }

    /// <summary>The confidence level.</summary>
    public required double Level { get; init; }

    /// <summary>The tested points, in rising order.</summary>
    public required IReadOnlyList<FeldmanCousinsPoint> Points { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence for each remark: an end at a bound, a gap in the set, an end that was not found, toys that failed.</summary>
    public required string StatusMessage { get; init; }
}

/// <summary>A Feldman–Cousins confidence set of two parameters on a grid.</summary>
public sealed record FeldmanCousinsRegionResult
{
    /// <summary>The indices of the two parameters.</summary>
    public required IReadOnlyList<int> Parameters { get; init; }

    /// <summary>Their fitted values.</summary>
    public required IReadOnlyList<double> Values { get; init; }

    /// <summary>The confidence level.</summary>
    public required double Level { get; init; }

    /// <summary>The tested points; the second parameter runs fastest.</summary>
    public required IReadOnlyList<FeldmanCousinsPoint> Points { get; init; }

    /// <summary>Points of the boundary of the set, interpolated along the grid lines, each with its statistical uncertainty along its line.</summary>
    public required IReadOnlyList<BoundaryPoint> Boundary { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence when something failed or the set reaches the edge of the grid; otherwise empty.</summary>
    public required string StatusMessage { get; init; }
}

/// <summary>A point of the boundary of a confidence set.</summary>
/// <param name="First">The first parameter.</param>
/// <param name="Second">The second parameter.</param>
/// <param name="Uncertainty">The statistical uncertainty, along the parameter that was interpolated.</param>
/// <param name="IsAlongFirst">Whether that is the first parameter.</param>
public readonly record struct BoundaryPoint(double First, double Second, double Uncertainty, bool IsAlongFirst);
