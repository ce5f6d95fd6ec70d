using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>A sample (process), or the data.</summary>
/// <param name="Name">The name, unique.</param>
public sealed record SampleSettings(string Name)
{
    /// <summary>What it is.</summary>
    public SampleRole Role { get; init; } = SampleRole.Background;

    /// <summary>The tree or table inside the files; null where a file holds one, or for histogram input.</summary>
    public string? Tree { get; init; }

    /// <summary>What stands for <c>{SamplePath}</c>: one text, or several whose files are added.</summary>
    public ImmutableArray<string> SamplePaths { get; init; } = [];

    /// <summary>Paths of files whose columns stand beside those of the sample's files, row by row, one for each or a pattern as in <see cref="GeneralSettings.InputPath"/>.</summary>
    public ImmutableArray<string> Friends { get; init; } = [];

    /// <summary>A selection; null for the region's.</summary>
    public string? Filter { get; init; }

    /// <summary>What the filter does to the region's; null for what <see cref="GeneralSettings.FilterMode"/> says.</summary>
    public FilterMode? FilterMode { get; init; }

    /// <summary>The weight of an event; null for 1.</summary>
    public string? Weight { get; init; }

    /// <summary>The regions it is in.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>How its statistical uncertainty is described.</summary>
    public StatErrorMode StatError { get; init; } = StatErrorMode.Shared;

    /// <summary>An expression of other samples by which it is made, bin by bin, such as <c>data_driven - 0.9 * prompt</c>; null for a sample of events. Names that are no identifiers stand in backquotes.</summary>
    public string? Formula { get; init; }

    /// <summary>What a table or a plot calls it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>The colour of plots, <c>#rrggbb</c> or a name; null for the next free one.</summary>
    public string? Color { get; init; }

    /// <summary>The group it is shown with; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What a sample is.</summary>
public enum SampleRole
{
    /// <summary>What is measured or looked for.</summary>
    Signal,

    /// <summary>Anything else that is expected.</summary>
    Background,

    /// <summary>The observed events.</summary>
    Data,

    /// <summary>Not in the model: used by formulas, references and morphing.</summary>
    Ghost,
}

/// <summary>How the statistical uncertainty of a sample enters the model.</summary>
public enum StatErrorMode
{
    /// <summary>One factor per bin for all samples of the region (Barlow-Beeston light).</summary>
    Shared,

    /// <summary>One factor per bin for this sample alone, with a Poisson constraint.</summary>
    Separate,

    /// <summary>Not at all.</summary>
    None,
}

/// <summary>How samples made at several values of parameters become one that interpolates.</summary>
/// <param name="Name">The name of the sample that the templates make together.</param>
public sealed record MorphingSettings(string Name)
{
    /// <summary>The parameters, one or more.</summary>
    public required ImmutableArray<MorphingParameter> Parameters { get; init; }

    /// <summary>The samples and the values of the parameters that they were made with; they form a complete grid.</summary>
    public required ImmutableArray<MorphingPoint> Points { get; init; }

    /// <summary>How.</summary>
    public MorphingInterpolation Interpolation { get; init; } = MorphingInterpolation.Linear;

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A parameter that templates are interpolated in.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Init">The starting value.</param>
/// <param name="Bounds">The allowed range; null for the range of the points.</param>
public sealed record MorphingParameter(string Name, double Init, Interval? Bounds)
{
    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A sample made at given values of the morphing parameters.</summary>
/// <param name="Sample">The sample; a ghost.</param>
/// <param name="Values">A value of each parameter, in their order.</param>
public sealed record MorphingPoint(string Sample, ImmutableArray<double> Values)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>How templates are interpolated.</summary>
public enum MorphingInterpolation
{
    /// <summary>Piecewise linear; kinks at the points.</summary>
    Linear,

    /// <summary>Natural cubic spline through the points, in each bin.</summary>
    Spline,

    /// <summary>The polynomial through all points, in each bin.</summary>
    Polynomial,
}
