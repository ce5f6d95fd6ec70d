namespace Wilks.Root;

/// <summary>A profile (TProfile, TProfile2D, TProfile3D): the mean of a quantity per cell.</summary>
/// <remarks>Cells include those for underflow and overflow of every axis; the last axis runs fastest.</remarks>
public sealed class Profile
{
    private readonly RootObject _object;
    private readonly double[] _sums;
    private readonly double[] _squares;
    private readonly double[] _entries;
    private readonly double[] _squaredWeights;

    internal Profile(RootObject profile, RootPlace place)
    {
        _object = profile;
        int dimension = profile.Is("TH3") ? 3 : profile.Is("TH2") ? 2 : 1;
        string[] names = ["fXaxis", "fYaxis", "fZaxis"];
        Axes = [.. names.Take(dimension).Select(name => Axis.Create(profile.Object(name) ?? throw new RootException(place, 0, $"no axis {name}", "a profile has one"), place))];
        long cells = Axes.Aggregate(1L, (product, axis) => product * (axis.BinCount + 2));
        _sums = Ordered("fArray", cells, place);
        _squares = Ordered("fSumw2", cells, place);
        _entries = Ordered("fBinEntries", cells, place);
        _squaredWeights = profile.Numbers("fBinSumw2").Length == 0 ? [] : Ordered("fBinSumw2", cells, place);
    }

    /// <summary>The class.</summary>
    public string ClassName => _object.ClassName;

    /// <summary>The name.</summary>
    public string Name => _object.Name;

    /// <summary>The title.</summary>
    public string Title => _object.Title;

    /// <summary>The axes.</summary>
    public IReadOnlyList<Axis> Axes { get; }

    /// <summary>The sums of weights per cell.</summary>
    public double[] CellWeights => _entries;

    /// <summary>How errors are meant: empty for the error of the mean, else ROOT's letter <c>s</c>, <c>i</c> or <c>g</c>.</summary>
    public string ErrorMode => _object.Integer("fErrorMode") switch { 1 => "s", 2 => "i", 3 => "g", _ => "" };

    /// <summary>The mean per cell; 0 for an empty one.</summary>
    public double[] Values => [.. _sums.Select((sum, cell) => _entries[cell] == 0 ? 0 : sum / _entries[cell])];

    /// <summary>The squared errors per cell in the profile's own error mode; 0 for an empty one.</summary>
    public double[] Variances => [.. _sums.Select((_, cell) => Variance(cell))];

    /// <summary>The number of times it was filled, as the file says.</summary>
    public double Entries => _object.Number("fEntries");

    /// <summary>All members as the file has them.</summary>
    public RootObject Object => _object;

    internal static bool IsProfile(RootObject value) => value.Is("TProfile") || value.Is("TProfile2D") || value.Is("TProfile3D");

    private double[] Ordered(string member, long cells, RootPlace place)
    {
        double[] stored = _object.Numbers(member);
        return stored.Length == cells ? CellOrder.LastAxisFastest(stored, Axes) : throw new RootException(place, 0, $"{stored.Length} cells of {member}", $"the axes ask for {cells}");
    }

    // The rules of ROOT's TProfile: error of the mean, spread, spread with the error of whole numbers, error of Gaussian weights.
    private double Variance(int cell)
    {
        const double wholeNumbers = 12;
        double weight = _entries[cell];
        if (weight == 0) return 0;
        double mean = _sums[cell] / weight;
        double spread = Math.Sqrt(Math.Abs((_squares[cell] / weight) - (mean * mean)));
        double effective = _squaredWeights.Length == 0 ? weight : _squaredWeights[cell] > 0 ? weight * weight / _squaredWeights[cell] : 0;
        double error = ErrorMode switch
        {
            "s" => spread,
            "i" => spread != 0 ? spread / Math.Sqrt(effective) : 1 / Math.Sqrt(wholeNumbers * effective),
            "g" => 1 / Math.Sqrt(weight),
            _ => spread / Math.Sqrt(effective),
        };
        return error * error;
    }
}
