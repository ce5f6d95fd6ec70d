using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>What is done to templates before they become a workspace.</summary>
public sealed record ProcessingSettings
{
    /// <summary>What becomes of negative bins.</summary>
    public NegativeBinRule NegativeBins { get; init; } = NegativeBinRule.Keep;

    /// <summary>Whether empty bins of a sample are given the uncertainty of one event of its mean weight.</summary>
    public bool GuessesEmptyBins { get; init; }

    /// <summary>What systematics are compared with when they are pruned.</summary>
    public PruningReference PruningReference { get; init; } = PruningReference.Sample;

    /// <summary>A factor is dropped when both sides change the reference by less than this fraction; null for never.</summary>
    public double? NormThreshold { get; init; }

    /// <summary>A shape is dropped below this; null for never.</summary>
    public double? ShapeThreshold { get; init; }

    /// <summary>What a shape's size is.</summary>
    public ShapeMeasure ShapeMeasure { get; init; } = ShapeMeasure.LargestBin;

    /// <summary>A bin's statistical parameter is held when the relative uncertainty is below it; null for never.</summary>
    public double? StatErrorThreshold { get; init; }

    /// <summary>A systematic that changes a sample's normalisation by more than this fraction is told; null for never.</summary>
    public double? LargeThreshold { get; init; } = 1.0;

    /// <summary>Whether such a systematic is dropped too.</summary>
    public bool DropsLarge { get; init; }

    /// <summary>Whether systematics of samples without a yield in a region are dropped.</summary>
    public bool DropsOnEmpty { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What becomes of negative bins of nominal and varied templates.</summary>
public enum NegativeBinRule
{
    /// <summary>They are kept; <c>wilks check</c> tells them.</summary>
    Keep,

    /// <summary>They become 0.</summary>
    Zero,

    /// <summary>They become 0 and the other bins are scaled to the integral as it was, where that is positive.</summary>
    ZeroKeepIntegral,

    /// <summary>They are an error.</summary>
    Error,
}

/// <summary>What the change by a systematic is divided by.</summary>
public enum PruningReference
{
    /// <summary>The sample.</summary>
    Sample,

    /// <summary>The sum of the backgrounds of the region.</summary>
    Background,

    /// <summary>The sum of all samples of the region.</summary>
    Total,
}

/// <summary>What the size of a shape is.</summary>
public enum ShapeMeasure
{
    /// <summary>The largest change of a bin.</summary>
    LargestBin,

    /// <summary>One minus the probability of the Kolmogorov test of the varied against the nominal template.</summary>
    Kolmogorov,
}

/// <summary>Which results <c>wilks run</c> makes.</summary>
public sealed record ResultSettings
{
    /// <summary>The results, by the names of <see cref="Known"/>; null for all that the measurement allows.</summary>
    public ImmutableArray<string>? Names { get; init; }

    /// <summary>The parameters whose profile likelihood is scanned.</summary>
    public ImmutableArray<string> Scans { get; init; } = [];

    /// <summary>The parameters with asymmetric uncertainties; null for the parameters of interest.</summary>
    public ImmutableArray<string>? Minos { get; init; }

    /// <summary>The confidence level of limits.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Whether expected (Asimov) data take the place of all data.</summary>
    public bool UsesAsimov { get; init; }

    /// <summary>The seed of everything random.</summary>
    public long Seed { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The names of results.</summary>
    public static ImmutableArray<string> Known { get; } = ["fit", "goodness_of_fit", "impacts", "breakdown", "limit", "significance", "predictions"];
}
