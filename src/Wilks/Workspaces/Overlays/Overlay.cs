using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>What is laid over a workspace: parameter expressions, new parameters, constraint terms, settings, groups, labels, parameters of interest.</summary>
/// <remarks>Names are checked against the model when it is compiled. Several overlays are laid one over the other: the later one wins.</remarks>
public sealed record Overlay
{
    /// <summary>Changes of parameters that the workspace has, in the order written.</summary>
    public ImmutableArray<ParameterChange> Parameters { get; init; } = [];

    /// <summary>Parameters that the workspace does not have, in the order written.</summary>
    public ImmutableArray<ParameterChange> NewParameters { get; init; } = [];

    /// <summary>Constraint terms of several parameters.</summary>
    public ImmutableArray<CorrelatedConstraint> CorrelatedConstraints { get; init; } = [];

    /// <summary>Groups of parameters.</summary>
    public ImmutableArray<ParameterGroup> Groups { get; init; } = [];

    /// <summary>Labels of channels and samples; those of parameters stand with them.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>The parameters of interest that replace the measurement's; null keeps those.</summary>
    public ImmutableArray<string>? Pois { get; init; }

    /// <summary>Where the list of parameters of interest was written.</summary>
    public SourceLocation PoisLocation { get; init; }

    /// <summary>Where the document starts.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>This overlay with another one laid over it.</summary>
    /// <param name="later">The one that wins where both say something.</param>
    public Overlay With(Overlay later)
    {
        ArgumentNullException.ThrowIfNull(later);
        return later with
        {
            Parameters = [.. Parameters, .. later.Parameters],
            NewParameters = [.. NewParameters, .. later.NewParameters],
            CorrelatedConstraints = [.. CorrelatedConstraints, .. later.CorrelatedConstraints],
            Groups = [.. Groups.Where(g => later.Groups.All(other => other.Name != g.Name)), .. later.Groups],
            Labels = [.. Labels, .. later.Labels],
            Pois = later.Pois ?? Pois,
            PoisLocation = later.Pois is null ? PoisLocation : later.PoisLocation,
        };
    }
}

/// <summary>What an overlay says of one parameter; a null member keeps what was there.</summary>
/// <param name="Name">A name such as <c>mu</c> or <c>gamma[2]</c>, a per-bin set, or, for parameters that exist, a pattern with <c>*</c> and <c>?</c>.</param>
public sealed record ParameterChange(string Name)
{
    /// <summary>The expression that the parameter follows from others by.</summary>
    public string? Expression { get; init; }

    /// <summary>The starting value.</summary>
    public double? Init { get; init; }

    /// <summary>The allowed range.</summary>
    public Interval? Bounds { get; init; }

    /// <summary>Whether the parameter is held at its starting value.</summary>
    public bool? Fixed { get; init; }

    /// <summary>Its constraint term.</summary>
    public IConstraintSetting? Constraint { get; init; }

    /// <summary>What tables and plots call it.</summary>
    public string? Label { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Where the expression was written.</summary>
    public SourceLocation ExpressionLocation { get; init; }
}

/// <summary>A multivariate Gaussian constraint term: <c>(a − θ)ᵀ C⁻¹ (a − θ)</c> in 2NLL, with the auxiliary data a.</summary>
/// <param name="Parameters">The parameters, at least two, in the order of the matrix.</param>
public sealed record CorrelatedConstraint(ImmutableArray<string> Parameters)
{
    /// <summary>The auxiliary data; null keeps those of the parameters' present constraint terms, or takes their starting values.</summary>
    public ImmutableArray<double>? Means { get; init; }

    /// <summary>The covariance matrix C, row by row; null when a correlation matrix is given.</summary>
    public ImmutableArray<double>? Covariance { get; init; }

    /// <summary>The correlation matrix, row by row; null when the covariance is given.</summary>
    public ImmutableArray<double>? Correlation { get; init; }

    /// <summary>The widths that go with a correlation matrix; null takes those of the parameters' present constraint terms.</summary>
    public ImmutableArray<double>? Sigmas { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A group of parameters, for impacts and breakdowns.</summary>
/// <param name="Name">The name of the group.</param>
/// <param name="Patterns">Names, per-bin sets, or patterns with <c>*</c> and <c>?</c>.</param>
public sealed record ParameterGroup(string Name, ImmutableArray<string> Patterns)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What tables and plots call a channel or a sample.</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">Its name in the workspace.</param>
/// <param name="Text">The label.</param>
public sealed record Label(LabelKind Kind, string Name, string Text)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What a label belongs to.</summary>
public enum LabelKind
{
    /// <summary>A channel.</summary>
    Channel,

    /// <summary>A sample, in whatever channels it stands.</summary>
    Sample,
}
