namespace Wilks.Histograms;

/// <summary>Counts, or sums of weights, in the bins of one or more axes. Immutable and safe to share between threads.</summary>
/// <remarks>Cells stand in C order (the last axis runs fastest), those of the flow among them: on each axis underflow first, then the bins, then overflow.</remarks>
public sealed class Histogram
{
    private readonly double[] _values;
    private readonly double[]? _variances;

    /// <summary>A histogram from its cells, which are copied.</summary>
    /// <param name="name">Its name; may be empty.</param>
    /// <param name="axes">The axes; none makes a single number.</param>
    /// <param name="values">A value for each cell.</param>
    /// <param name="variances">A variance for each cell; null when the values are counts, whose variances are themselves.</param>
    /// <exception cref="ArgumentException">The numbers of cells differ, or a variance is negative.</exception>
    public Histogram(string name, IReadOnlyList<IAxis> axes, ReadOnlySpan<double> values, double[]? variances = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(axes);
        long cells = 1;
        foreach (IAxis axis in axes) cells = checked(cells * axis.Extent);
        if (values.Length != cells) throw new ArgumentException($"{values.Length} values, but the axes have {cells} cells.", nameof(values));
        if (variances is not null && variances.Length != cells) throw new ArgumentException($"{variances.Length} variances, but the axes have {cells} cells.", nameof(variances));
        if (variances is not null && variances.Any(variance => variance < 0)) throw new ArgumentException("A variance is negative.", nameof(variances));

        Name = name;
        Axes = [.. axes];
        _values = values.ToArray();
        _variances = variances is null ? null : [.. variances];
    }

    /// <summary>Its name; may be empty.</summary>
    public string Name { get; }

    /// <summary>The axes.</summary>
    public IReadOnlyList<IAxis> Axes { get; }

    /// <summary>Whether the cells hold counts, so that each one's variance is its value.</summary>
    public bool HoldsCounts => _variances is null;

    /// <summary>The cells, those of the flow among them.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>The variances of the cells; of counts the counts.</summary>
    public ReadOnlySpan<double> Variances => _variances ?? _values;

    /// <summary>The values of the bins without the flow, in C order.</summary>
    public double[] InnerValues() => Inner(_values);

    /// <summary>The variances of the bins without the flow, in C order.</summary>
    public double[] InnerVariances() => Inner(_variances ?? _values);

    /// <summary>The place of a cell among all.</summary>
    /// <param name="indices">A bin of each axis: 0 to its count − 1, −1 for underflow, the count for overflow.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell.</exception>
    public int CellIndex(params ReadOnlySpan<int> indices)
    {
        if (indices.Length != Axes.Count) throw new ArgumentException($"{indices.Length} indices for {Axes.Count} axes.", nameof(indices));
        int cell = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            int place = indices[i] + (Axes[i].HasUnderflow ? 1 : 0);
            if (place < 0 || place >= Axes[i].Extent) throw new ArgumentOutOfRangeException(nameof(indices), $"Axis {i} has no bin {indices[i]}.");
            cell = (cell * Axes[i].Extent) + place;
        }
        return cell;
    }

    private double[] Inner(double[] cells)
    {
        int[] counts = [.. Axes.Select(axis => axis.BinCount)];
        double[] inner = new double[counts.Aggregate(1, (product, count) => product * count)];
        int[] indices = new int[counts.Length];
        for (int i = 0; i < inner.Length; i++)
        {
            inner[i] = cells[CellIndex(indices)];
            for (int axis = counts.Length - 1; axis >= 0 && ++indices[axis] == counts[axis]; axis--) indices[axis] = 0;
        }
        return inner;
    }
}
