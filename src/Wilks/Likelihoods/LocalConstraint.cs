using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>
/// The conditional optimum of one local parameter γ in one bin of rate <c>ν = A + γB</c>: the minimum over γ of
/// <c>ν − n ln ν + c(γ)</c>, where c is the constraint term. Closed forms; for Gaussian constraints the light method of
/// Barlow and Beeston (1993), here solved for ν, which keeps one formula for either sign of B and never cancels.
/// </summary>
internal static class LocalConstraint
{
    /// <summary>The γ inside [lower, upper] that minimises; <paramref name="start"/> where nothing depends on γ.</summary>
    /// <param name="kind">The kind of constraint.</param>
    /// <param name="a">The auxiliary datum.</param>
    /// <param name="s">σ² (Gaussian) or τ (Poisson).</param>
    /// <param name="fixedRate">A.</param>
    /// <param name="slope">B.</param>
    /// <param name="n">The observed count.</param>
    /// <param name="lower">The lower bound.</param>
    /// <param name="upper">The upper bound.</param>
    /// <param name="start">The value without information.</param>
    /// <param name="multiplier">λ of the condition ν ≥ 0, see <see cref="PoissonTerm"/>.</param>
    public static double Solve(ConstraintKind kind, double a, double s, double fixedRate, double slope, double n, double lower, double upper, double start, double multiplier)
    {
        if (lower == upper) return lower;

        double gamma = kind switch
        {
            ConstraintKind.Gaussian => SolveGaussian(a, s, fixedRate, slope, n),
            ConstraintKind.Poisson => SolvePoisson(a, s, fixedRate, slope, n),
            _ => slope == 0 ? start : n > 0 ? (n - fixedRate) / slope : double.CopySign(double.PositiveInfinity, -slope),
        };
        if (n == 0 && PoissonTerm.Push(fixedRate + Math.Clamp(gamma, lower, upper) * slope, multiplier) > 0) gamma = SolvePushed(kind, a, s, fixedRate, slope, multiplier);
        return gamma < lower ? lower : gamma > upper ? upper : gamma;
    }

    /// <summary>
    /// The optimum for a tilt t = dMain/dν: the root of <c>c'(γ) = −tB</c>, inside its bounds. A Poisson datum of zero makes c
    /// linear: γ is then at one of its bounds, and jumps from one to the other at <c>t = −τ/B</c>.
    /// </summary>
    public static double AtTilt(ConstraintKind kind, double a, double s, double slope, double tilt, double lower, double upper)
    {
        double gamma;
        if (kind == ConstraintKind.Gaussian) gamma = a - s * slope * tilt;
        else
        {
            double rate = s + tilt * slope;
            gamma = rate > 0 ? a / rate : double.PositiveInfinity;
        }

        return gamma < lower ? lower : gamma > upper ? upper : gamma;
    }

    /// <summary>c''(γ).</summary>
    public static double Curvature(ConstraintKind kind, double a, double s, double gamma) => kind switch
    {
        ConstraintKind.Gaussian => 1 / s,
        ConstraintKind.Poisson => a / (gamma * gamma),
        _ => 0,
    };

    /// <summary>c(γ) without the terms that do not depend on γ.</summary>
    public static double Value(ConstraintKind kind, double a, double s, double gamma) => kind switch
    {
        ConstraintKind.Gaussian => (gamma - a) * (gamma - a) / (2 * s),
        ConstraintKind.Poisson => s * gamma - (a == 0 ? 0 : a * Math.Log(gamma)),
        _ => 0,
    };

    // ν² − pν − q/4 = 0 with p = A + aB − sB², q = 4sB²n.
    private static double SolveGaussian(double a, double s, double fixedRate, double slope, double n)
    {
        double variance = s * slope * slope;
        double p = fixedRate + a * slope - variance;
        if (n == 0) return a - s * slope;

        double q = 4 * variance * n;
        double root = Math.Sqrt(p * p + q);
        double rate = p >= 0 ? 0.5 * (p + root) : 0.5 * q / (root - p);

        // Of the two ways to γ the one with the smaller rounding error: from the tilt, or from the rate.
        return variance * n > rate * Math.Max(rate, Math.Abs(fixedRate)) ? (rate - fixedRate) / slope : a - s * slope * (1 - n / rate);
    }

    // (τ+B)ν² − [(τ+B)A + (n+a)B]ν + nAB = 0; the larger root for A ≥ 0, B > 0.
    private static double SolvePoisson(double a, double tau, double fixedRate, double slope, double n)
    {
        if (slope == 0) return a / tau;
        double sum = tau + slope;
        if (n == 0) return sum > 0 ? a / sum : double.PositiveInfinity;
        if (a == 0) return slope < 0 && sum >= 0 ? double.NegativeInfinity : (n * slope / sum - fixedRate) / slope;
        if (slope < 0 || fixedRate < 0) return SolvePoissonGeneral(a, tau, fixedRate, slope, n);


        double half = 0.5 * (sum * fixedRate + (n + a) * slope);
        double difference = 0.5 * (sum * fixedRate - (n + a) * slope);
        double rate = (half + Math.Sqrt(difference * difference + a * sum * fixedRate * slope)) / sum;
        double part = rate - fixedRate;
        return part * part * n > a * rate * Math.Max(rate, fixedRate) ? part / slope : a / (tau + slope * (1 - n / rate));
    }

    // Nothing observed and the condition ν ≥ 0 active: φ'(ν) = 1 − λ + κν.
    private static double SolvePushed(ConstraintKind kind, double a, double s, double fixedRate, double slope, double multiplier)
    {
        const double Kappa = PoissonTerm.Stiffness;
        if (kind == ConstraintKind.Gaussian) return (a - s * slope * (1 - multiplier + Kappa * fixedRate)) / (1 + s * Kappa * slope * slope);
        if (kind == ConstraintKind.None) return ((multiplier - 1) / Kappa - fixedRate) / slope;

        // γ(τ + B(1 − λ + κA)) + κB²γ² = a has one root that is not negative.
        double square = Kappa * slope * slope, half = 0.5 * (s + slope * (1 - multiplier + Kappa * fixedRate));
        double root = Math.Sqrt(half * half + square * a);
        return half >= 0 ? a / (half + root) : (root - half) / square;
    }

    // Negative A or B: safeguarded Newton on the derivative, which increases with γ, where A + γB ≥ 0 and γ ≥ 0.
    private static double SolvePoissonGeneral(double a, double tau, double fixedRate, double slope, double n)
    {
        double wall = -fixedRate / slope;
        (double low, double high) = slope > 0 ? (Math.Max(wall, 0), double.PositiveInfinity) : (0, Math.Max(wall, 0));
        double x = double.IsInfinity(high) ? Math.Max(1, 2 * low) : 0.5 * (low + high);
        for (int i = 0; i < 200; i++)
        {
            double rate = fixedRate + x * slope;
            double derivative = slope * (rate > 0 ? 1 - n / rate : double.NegativeInfinity) + tau - a / x;
            if (derivative > 0) high = x;
            else low = x;

            double next = double.IsInfinity(high) ? 2 * x : 0.5 * (low + high);
            double second = rate > 0 ? slope * slope * n / (rate * rate) + a / (x * x) : 0;
            double newton = x - derivative / second;
            if (newton > low && newton < high) next = newton;
            if (Math.Abs(next - x) <= 1e-15 * Math.Abs(x)) return next;
            x = next;
        }

        return x;
    }
}
