using System.Collections.Immutable;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>A region (channel): a selection of events and what is histogrammed in it.</summary>
/// <param name="Name">The name, unique.</param>
public sealed record RegionSettings(string Name)
{
    /// <summary>What it is for.</summary>
    public RegionRole Role { get; init; } = RegionRole.Signal;

    /// <summary>The expressions that are histogrammed, one per axis; none for histogram input.</summary>
    public ImmutableArray<string> Variables { get; init; } = [];

    /// <summary>The binning of each variable; none for histogram input.</summary>
    public ImmutableArray<IBinning> Binnings { get; init; } = [];

    /// <summary>The selection; null for all events.</summary>
    public string? Filter { get; init; }

    /// <summary>What stands for <c>{RegionPath}</c>; null for nothing.</summary>
    public string? RegionPath { get; init; }

    /// <summary>What becomes of events beyond the outer edges; null for what <see cref="GeneralSettings.Overflow"/> says.</summary>
    public OverflowMode? Overflow { get; init; }

    /// <summary>What a table or a plot calls the region; null for its name.</summary>
    public string? Title { get; init; }

    /// <summary>What the bins are called; empty for their edges.</summary>
    public ImmutableArray<string> BinLabels { get; init; } = [];

    /// <summary>Whether its data are never read: what is expected stands in for them.</summary>
    public bool IsBlind { get; init; }

    /// <summary>Bins whose ratio of expected signal to background is above it are blinded: what is expected stands in for their data. Null for none.</summary>
    public double? BlindAbove { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>What a region is for.</summary>
public enum RegionRole
{
    /// <summary>Fitted; where the signal is looked for.</summary>
    Signal,

    /// <summary>Fitted; where backgrounds are measured.</summary>
    Control,

    /// <summary>Never fitted: predicted with the result of the fit.</summary>
    Validation,
}

/// <summary>How the values of a variable are divided into bins: <see cref="EdgeBinning"/>, <see cref="RegularBinning"/> or <see cref="AutomaticBinning"/>.</summary>
public interface IBinning
{
    /// <summary>Where it was written.</summary>
    SourceLocation Location { get; }
}

/// <summary>Bins by their edges.</summary>
/// <param name="Axis">The axis; checked when it was read.</param>
public sealed record EdgeBinning(INumericAxis Axis) : IBinning
{
    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>Bins of one width.</summary>
/// <param name="Axis">The axis; checked when it was read.</param>
public sealed record RegularBinning(RegularAxis Axis) : IBinning
{
    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>Bins whose edges are found from the nominal templates of a fine binning.</summary>
/// <param name="Rule">How.</param>
/// <param name="BinCount">The number of bins; the largest one for <see cref="AutomaticRule.Significance"/>.</param>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
public sealed record AutomaticBinning(AutomaticRule Rule, int BinCount, double Lower, double Upper) : IBinning
{
    /// <summary>The samples that are divided (equal population), the backgrounds by default.</summary>
    public NameSelection Samples { get; init; } = NameSelection.All;

    /// <summary>The largest relative statistical uncertainty of the expected background in a bin.</summary>
    public double MaximumUncertainty { get; init; } = 0.3;

    /// <summary>The number of fine bins that edges are chosen from.</summary>
    public int Candidates { get; init; } = 1000;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}

/// <summary>How edges are found.</summary>
public enum AutomaticRule
{
    /// <summary>Every bin holds the same share of the expected background, or of the samples named.</summary>
    EqualPopulation,

    /// <summary>The sum over bins of the squared Asimov significance of the signal over the background is largest.</summary>
    Significance,
}
