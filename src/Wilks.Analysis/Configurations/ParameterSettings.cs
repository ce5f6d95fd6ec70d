using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>A free factor on whole samples.</summary>
/// <param name="Name">The parameter.</param>
public sealed record NormFactorSettings(string Name)
{
    /// <summary>The regions it acts in.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>The samples it acts on.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>The starting value; null for 1.</summary>
    public double? Nominal { get; init; }

    /// <summary>The allowed range; null for [0, 10].</summary>
    public Interval? Bounds { get; init; }

    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>The group of parameters it is in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A free factor per bin.</summary>
/// <param name="Name">The parameter.</param>
public sealed record ShapeFactorSettings(string Name)
{
    /// <summary>The regions it acts in; all must have the same number of bins.</summary>
    public NameSelection Regions { get; init; } = NameSelection.All;

    /// <summary>The samples it acts on.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>What tables and plots call it; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>The group of parameters it is in; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}
