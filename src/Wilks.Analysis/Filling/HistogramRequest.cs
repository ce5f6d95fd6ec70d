using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>A template to take from a file of histograms.</summary>
/// <param name="Key">Which one it is; unique among the requests.</param>
/// <param name="Path">Where it is: <c>file.root:dir/histogram</c>, <c>file.json:name</c>, or a <c>.json</c>, <c>.npz</c> or <c>.csv</c> file that holds one.</param>
/// <param name="Location">Where it was written, for messages.</param>
public sealed record HistogramRequest(TemplateKey Key, string Path, SourceLocation Location)
{
    /// <summary>What becomes of flow bins, on every axis.</summary>
    public OverflowMode Overflow { get; init; }
}

/// <summary>What was taken from files of histograms.</summary>
/// <param name="Templates">A template for each request.</param>
public sealed record HistogramResult(ImmutableSortedDictionary<TemplateKey, Template> Templates)
{
    /// <summary>The axes of each region, without flow.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<INumericAxis>> Axes { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<INumericAxis>>(StringComparer.Ordinal);

    /// <summary>The files that were opened.</summary>
    public int FileCount { get; init; }

    /// <summary>Warnings and notes.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
