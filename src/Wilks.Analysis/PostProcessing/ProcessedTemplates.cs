using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Histograms;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Templates that are ready to become a workspace, and what was decided on the way. Immutable.</summary>
public sealed record ProcessedTemplates
{
    /// <summary>The nominal templates.</summary>
    public required ImmutableSortedDictionary<TemplateKey, Template> Nominal { get; init; }

    /// <summary>The axes of each region.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<IAxis>> Axes { get; init; }

    /// <summary>The variations that are kept, in the order of those they were made of.</summary>
    public required ImmutableArray<ProcessedVariation> Variations { get; init; }

    /// <summary>For each region, which bins' shared statistical parameters are held because their uncertainty is below the threshold; regions without any are left out.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<bool>> HeldBins { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<bool>>(StringComparer.Ordinal);

    /// <summary>Everything that was decided, in the order in which it was.</summary>
    public ImmutableArray<ProcessingDecision> Decisions { get; init; } = [];

    /// <summary>What became of every variation, those that were dropped altogether among them, in the order of those they were made of.</summary>
    public ImmutableArray<VariationOutcome> Outcomes { get; init; } = [];
}

/// <summary>What became of a variation.</summary>
/// <param name="Target">The nominal template that was varied.</param>
/// <param name="Systematic">The name of the systematic.</param>
/// <param name="Parameter">The parameter, before it is decorrelated.</param>
/// <param name="Status">What is left of it.</param>
public sealed record VariationOutcome(TemplateKey Target, string Systematic, string Parameter, VariationStatus Status);

/// <summary>What is left of a variation.</summary>
public enum VariationStatus
{
    /// <summary>All that its type gives: of <see cref="SystematicType.Norm"/> the factor, in a region of one bin no shape.</summary>
    Kept,

    /// <summary>The factor; the shape was dropped.</summary>
    NormOnly,

    /// <summary>The shape; the factor was dropped.</summary>
    ShapeOnly,

    /// <summary>Nothing.</summary>
    Dropped,
}

/// <summary>What a systematic does to one sample in one region: a factor, a shape, or uncertainties per bin.</summary>
/// <param name="Target">The nominal template that is varied.</param>
/// <param name="Systematic">The systematic.</param>
/// <param name="Parameter">The parameter, before it is decorrelated.</param>
public sealed record ProcessedVariation(TemplateKey Target, SystematicSettings Systematic, string Parameter)
{
    /// <summary>The factors at α = +1 and −1; null where the systematic has none.</summary>
    public (double Up, double Down)? Norm { get; init; }

    /// <summary>The yields at α = +1 and −1 with the nominal integral; null where the systematic has none.</summary>
    public (ImmutableArray<double> Up, ImmutableArray<double> Down)? Shape { get; init; }

    /// <summary>Absolute uncertainties of every bin by itself; null where there are none.</summary>
    public ImmutableArray<double>? BinUncertainties { get; init; }

    /// <summary>The varied templates as they were before any treatment; null where there were none. For plots.</summary>
    public (Template? Up, Template? Down) Original { get; init; }
}

/// <summary>Something that was dropped, changed or noticed: which number was held against which threshold.</summary>
/// <param name="Region">The region.</param>
/// <param name="Sample">The sample; empty where all are concerned.</param>
/// <param name="Parameter">The parameter; empty for nominal templates.</param>
/// <param name="Kind">What was decided.</param>
public sealed record ProcessingDecision(string Region, string Sample, string Parameter, DecisionKind Kind)
{
    /// <summary>The number that decided; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What it was held against; NaN where there is none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>A sentence for the analyst.</summary>
    public required string Explanation { get; init; }
}

/// <summary>The kinds of decisions.</summary>
public enum DecisionKind
{
    /// <summary>A factor was dropped: it changes too little.</summary>
    NormDropped,

    /// <summary>A shape was dropped: it changes too little.</summary>
    ShapeDropped,

    /// <summary>A systematic was dropped because the sample has no yield in the region.</summary>
    DroppedOnEmpty,

    /// <summary>A systematic was dropped because its change is larger than the threshold.</summary>
    DroppedAsLarge,

    /// <summary>A systematic changes more than the threshold and was kept.</summary>
    Large,

    /// <summary>Both sides change the normalisation in the same direction.</summary>
    SameSide,

    /// <summary>A variation was smoothed.</summary>
    Smoothed,

    /// <summary>A side was made, or both were changed, to be symmetric.</summary>
    Symmetrized,

    /// <summary>Negative bins were changed.</summary>
    NegativeBins,

    /// <summary>Empty bins were given an uncertainty.</summary>
    EmptyBins,

    /// <summary>A bin's statistical parameter is held.</summary>
    StatErrorHeld,

    /// <summary>A variation has no meaning in a bin whose nominal content is zero, or of a sample without a yield, and was left out there.</summary>
    Undefined,

    /// <summary>Variances that were negative or no number became 0.</summary>
    UnknownVariances,
}
