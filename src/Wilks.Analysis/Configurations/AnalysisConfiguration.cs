using System.Collections.Immutable;
using Wilks.Formats.Columns;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>What an analyst wrote of an analysis: regions, samples, systematics, and what is done with them. Immutable.</summary>
/// <remarks><c>docs/reference/analysis-configuration.md</c> describes the file. Change it with <c>with</c>.</remarks>
public sealed record AnalysisConfiguration
{
    /// <summary>What concerns all parts.</summary>
    public required GeneralSettings General { get; init; }

    /// <summary>The regions (channels), in the order written.</summary>
    public required ImmutableArray<RegionSettings> Regions { get; init; }

    /// <summary>The samples (processes), in the order written, the data among them.</summary>
    public required ImmutableArray<SampleSettings> Samples { get; init; }

    /// <summary>Free factors on whole samples.</summary>
    public ImmutableArray<NormFactorSettings> NormFactors { get; init; } = [];

    /// <summary>Free factors per bin.</summary>
    public ImmutableArray<ShapeFactorSettings> ShapeFactors { get; init; } = [];

    /// <summary>The systematic uncertainties, in the order written.</summary>
    public ImmutableArray<SystematicSettings> Systematics { get; init; } = [];

    /// <summary>Weights of events that are looked up in tables.</summary>
    public ImmutableArray<CorrectionSettings> Corrections { get; init; } = [];

    /// <summary>How templates of samples depend on parameters.</summary>
    public ImmutableArray<MorphingSettings> Morphing { get; init; } = [];

    /// <summary>What is done to templates before they become a workspace.</summary>
    public ProcessingSettings Processing { get; init; } = new();

    /// <summary>Which results <c>wilks run</c> makes.</summary>
    public ResultSettings Results { get; init; } = new();

    /// <summary>What is laid over the workspace; null for nothing.</summary>
    public Overlay? Overlay { get; init; }

    /// <summary>Where the document starts.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The data sample; null when there is none.</summary>
    public SampleSettings? Data => Samples.FirstOrDefault(sample => sample.Role == SampleRole.Data);
}

/// <summary>What concerns all parts of an analysis.</summary>
public sealed record GeneralSettings
{
    /// <summary>The name of the measurement.</summary>
    public required string Measurement { get; init; }

    /// <summary>The parameters of interest; may be empty.</summary>
    public ImmutableArray<string> Pois { get; init; } = [];

    /// <summary>Where the input is: a path with the placeholders <c>{RegionPath}</c>, <c>{SamplePath}</c> and <c>{VariationPath}</c>, relative to the folder of the configuration.</summary>
    public required string InputPath { get; init; }

    /// <summary>Where templates are kept, relative to the folder of the configuration.</summary>
    public required string HistogramFolder { get; init; }

    /// <summary>Where <c>wilks run</c> writes, relative to the folder of the configuration.</summary>
    public string ResultFolder { get; init; } = "results";

    /// <summary>What stands for <c>{VariationPath}</c> unless a variation says otherwise.</summary>
    public string VariationPath { get; init; } = "";

    /// <summary>Parameters that are held at a value.</summary>
    public ImmutableArray<FixedParameter> Fixed { get; init; } = [];

    /// <summary>The language of expressions.</summary>
    public ColumnDialect Dialect { get; init; } = ColumnDialect.Auto;

    /// <summary>A selection that every event must pass, whatever the other filters say; null for none.</summary>
    public string? Filter { get; init; }

    /// <summary>A factor on the weight of every event that is no data; null for none.</summary>
    public string? Weight { get; init; }

    /// <summary>Whether the filter of a sample or of a variation takes the place of the one before it or is combined with it.</summary>
    public FilterMode FilterMode { get; init; } = FilterMode.Replace;

    /// <summary>What becomes of events beyond the outer edges.</summary>
    public OverflowMode Overflow { get; init; } = OverflowMode.Drop;

    /// <summary>What becomes of events whose weight or variable is NaN or infinite.</summary>
    public NotFiniteMode NotFinite { get; init; } = NotFiniteMode.Error;

    /// <summary>What a table or a plot is headed with; null for the measurement's name.</summary>
    public string? Title { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Where the parameters of interest were written.</summary>
    internal SourceLocation PoisLocation { get; init; }

    /// <summary>Where the path of the input was written.</summary>
    internal SourceLocation InputPathLocation { get; init; }
}

/// <summary>A parameter held at a value.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Value">The value.</param>
public sealed record FixedParameter(string Name, double Value)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What a filter does to the one before it: of the region, then of the sample, then of the variation.</summary>
public enum FilterMode
{
    /// <summary>It takes its place, as in cabinetry.</summary>
    Replace,

    /// <summary>Both must pass.</summary>
    Combine,
}

/// <summary>What becomes of events below the first or above the last edge.</summary>
public enum OverflowMode
{
    /// <summary>They are left out.</summary>
    Drop,

    /// <summary>They count in the first or last bin.</summary>
    Merge,

    /// <summary>Those below count in the first bin; those above are left out.</summary>
    MergeUnderflow,

    /// <summary>Those above count in the last bin; those below are left out.</summary>
    MergeOverflow,
}

/// <summary>What becomes of an event that passes the selection with a weight or variable that is NaN or infinite.</summary>
public enum NotFiniteMode
{
    /// <summary>The templates are refused, with the number of such events.</summary>
    Error,

    /// <summary>It is left out; the number is told.</summary>
    Drop,
}
