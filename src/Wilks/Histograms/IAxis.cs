namespace Wilks.Histograms;

/// <summary>One dimension of a histogram. Immutable. The implementations are <see cref="RegularAxis"/>, <see cref="VariableAxis"/>, <see cref="TextCategoryAxis"/>,
/// <see cref="IntegerCategoryAxis"/> and <see cref="BooleanAxis"/>.</summary>
public interface IAxis
{
    /// <summary>The variable's name; may be empty.</summary>
    string Name { get; }

    /// <summary>The number of bins, flow bins aside.</summary>
    int BinCount { get; }

    /// <summary>Whether a bin below the first is kept.</summary>
    bool HasUnderflow { get; }

    /// <summary>Whether a bin above the last is kept; on an axis of categories, for all others.</summary>
    bool HasOverflow { get; }

    /// <summary>The number of bins with those of the flow.</summary>
    int Extent => BinCount + (HasUnderflow ? 1 : 0) + (HasOverflow ? 1 : 0);
}

/// <summary>An axis of numbers, divided by ascending edges. A bin holds its lower edge and not its upper one.</summary>
public interface INumericAxis : IAxis
{
    /// <summary>The edges: one more than there are bins.</summary>
    IReadOnlyList<double> Edges { get; }

    /// <summary>Whether values beyond one end come in again at the other.</summary>
    bool IsCircular { get; }
}

/// <summary>Bins of one width.</summary>
public sealed record RegularAxis : INumericAxis
{
    /// <summary>An axis from its ends.</summary>
    /// <param name="binCount">At least 1.</param>
    /// <param name="lower">The lower end; finite.</param>
    /// <param name="upper">The upper end; finite and above the lower one.</param>
    public RegularAxis(int binCount, double lower, double upper)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        if (!double.IsFinite(lower) || !double.IsFinite(upper) || lower >= upper) throw new ArgumentException($"An axis must have finite ends in ascending order; found {lower} and {upper}.", nameof(upper));
        (BinCount, Lower, Upper) = (binCount, lower, upper);
        // Written so that both ends are met exactly.
        Edges = [.. Enumerable.Range(0, binCount + 1).Select(i => i == binCount ? upper : lower + ((upper - lower) * ((double)i / binCount)))];
    }

    /// <inheritdoc/>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public int BinCount { get; }

    /// <summary>The lower end.</summary>
    public double Lower { get; }

    /// <summary>The upper end.</summary>
    public double Upper { get; }

    /// <inheritdoc/>
    public IReadOnlyList<double> Edges { get; }

    /// <inheritdoc/>
    public bool HasUnderflow { get; init; }

    /// <inheritdoc/>
    public bool HasOverflow { get; init; }

    /// <inheritdoc/>
    public bool IsCircular { get; init; }
}

/// <summary>Bins of any widths.</summary>
public sealed record VariableAxis : INumericAxis
{
    /// <summary>An axis from its edges.</summary>
    /// <param name="edges">At least two, ascending; the first and the last may be infinite.</param>
    public VariableAxis(IReadOnlyList<double> edges)
    {
        ArgumentNullException.ThrowIfNull(edges);
        if (edges.Count < 2) throw new ArgumentException($"An axis must have at least two edges; found {edges.Count}.", nameof(edges));
        for (int i = 1; i < edges.Count; i++)
        {
            if (!(edges[i] > edges[i - 1])) throw new ArgumentException($"Edges must ascend; found {edges[i - 1]}, then {edges[i]}.", nameof(edges));
        }
        Edges = [.. edges];
    }

    /// <inheritdoc/>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public int BinCount => Edges.Count - 1;

    /// <inheritdoc/>
    public IReadOnlyList<double> Edges { get; }

    /// <inheritdoc/>
    public bool HasUnderflow { get; init; }

    /// <inheritdoc/>
    public bool HasOverflow { get; init; }

    /// <inheritdoc/>
    public bool IsCircular { get; init; }
}
