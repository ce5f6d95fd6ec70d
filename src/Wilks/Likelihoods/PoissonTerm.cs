namespace Wilks.Likelihoods;

/// <summary>
/// φ(ν) = ν − n ln ν, the part of −ln Pois(n|ν) that depends on the rate, with its derivatives. Where nothing was observed φ(ν) = ν
/// can be continued to negative rates, as pyhf does. A fit would gain there without limit, so fits hold the condition ν ≥ 0 in empty
/// bins by an augmented Lagrangian (Nocedal and Wright, Numerical Optimization, §17.4):
/// <c>φ(ν) = ν + (m² − λ²)/2κ with m = max(0, λ − κν)</c>, smooth, and equal to ν where the condition is not active.
/// </summary>
internal static class PoissonTerm
{
    /// <summary>κ, the stiffness of the condition: soft enough for Newton steps along ν = 0 where that surface is curved; the multipliers do the rest.</summary>
    public const double Stiffness = 100;

    /// <summary>The multiplier λ that stands for "no condition": nothing is added below zero.</summary>
    public const double Unconditional = double.NegativeInfinity;

    /// <summary>Where counts were observed the rate must be positive; elsewhere it must be a number.</summary>
    public static bool IsAllowed(double rate, double n) => n > 0 ? rate > 0 : !double.IsNaN(rate);

    /// <summary>m: how strongly the condition pushes; 0 where it is not active.</summary>
    public static double Push(double rate, double multiplier) => Math.Max(0, multiplier - Stiffness * rate);

    /// <summary>φ(ν).</summary>
    public static double Value(double rate, double n, double multiplier)
    {
        if (n > 0) return rate - n * Math.Log(rate);
        if (double.IsInfinity(multiplier)) return rate;

        double push = Push(rate, multiplier);
        return rate + (push * push - multiplier * multiplier) / (2 * Stiffness);
    }

    /// <summary>φ'(ν).</summary>
    public static double Slope(double rate, double n, double multiplier) => n > 0 ? 1 - n / rate : 1 - Push(rate, multiplier);

    /// <summary>φ''(ν).</summary>
    public static double Curvature(double rate, double n, double multiplier)
        => n > 0 ? n / (rate * rate) : Push(rate, multiplier) > 0 ? Stiffness : 0;
}
