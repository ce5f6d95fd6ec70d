namespace Wilks.Inference;

/// <summary>Settings of a study with toys.</summary>
public sealed record ToyStudyOptions
{
    /// <summary>The points that toys are drawn from, at least one; each has all parameters by index.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Truths { get; init; }

    /// <summary>The parameters that are studied, at least one; none may be fixed.</summary>
    public required IReadOnlyList<int> Parameters { get; init; }

    /// <summary>The number of toys at each point, at least 2. The default is 1,000.</summary>
    public int Toys { get; init; } = 1000;

    /// <summary>The seed. The toys of a point are a function of the seed and the point.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The level of the intervals whose coverage is counted, between 0 and 1. The default is 0.6827.</summary>
    public double Level { get; init; } = 0.6827;

    /// <summary>The number of threads; null takes one per processor. Results do not depend on it.</summary>
    public int? Threads { get; init; }

    /// <summary>The fraction of a point's toys that may fail, in [0, 1]. The default is 1 %.</summary>
    public double FailureBudget { get; init; } = ToyTestOptions.DefaultFailureBudget;

    /// <summary>What closure means.</summary>
    public ClosureCriterion Closure { get; init; } = new();
}

/// <summary>When a study closes: each number may differ from what it should be by a few of its statistical uncertainties, or by little.</summary>
public sealed record ClosureCriterion
{
    /// <summary>The number of statistical uncertainties. The default is 3.</summary>
    public double Sigmas { get; init; } = 3;

    /// <summary>The bias allowed as a fraction of the spread of the estimates, and the mean and the width − 1 of pulls. The default is 0.05.</summary>
    public double Bias { get; init; } = 0.05;

    /// <summary>The difference of coverage and level allowed. The default is 0.02.</summary>
    public double Coverage { get; init; } = 0.02;

    /// <summary>The slope − 1 of the line of linearity allowed. The default is 0.02.</summary>
    public double Slope { get; init; } = 0.02;
}
