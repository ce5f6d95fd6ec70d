using System.Collections.Immutable;
using Wilks.Histograms;

namespace Wilks.Workspaces;

/// <summary>What an analyst wrote: channels with samples and modifiers, the observed counts, and measurements. Immutable; knows no index and no file format.</summary>
/// <remarks>Change it with <c>with</c>. Records that hold arrays compare by reference of those arrays: do not use <c>==</c> on them.</remarks>
public sealed record Workspace
{
    /// <summary>The channels (regions), in the order written.</summary>
    public required ImmutableArray<Channel> Channels { get; init; }

    /// <summary>The observed counts, one per channel.</summary>
    public required ImmutableArray<Observation> Observations { get; init; }

    /// <summary>The measurements; at least one.</summary>
    public required ImmutableArray<Measurement> Measurements { get; init; }

    /// <summary>Further data sets that can take the place of the observations; often none.</summary>
    public ImmutableArray<NamedDataset> Datasets { get; init; } = [];

    /// <summary>What is laid over the document; null for nothing.</summary>
    public Overlay? Overlay { get; init; }

    /// <summary>Where the document starts.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The workspace with another overlay laid over its own and over those of its measurements.</summary>
    /// <param name="overlay">The overlay; null changes nothing.</param>
    public Workspace With(Overlay? overlay)
    {
        if (overlay is null) return this;

        // What it adds stands in that of the workspace; what it changes must win over what the measurements change.
        Overlay changes = overlay with { NewParameters = [], CorrelatedConstraints = [] };
        return this with
        {
            Overlay = Overlay?.With(overlay) ?? overlay,
            Measurements = [.. Measurements.Select(measurement => measurement.Overlay is null ? measurement : measurement with { Overlay = measurement.Overlay.With(changes) })],
        };
    }
}

/// <summary>A channel (region): a histogram of counts described by the sum of its samples.</summary>
/// <param name="Name">The name, unique in the workspace.</param>
/// <param name="Samples">The samples (processes); all have the same number of bins.</param>
public sealed record Channel(string Name, ImmutableArray<Sample> Samples)
{
    /// <summary>What the bins divide, the last axis running fastest; empty where nothing is known of it.</summary>
    public ImmutableArray<IAxis> Axes { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>The number of bins; 0 for a channel without samples.</summary>
    public int BinCount => Samples.IsDefaultOrEmpty ? 0 : Samples[0].Data.Length;
}

/// <summary>A sample (process): nominal expected counts per bin and the modifiers that change them.</summary>
/// <param name="Name">The name, unique in its channel.</param>
/// <param name="Data">The nominal expected counts per bin.</param>
/// <param name="Modifiers">The modifiers in the order written.</param>
public sealed record Sample(string Name, ImmutableArray<double> Data, ImmutableArray<IModifier> Modifiers)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>The observed counts of one channel.</summary>
/// <param name="Name">The channel's name.</param>
/// <param name="Data">The counts per bin; need not be integers (Asimov data).</param>
public sealed record Observation(string Name, ImmutableArray<double> Data)
{
    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A data set beside the observed one: counts, or the values of parameters whose expectation it is.</summary>
/// <param name="Name">The name, unique in the workspace.</param>
public sealed record NamedDataset(string Name)
{
    /// <summary>The counts of every channel; null for expected (Asimov) data.</summary>
    public ImmutableArray<Observation>? Observations { get; init; }

    /// <summary>For expected data, the parameters that have another value than their initial one.</summary>
    public ImmutableArray<KeyValuePair<string, double>> At { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A choice of parameters of interest and of parameter settings.</summary>
/// <param name="Name">The name, unique in the workspace.</param>
/// <param name="Pois">The parameters of interest; may be empty.</param>
/// <param name="Parameters">Settings that replace the modifiers' defaults.</param>
public sealed record Measurement(string Name, ImmutableArray<string> Pois, ImmutableArray<ParameterSetting> Parameters)
{
    /// <summary>What is laid over the document for this measurement only, over what the workspace lays over it; null for nothing.</summary>
    public Overlay? Overlay { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>Settings of one parameter set; a null member keeps the default of the modifier.</summary>
/// <param name="Name">The modifier's name.</param>
public sealed record ParameterSetting(string Name)
{
    /// <summary>Starting values, one per element.</summary>
    public ImmutableArray<double>? Inits { get; init; }

    /// <summary>Allowed ranges, one per element.</summary>
    public ImmutableArray<Interval>? Bounds { get; init; }

    /// <summary>Auxiliary data of the constraint terms, one per element.</summary>
    public ImmutableArray<double>? AuxData { get; init; }

    /// <summary>Scale factors τ of Poisson constraint terms, one per element.</summary>
    public ImmutableArray<double>? Factors { get; init; }

    /// <summary>Widths σ of Gaussian constraint terms, one per element.</summary>
    public ImmutableArray<double>? Sigmas { get; init; }

    /// <summary>Whether the parameter is held at its starting value.</summary>
    public bool? Fixed { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A closed range.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end, not below <paramref name="Lower"/>.</param>
public readonly record struct Interval(double Lower, double Upper);
