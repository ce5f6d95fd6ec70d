using System.Collections.Immutable;

namespace Wilks.Analysis.Filling;

/// <summary>The cells of a table of corrections: boxes in its variables, each with a value and uncertainties. Immutable.</summary>
public sealed record CorrectionTable
{
    /// <summary>The names of the variables.</summary>
    public required ImmutableArray<string> Variables { get; init; }

    /// <summary>The lower ends, cell by cell and in each variable by variable; a cell holds its lower ends and not its upper ones.</summary>
    public required ImmutableArray<double> Lower { get; init; }

    /// <summary>The upper ends, in the same order.</summary>
    public required ImmutableArray<double> Upper { get; init; }

    /// <summary>The value of each cell.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>For each independent source, the absolute uncertainty of each cell.</summary>
    public ImmutableArray<ImmutableArray<double>> Uncorrelated { get; init; } = [];

    /// <summary>For each source that moves all cells together, the absolute change of each cell.</summary>
    public ImmutableArray<ImmutableArray<double>> Correlated { get; init; } = [];

    /// <summary>The number of cells.</summary>
    public int CellCount => Values.Length;
}
