namespace Wilks.Inference;

/// <summary>The base distribution of the distance between test statistic and Asimov value.</summary>
public enum BaseDistribution
{
    /// <summary>A standard normal distribution.</summary>
    Normal,

    /// <summary>A standard normal distribution that can't be reached below −√q_A, where the test statistic would be negative: expected values stop there.</summary>
    ClippedNormal,
}

/// <summary>Settings of an <see cref="AsymptoticCalculator"/>.</summary>
public sealed record AsymptoticOptions
{
    /// <summary>The defaults: q̃_μ, Asimov data at 0 with nuisance parameters fitted to the data.</summary>
    public static AsymptoticOptions Default { get; } = new();

    /// <summary>The test statistic; the default is q̃_μ.</summary>
    public TestStatistic Statistic { get; init; } = TestStatistic.QMuTilde;

    /// <summary>The base distribution. The default is normal.</summary>
    public BaseDistribution Base { get; init; } = BaseDistribution.Normal;

    /// <summary>The value of the parameter of interest behind the Asimov data; null takes 1 for discovery and lower limits, and 0 for others.</summary>
    public double? AsimovPoi { get; init; }

    /// <summary>Whether the nuisance parameters behind the Asimov data keep their initial values instead of those of the conditional fit to the data.</summary>
    public bool PrefitAsimov { get; init; }

    /// <summary>Start and held parameters of every fit.</summary>
    public FitOptions Fit { get; init; } = FitOptions.Default;
}
