using System.Collections.Immutable;
using Wilks.Histograms;

namespace Wilks.Analysis.Templates;

/// <summary>Templates by what they are, the axes of their regions, and sums over the cells of correction tables. Immutable.</summary>
public sealed record TemplateSet
{
    /// <summary>The templates.</summary>
    public ImmutableSortedDictionary<TemplateKey, Template> Templates { get; init; } = ImmutableSortedDictionary.Create<TemplateKey, Template>(TemplateKey.Order);

    /// <summary>The axes of each region, in the order of its variables.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<IAxis>> Axes { get; init; } = ImmutableSortedDictionary.Create<string, ImmutableArray<IAxis>>(StringComparer.Ordinal);

    /// <summary>Sums of weights per bin and cell of a correction table, keyed by a template whose systematic is the name of the correction and whose side is empty.</summary>
    public ImmutableSortedDictionary<TemplateKey, CellSums> Cells { get; init; } = ImmutableSortedDictionary.Create<TemplateKey, CellSums>(TemplateKey.Order);

    /// <summary>The template of a key, or null when there is none.</summary>
    /// <param name="key">The key.</param>
    public Template? Find(TemplateKey key) => Templates.GetValueOrDefault(key);
}

/// <summary>How the events of a template spread over the cells of a correction table: <c>Weights[bin · CellCount + cell]</c> is the sum of their weights, the correction included.</summary>
/// <param name="CellCount">The number of cells of the table.</param>
/// <param name="Weights">One sum per bin and cell.</param>
public sealed record CellSums(int CellCount, ImmutableArray<double> Weights)
{
    /// <summary>The number of bins.</summary>
    public int BinCount => Weights.Length / CellCount;
}
