namespace Wilks.Inference;

/// <summary>What is computed at each point of a grid.</summary>
public sealed record GridOptions
{
    /// <summary>The defaults: CLs of 1 with q̃, no limits.</summary>
    public static GridOptions Default { get; } = new();

    /// <summary>The tested value; null for no test. The default is 1.</summary>
    public double? TestedPoi { get; init; } = 1;

    /// <summary>Settings of the upper limits; null for no limits. The default is none.</summary>
    public LimitOptions? Limit { get; init; }

    /// <summary>The test statistic: q or q̃. The default is q̃.</summary>
    public TestStatistic Statistic { get; init; } = TestStatistic.QMuTilde;

    /// <summary>The number of threads, each working on a point of its own; null for one per processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }
}
