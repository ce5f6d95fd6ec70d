namespace Wilks.Inference;

/// <summary>A fraction of toys at least as extreme as the data, with its statistical uncertainty.</summary>
/// <param name="Value">The fraction; NaN without toys.</param>
/// <param name="Uncertainty"><c>√(p(1 − p)/n)</c>; where no toy or every toy passed, half the width of the Wilson interval, so that it is not zero.</param>
/// <param name="Lower">The lower end of the Wilson score interval of one standard deviation (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209).</param>
/// <param name="Upper">Its upper end.</param>
/// <param name="Passed">How many toys were at least as extreme.</param>
/// <param name="Count">Out of how many.</param>
public readonly record struct ToyPValue(double Value, double Uncertainty, double Lower, double Upper, int Passed, int Count)
{
    /// <summary>From counts.</summary>
    /// <param name="passed">How many toys were at least as extreme.</param>
    /// <param name="count">Out of how many.</param>
    public static ToyPValue FromCounts(int passed, int count)
    {
        if (count == 0) return new ToyPValue(double.NaN, double.NaN, 0, 1, 0, 0);

        double p = passed / (double)count;
        // With z = 1 the interval is centred at (p + 1/2n)/(1 + 1/n).
        double n = count;
        double centre = (p + (0.5 / n)) / (1 + (1 / n));
        double half = Math.Sqrt((p * (1 - p) / n) + (0.25 / (n * n))) / (1 + (1 / n));
        double uncertainty = passed == 0 || passed == count ? half : Math.Sqrt(p * (1 - p) / n);
        return new ToyPValue(p, uncertainty, passed == 0 ? 0 : centre - half, passed == count ? 1 : centre + half, passed, count);
    }
}

/// <summary>A number and its uncertainty.</summary>
/// <param name="Value">The number; NaN where it does not exist.</param>
/// <param name="Uncertainty">One standard deviation.</param>
public readonly record struct ToyRatio(double Value, double Uncertainty)
{
    /// <summary>CLs = CLsb/CLb of independent ensembles, with <c>σ² = (σ_sb/CLb)² + (CLsb σ_b/CLb²)²</c>; NaN where CLb is 0.</summary>
    /// <param name="sb">CLsb.</param>
    /// <param name="b">CLb.</param>
    public static ToyRatio Of(ToyPValue sb, ToyPValue b)
    {
        if (!(b.Value > 0)) return new ToyRatio(double.NaN, double.NaN);

        double value = sb.Value / b.Value;
        double first = sb.Uncertainty / b.Value, second = value * b.Uncertainty / b.Value;
        return new ToyRatio(value, Math.Sqrt((first * first) + (second * second)));
    }
}

/// <summary>The distributions of a test statistic under both hypotheses.</summary>
internal sealed class ToyDistributions(ToySample sample)
{
    // Fits to the same counts from two starts differ by rounding: without a tolerance the toys that equal the data would be lost.
    private const double TieTolerance = 1e-7;

    // Φ of −2, −1, 0, 1 and 2.
    private static readonly double[] s_quantiles = [0.022750131948179209, 0.15865525393145705, 0.5, 0.84134474606854295, 0.97724986805182079];

    private readonly double[] _tested = sample.Tested.Sorted();
    private readonly double[] _alternative = sample.Alternative.Sorted();

    public ToyPValue CLsb(double q) => ToyPValue.FromCounts(CountFrom(_tested, q), _tested.Length);

    public ToyPValue CLb(double q) => ToyPValue.FromCounts(CountFrom(_alternative, q), _alternative.Length);

    /// <summary>The quantiles, for −2σ to +2σ, of (CLsb, CLb, CLs) that data of the alternative would give; empty without toys.</summary>
    public (double[] CLsb, double[] CLb, double[] CLs) Bands()
    {
        int n = _alternative.Length;
        if (n == 0 || _tested.Length == 0) return ([], [], []);

        double[] sb = new double[n], b = new double[n], s = new double[n];
        int fromTested = 0, fromAlternative = 0;
        for (int i = 0; i < n; i++)
        {
            double least = Least(_alternative[i]);
            while (fromTested < _tested.Length && _tested[fromTested] < least) fromTested++;
            while (_alternative[fromAlternative] < least) fromAlternative++;
            sb[i] = (_tested.Length - fromTested) / (double)_tested.Length;
            b[i] = (n - fromAlternative) / (double)n;
            s[i] = sb[i] / b[i];
        }

        return (Quantiles(sb), Quantiles(b), Quantiles(s));
    }

    /// <summary>The least value that counts as equal to a value.</summary>
    public static double Least(double q) => q - (TieTolerance * Math.Max(1, Math.Abs(q)));

    private static int CountFrom(double[] sorted, double q)
    {
        double least = Least(q);
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < least) low = middle + 1;
            else high = middle;
        }

        return sorted.Length - low;
    }

    // Linear between the order statistics, as numpy and pyhf do.
    private static double[] Quantiles(double[] values)
    {
        Array.Sort(values);
        return [.. s_quantiles.Select(At)];

        double At(double quantile)
        {
            double place = quantile * (values.Length - 1);
            int below = (int)place;
            int above = Math.Min(below + 1, values.Length - 1);
            return values[below] + ((place - below) * (values[above] - values[below]));
        }
    }
}
