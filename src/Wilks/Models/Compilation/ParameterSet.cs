namespace Wilks.Models.Compilation;

/// <summary>The parameters of one modifier name while a model is compiled: one element, or one per bin.</summary>
internal sealed class ParameterSet
{
    public ParameterSet(string name, string type, int count, bool isPerBin)
    {
        Name = name;
        Types = [type];
        IsPerBin = isPerBin;
        Inits = new double[count];
        Lowers = new double[count];
        Uppers = new double[count];
        Fixed = new bool[count];
        AuxData = new double[count];
        Scales = new double[count];
    }

    public string Name { get; }

    /// <summary>The modifier types that use it.</summary>
    public List<string> Types { get; }

    /// <summary>Whether elements are named <c>name[i]</c>.</summary>
    public bool IsPerBin { get; }

    public int Count => Inits.Length;

    public double[] Inits { get; set; }

    public double[] Lowers { get; set; }

    public double[] Uppers { get; set; }

    public bool[] Fixed { get; set; }

    public ConstraintKind Constraint { get; init; }

    public double[] AuxData { get; set; }

    /// <summary>σ of Gaussian, τ of Poisson constraints.</summary>
    public double[] Scales { get; set; }

    /// <summary>The index of its first element in the model.</summary>
    public int First { get; set; }

    /// <summary>For staterror: the first element of each channel it touches.</summary>
    public Dictionary<string, int> ChannelOffsets { get; } = new(StringComparer.Ordinal);

    /// <summary>Gives all elements the same values.</summary>
    public ParameterSet Fill(double init, double lower, double upper, double auxData = double.NaN, double scale = double.NaN)
    {
        Array.Fill(Inits, init);
        Array.Fill(Lowers, lower);
        Array.Fill(Uppers, upper);
        Array.Fill(AuxData, auxData);
        Array.Fill(Scales, scale);
        return this;
    }

    /// <summary>Adds elements at the end, filled like the first ones of a new set.</summary>
    public void Grow(int count, double init, double lower, double upper, double auxData, double scale)
    {
        int old = Count;
        Inits = Extend(Inits, count, init);
        Lowers = Extend(Lowers, count, lower);
        Uppers = Extend(Uppers, count, upper);
        AuxData = Extend(AuxData, count, auxData);
        Scales = Extend(Scales, count, scale);
        bool[] isFixed = new bool[old + count];
        Fixed.CopyTo(isFixed, 0);
        Fixed = isFixed;
    }

    private static double[] Extend(double[] values, int count, double fill)
    {
        double[] extended = new double[values.Length + count];
        values.CopyTo(extended, 0);
        Array.Fill(extended, fill, values.Length, count);
        return extended;
    }
}
