using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Formats.Columns;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>Files that are read as one table of events.</summary>
/// <param name="Paths">Paths or patterns, in the order in which they are read.</param>
/// <param name="Tree">The tree or table inside the files; null where each holds one.</param>
/// <param name="Friends">Files whose columns stand beside, row by row; none, or one for each path.</param>
public sealed record EventSource(ImmutableArray<string> Paths, string? Tree, ImmutableArray<string> Friends);

/// <summary>A template to fill from events.</summary>
/// <param name="Key">Which one it is; unique among the requests.</param>
/// <param name="Source">The events.</param>
public sealed record FillRequest(TemplateKey Key, EventSource Source)
{
    /// <summary>Selections that all must pass; none takes every event.</summary>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>Factors of the weight; none is 1.</summary>
    public ImmutableArray<string> Weights { get; init; } = [];

    /// <summary>What is histogrammed, one expression per axis. With one axis it may be a list per event: every element counts, with the weight of the event.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The axes; of the template the last runs fastest.</summary>
    public required ImmutableArray<INumericAxis> Axes { get; init; }

    /// <summary>What becomes of events beyond the outer edges, on every axis.</summary>
    public OverflowMode Overflow { get; init; }

    /// <summary>Corrections that are looked up.</summary>
    public ImmutableArray<FillCorrection> Corrections { get; init; } = [];

    /// <summary>Where it was written, for messages.</summary>
    public SourceLocation Location { get; init; }
}

/// <summary>A correction table in use.</summary>
/// <param name="Settings">What it is.</param>
/// <param name="Table">Its cells.</param>
public sealed record FillCorrection(CorrectionSettings Settings, CorrectionTable Table)
{
    /// <summary>Whether the sums of weights in its cells are wanted too.</summary>
    public bool KeepsCells { get; init; }
}

/// <summary>Choices of a pass over events.</summary>
public sealed record FillOptions
{
    /// <summary>The language of expressions.</summary>
    public ColumnDialect Dialect { get; init; } = ColumnDialect.Auto;

    /// <summary>What becomes of events that pass the selection with a weight or variable that is NaN or infinite.</summary>
    public NotFiniteMode NotFinite { get; init; } = NotFiniteMode.Error;

    /// <summary>The number of threads, at least 1. The result does not depend on it.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Told after every part, from any thread, one call at a time; null for nobody.</summary>
    public Action<FillProgress>? Progress { get; init; }
}

/// <summary>How far a pass is.</summary>
/// <param name="Events">The events read so far.</param>
/// <param name="TotalEvents">All events to read.</param>
public readonly record struct FillProgress(long Events, long TotalEvents);

/// <summary>A template that was filled, with what was seen on the way.</summary>
/// <param name="Template">The bins.</param>
public sealed record FilledTemplate(Template Template)
{
    /// <summary>The events that passed the selection (with a list per event: the elements).</summary>
    public long SelectedCount { get; init; }

    /// <summary>Of these, how many had a variable that is NaN, or a weight that is NaN or infinite. An infinite variable lies beyond the outer edges.</summary>
    public long NotFiniteCount { get; init; }

    /// <summary>Of these, how many lay beyond the outer edges, whatever became of them.</summary>
    public long OutsideCount { get; init; }

    /// <summary>Of these, how many had a negative weight.</summary>
    public long NegativeWeightCount { get; init; }

    /// <summary>For every correction that keeps cells, by name: the sums in them.</summary>
    public ImmutableSortedDictionary<string, CellSums> Cells { get; init; } = ImmutableSortedDictionary.Create<string, CellSums>(StringComparer.Ordinal);
}

/// <summary>What a pass over events gave.</summary>
/// <param name="Templates">A template for each request.</param>
public sealed record FillResult(ImmutableSortedDictionary<TemplateKey, FilledTemplate> Templates)
{
    /// <summary>The events that were read, each source once.</summary>
    public long EventCount { get; init; }

    /// <summary>The columns that were decoded, summed over the sources.</summary>
    public int ColumnCount { get; init; }

    /// <summary>The operations per event of the plans, summed over the sources; what requests share counts once.</summary>
    public int OperationCount { get; init; }

    /// <summary>Warnings and notes: selections that took no event, events that were left out. Each problem once, with the first template and the number of all.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
