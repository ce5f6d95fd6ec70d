namespace Wilks.Inference;

/// <summary>How an interval is made.</summary>
public enum IntervalMethod
{
    /// <summary>Where the profile likelihood rises by the quantile (MINOS).</summary>
    Profile,

    /// <summary>The value plus and minus Hessian uncertainties (HESSE).</summary>
    Hesse,
}

/// <summary>A two-sided interval of one parameter.</summary>
public sealed record ParameterInterval
{
    /// <summary>The parameter's index.</summary>
    public required int Index { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The fitted value.</summary>
    public required double Value { get; init; }

    /// <summary>The lower end; NaN where it was not found.</summary>
    public required double Lower { get; init; }

    /// <summary>The upper end; NaN where it was not found.</summary>
    public required double Upper { get; init; }

    /// <summary>Whether the lower end is the parameter's bound.</summary>
    public bool LowerAtBound { get; init; }

    /// <summary>Whether the upper end is the parameter's bound.</summary>
    public bool UpperAtBound { get; init; }

    /// <summary>How it was made.</summary>
    public required IntervalMethod Method { get; init; }

    /// <summary>The probability content.</summary>
    public required double Level { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence when something failed or an end is a bound; otherwise empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>How many fits were made besides the free one.</summary>
    public required int FitCount { get; init; }
}
