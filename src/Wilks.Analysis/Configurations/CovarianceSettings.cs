using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>How the covariance of all bins that a systematic acts on is found, and how much of it is kept.</summary>
/// <param name="Source">Where it comes from.</param>
public sealed record CovarianceSettings(ICovarianceSource Source)
{
    /// <summary>Eigen-variations, the largest first, are kept until no element of the covariance is off by more than this fraction of the largest one (or of the trace).</summary>
    public double Precision { get; init; } = 0.01;

    /// <summary>What <see cref="Precision"/> compares.</summary>
    public PrecisionMeasure Measure { get; init; } = PrecisionMeasure.LargestElement;

    /// <summary>The most eigen-variations that are kept.</summary>
    public int MaximumVariations { get; init; } = 100;

    /// <summary>Whether what is dropped is kept as an uncertainty of each bin by itself.</summary>
    public bool KeepsRemainder { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What the precision of a truncated covariance compares.</summary>
public enum PrecisionMeasure
{
    /// <summary>The largest element by absolute value of the part dropped, with that of the whole.</summary>
    LargestElement,

    /// <summary>The trace of the part dropped, with that of the whole.</summary>
    Trace,
}

/// <summary>Where a covariance comes from: <see cref="ReplicaSource"/>, <see cref="CorrectionSource"/>, <see cref="MatrixSource"/> or <see cref="VariationFileSource"/>.</summary>
public interface ICovarianceSource
{
    /// <summary>Where it was written.</summary>
    SourceLocation Location { get; }
}

/// <summary>Weights of many replicas of the simulation: the covariance is <c>Σ (V − n)(V − n)ᵀ / N</c> around the nominal templates n.</summary>
/// <param name="Variations">One variation per replica.</param>
public sealed record ReplicaSource(ImmutableArray<VariationSettings> Variations) : ICovarianceSource
{
    /// <summary>Whether deviations are taken from the mean of the replicas, and the sum divided by N − 1.</summary>
    public bool AroundMean { get; init; }

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>The uncertainties of a table of corrections, propagated exactly: <c>J C Jᵀ</c> with the derivatives J of the templates by the cells.</summary>
/// <param name="Correction">The name of the correction.</param>
public sealed record CorrectionSource(string Correction) : ICovarianceSource
{
    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>A matrix in a file (CSV or .npy): over the bins of all regions and samples that the systematic acts on, region by region in the order written, in each sample by sample.</summary>
/// <param name="Path">The file, relative to the folder of the configuration.</param>
public sealed record MatrixSource(string Path) : ICovarianceSource
{
    /// <summary>Whether it is of relative changes.</summary>
    public bool IsRelative { get; init; }

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>Variations in a CSV file: one row each, one column per bin in the order of <see cref="MatrixSource"/>; their covariance is <c>Σ v vᵀ</c>.</summary>
/// <param name="Path">The file, relative to the folder of the configuration.</param>
public sealed record VariationFileSource(string Path) : ICovarianceSource
{
    /// <summary>Whether they are relative changes.</summary>
    public bool IsRelative { get; init; } = true;

    /// <summary>The row of changes of each bin by itself, by the text in its first column; null for none.</summary>
    public string? UncorrelatedRow { get; init; }

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>A factor on the weight of events that is looked up in a table by bins of their variables.</summary>
/// <param name="Name">The name, unique.</param>
/// <param name="Table">A CSV file, relative to the folder of the configuration: columns <c>NAME_min</c> and <c>NAME_max</c> of every variable, one of values, some of uncertainties.</param>
public sealed record CorrectionSettings(string Name, string Table)
{
    /// <summary>For every name of the table's columns, the expression that is looked up.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Variables { get; init; }

    /// <summary>The column of values.</summary>
    public required string Value { get; init; }

    /// <summary>Columns of absolute uncertainties that are independent between cells.</summary>
    public ImmutableArray<string> Uncorrelated { get; init; } = [];

    /// <summary>Columns of absolute uncertainties, each of one source that moves all cells together.</summary>
    public ImmutableArray<string> Correlated { get; init; } = [];

    /// <summary>Which events are looked up; the others have the factor 1. Null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether the value is a factor on the weight; false where the weight has it already.</summary>
    public bool IsApplied { get; init; } = true;

    /// <summary>Whether events outside of all cells have the factor 1 without uncertainty; otherwise they are an error.</summary>
    public bool AllowsOutside { get; init; }

    /// <summary>The samples it acts on, never the data.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>The regions it acts in.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}
