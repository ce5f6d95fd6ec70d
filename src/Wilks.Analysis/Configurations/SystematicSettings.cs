using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>A systematic uncertainty.</summary>
/// <param name="Name">The name, unique.</param>
/// <param name="Type">How it acts.</param>
public sealed record SystematicSettings(string Name, SystematicType Type)
{
    /// <summary>The parameter; systematics of one parameter are fully correlated. The name by default.</summary>
    public string ModifierName { get; init; } = Name;

    /// <summary>The upward variation; null where there is none.</summary>
    public VariationSettings? Up { get; init; }

    /// <summary>The downward variation; null where there is none.</summary>
    public VariationSettings? Down { get; init; }

    /// <summary>Further variations, which <see cref="Combination"/> makes one of; none where <see cref="Up"/> and <see cref="Down"/> are given.</summary>
    public ImmutableArray<VariationSettings> Variations { get; init; } = [];

    /// <summary>How many variations become one.</summary>
    public CombinationRule Combination { get; init; } = CombinationRule.Envelope;

    /// <summary>What makes a covariance, of <see cref="SystematicType.Covariance"/>; null otherwise.</summary>
    public CovarianceSettings? Covariance { get; init; }

    /// <summary>The regions it acts in.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>The samples it acts on.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>How missing or asymmetric sides are made symmetric.</summary>
    public SymmetrizationRule Symmetrization { get; init; } = SymmetrizationRule.None;

    /// <summary>In which order variations are smoothed, made symmetric and split into normalisation and shape.</summary>
    public ImmutableArray<ProcessingStep> Order { get; init; } = [ProcessingStep.Smooth, ProcessingStep.Normalize, ProcessingStep.Symmetrize];

    /// <summary>How variations are smoothed; null for not at all.</summary>
    public SmoothingSettings? Smoothing { get; init; }

    /// <summary>A sample whose relative variation is taken over: the templates are <c>nominal · varied reference / nominal reference</c>. Null for the sample itself.</summary>
    public string? ReferenceSample { get; init; }

    /// <summary>Whether it has one parameter for each region.</summary>
    public bool DecorrelateRegions { get; init; }

    /// <summary>Whether it has one parameter for each sample.</summary>
    public bool DecorrelateSamples { get; init; }

    /// <summary>Whether it has one parameter for each bin.</summary>
    public bool DecorrelateBins { get; init; }

    /// <summary>Whether its parameter has no constraint term.</summary>
    public bool IsFree { get; init; }

    /// <summary>Whether pruning leaves it alone.</summary>
    public bool KeepAlways { get; init; }

    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>The group of parameters it is in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>How a systematic acts.</summary>
public enum SystematicType
{
    /// <summary>A factor on the sample, given as a number (a normsys).</summary>
    Normalization,

    /// <summary>Varied templates, split into a factor and a shape (normsys and histosys of one parameter).</summary>
    NormPlusShape,

    /// <summary>Varied templates, of which only the shape counts (histosys).</summary>
    Shape,

    /// <summary>Varied templates, of which only the factor counts (normsys).</summary>
    Norm,

    /// <summary>An uncertainty of every bin by itself (shapesys), as large as the variation or the number given.</summary>
    ShapeSys,

    /// <summary>A covariance of all bins of all regions and samples, as ordered eigen-variations.</summary>
    Covariance,
}

/// <summary>What a variation changes of the nominal template; a null member keeps it.</summary>
public sealed record VariationSettings
{
    /// <summary>Another tree.</summary>
    public string? Tree { get; init; }

    /// <summary>Another weight.</summary>
    public string? Weight { get; init; }

    /// <summary>A factor on the nominal weight.</summary>
    public string? WeightFactor { get; init; }

    /// <summary>Other variables; empty keeps the nominal ones.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>Another filter.</summary>
    public string? Filter { get; init; }

    /// <summary>Another text for <c>{RegionPath}</c>.</summary>
    public string? RegionPath { get; init; }

    /// <summary>Other texts for <c>{SamplePath}</c>; empty keeps the nominal ones.</summary>
    public ImmutableArray<string> SamplePaths { get; init; } = [];

    /// <summary>Another text for <c>{VariationPath}</c>.</summary>
    public string? VariationPath { get; init; }

    /// <summary>The nominal template of another sample in its place.</summary>
    public string? Sample { get; init; }

    /// <summary>The relative change of the normalisation, such as 0.05 or −0.05.</summary>
    public double? Normalization { get; init; }

    /// <summary>Whether the side is the mirror image of the other.</summary>
    public bool IsSymmetrized { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Whether it needs a template of its own.</summary>
    public bool HasTemplate => !IsSymmetrized && Normalization is null;
}

/// <summary>How many variations become one.</summary>
public enum CombinationRule
{
    /// <summary>In each bin the highest one is up and the lowest one is down.</summary>
    Envelope,

    /// <summary>Nominal ± the root of the mean squared deviation from the mean of the variations (divided by N − 1).</summary>
    StandardDeviation,

    /// <summary>Nominal ± the root of the sum of the squared deviations from the nominal (members of a Hessian set).</summary>
    Hessian,
}

/// <summary>How variations are made symmetric. With the relative changes u and d of a bin and its nominal content n:</summary>
public enum SymmetrizationRule
{
    /// <summary>They are left as they are.</summary>
    None,

    /// <summary>The side that is given is mirrored: <c>2n − n(1 + u)</c>.</summary>
    OneSided,

    /// <summary><c>n(1 ± (u − d)/2)</c>.</summary>
    TwoSided,

    /// <summary>The larger of u and d by absolute value, mirrored.</summary>
    Maximum,

    /// <summary><c>n(1 ± (|u| + |d|)/2)</c>.</summary>
    AbsoluteMean,
}

/// <summary>A step of the treatment of a variation.</summary>
public enum ProcessingStep
{
    /// <summary>Statistical fluctuations are smoothed away.</summary>
    Smooth,

    /// <summary>The variation is split into a factor and a shape of the nominal integral.</summary>
    Normalize,

    /// <summary>Both sides are made symmetric.</summary>
    Symmetrize,
}

/// <summary>How a variation is smoothed.</summary>
/// <param name="Algorithm">How.</param>
public sealed record SmoothingSettings(SmoothingAlgorithm Algorithm)
{
    /// <summary>The regions in which it is.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>The samples of which it is.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>Of <see cref="SmoothingAlgorithm.MaximumVariation"/>: the largest number of changes of slope.</summary>
    public int SlopeChanges { get; init; } = 4;

    /// <summary>Of <see cref="SmoothingAlgorithm.MaximumVariation"/>: the relative statistical uncertainty up to which bins are merged first.</summary>
    public double Tolerance { get; init; } = 0.08;

    /// <summary>Of the kernels: the width as a fraction of the region's range; null finds it by leave-one-out cross-validation.</summary>
    public double? Bandwidth { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>How variations are smoothed.</summary>
public enum SmoothingAlgorithm
{
    /// <summary>Friedman's 353QH twice, with cabinetry's rule for the ends, of the ratio to nominal.</summary>
    Twice353QH,

    /// <summary>The same as ROOT's <c>TH1::Smooth</c> does it.</summary>
    Root353QH,

    /// <summary>TRExFitter's default: bins are merged until the ratio has few changes of slope, then smoothed.</summary>
    MaximumVariation,

    /// <summary>Bins are merged until the ratio is monotonic.</summary>
    Monotonic,

    /// <summary>Bins are merged until the ratio has one extremum at most.</summary>
    Parabolic,

    /// <summary>Nadaraya–Watson regression of the ratio with a Gaussian kernel.</summary>
    GaussianKernelRatio,

    /// <summary>The same of the difference.</summary>
    GaussianKernelDifference,

    /// <summary>The same of the ratio with a uniform kernel.</summary>
    UniformKernelRatio,

    /// <summary>The same of the difference with a uniform kernel.</summary>
    UniformKernelDifference,
}
