namespace Wilks.Likelihoods;

/// <summary>
/// φ(ν) = ν − n ln ν, the part of −ln Pois(n|ν) that depends on the rate, with its derivatives. Where nothing was observed φ(ν) = ν
/// can be continued to negative rates, as pyhf does. There a fit would gain without limit, so fits add <see cref="Stiffness"/>·ν²/2
/// below zero: the value and its slope stay continuous, and a fit ends at most 1/<see cref="Stiffness"/> below zero.
/// </summary>
internal static class PoissonTerm
{
    /// <summary>The curvature below zero: rates of −1e-6, and 5e-7 in −ln L, are what a fit can gain.</summary>
    public const double Stiffness = 1e6;

    /// <summary>Where counts were observed the rate must be positive; elsewhere it must be a number.</summary>
    public static bool IsAllowed(double rate, double n) => n > 0 ? rate > 0 : !double.IsNaN(rate);

    /// <summary>φ(ν).</summary>
    public static double Value(double rate, double n, bool isStiff)
    {
        if (n > 0) return rate - n * Math.Log(rate);
        return rate < 0 && isStiff ? rate + 0.5 * Stiffness * rate * rate : rate;
    }

    /// <summary>φ'(ν).</summary>
    public static double Slope(double rate, double n, bool isStiff)
    {
        if (n > 0) return 1 - n / rate;
        return rate < 0 && isStiff ? 1 + Stiffness * rate : 1;
    }

    /// <summary>φ''(ν).</summary>
    public static double Curvature(double rate, double n, bool isStiff)
    {
        if (n > 0) return n / (rate * rate);
        return rate < 0 && isStiff ? Stiffness : 0;
    }
}
