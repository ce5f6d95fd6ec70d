namespace Wilks.Inference;

/// <summary>Which p-value a limit bounds.</summary>
public enum LimitMethod
{
    /// <summary><c>CLs = CLsb / CLb</c>.</summary>
    CLs,

    /// <summary><c>CLsb</c>, the p-value of the tested value: full power, but a downward fluctuation may exclude everything.</summary>
    CLsb,
}

/// <summary>Settings of an upper limit.</summary>
public sealed record LimitOptions
{
    /// <summary>The defaults: CLs at 95 %, observed and expected.</summary>
    public static LimitOptions Default { get; } = new();

    /// <summary>The confidence level, between 0.5 and 1 (a limit below one half is no limit). The default is 0.95.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>The p-value that is bounded. The default is CLs.</summary>
    public LimitMethod Method { get; init; } = LimitMethod.CLs;

    /// <summary>Whether the expected limits are left out.</summary>
    public bool ObservedOnly { get; init; }

    /// <summary>The relative accuracy of the limits. The default is 1e-6.</summary>
    public double Tolerance { get; init; } = 1e-6;

    /// <summary>Values to test on a grid, between which limits are interpolated linearly; null searches for the limits.</summary>
    public IReadOnlyList<double>? Scan { get; init; }
}
