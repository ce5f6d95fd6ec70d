namespace Wilks.Root;

/// <summary>A histogram of one, two or three dimensions (TH1, TH2, TH3 of every number type).</summary>
/// <remarks>Cells include those for underflow and overflow of every axis; the last axis runs fastest, as in <c>[x][y][z]</c>.</remarks>
public sealed class Histogram
{
    private readonly RootObject _object;
    private readonly Lazy<double[]> _values;
    private readonly Lazy<double[]> _variances;

    internal Histogram(RootObject histogram, RootPlace place)
    {
        _object = histogram;
        int dimension = histogram.Is("TH3") ? 3 : histogram.Is("TH2") ? 2 : 1;
        string[] names = ["fXaxis", "fYaxis", "fZaxis"];
        Axes = [.. names.Take(dimension).Select(name => Axis.Create(histogram.Object(name) ?? throw new RootException(place, 0, $"no axis {name}", "a histogram has one"), place))];
        double[] stored = histogram.Numbers("fArray");
        long cells = Axes.Aggregate(1L, (product, axis) => product * (axis.BinCount + 2));
        if (stored.Length != cells) throw new RootException(place, 0, $"{stored.Length} cells", $"the axes ask for {cells}");
        double[] squares = histogram.Numbers("fSumw2");
        _values = new Lazy<double[]>(() => CellOrder.LastAxisFastest(stored, Axes));
        _variances = new Lazy<double[]>(() => squares.Length == stored.Length ? CellOrder.LastAxisFastest(squares, Axes) : Array.ConvertAll(Values, Math.Abs));
        SumOfSquaresCount = squares.Length;
    }

    /// <summary>The class, such as <c>TH2F</c>.</summary>
    public string ClassName => _object.ClassName;

    /// <summary>The name.</summary>
    public string Name => _object.Name;

    /// <summary>The title.</summary>
    public string Title => _object.Title;

    /// <summary>The axes: one, two or three.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The kind of number that the file has the contents in.</summary>
    public NumberKind CellKind => _object.Members.GetValueOrDefault("fArray") is Array cells ? NumberKinds.Of(cells) ?? NumberKind.Float64 : NumberKind.Float64;

    /// <summary>The contents of all cells, underflow and overflow among them.</summary>
    public double[] Values => _values.Value;

    /// <summary>The variances of all cells: the stored sums of squared weights, else the size of the contents.</summary>
    public double[] Variances => _variances.Value;

    /// <summary>The number of stored sums of squared weights; 0 where the histogram has none.</summary>
    public int SumOfSquaresCount { get; }

    /// <summary>The number of times it was filled, as the file says.</summary>
    public double Entries => _object.Number("fEntries");

    /// <summary>The sum of the weights within the range.</summary>
    public double SumOfWeights => _object.Number("fTsumw");

    /// <summary>The sum of the squared weights within the range.</summary>
    public double SumOfSquaredWeights => _object.Number("fTsumw2");

    /// <summary>All members as the file has them.</summary>
    public RootObject Object => _object;

    /// <summary>The contents of the cells within the range only, in the same order.</summary>
    public double[] ValuesInRange() => CellOrder.InRange(Values, Axes);

    /// <summary>The variances of the cells within the range only, in the same order.</summary>
    public double[] VariancesInRange() => CellOrder.InRange(Variances, Axes);
}
