namespace Wilks.Numerics;

/// <summary>Random numbers of the distributions that data fluctuate with.</summary>
public static class Variates
{
    // Below this mean the product of uniforms is short; above it the transformed rejection is valid (Hörmann 1993 asks for at least 10).
    private const double RejectionFrom = 10;

    /// <summary>A Poisson number: products of uniforms for a mean below 10, otherwise the transformed rejection PTRS (W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39).</summary>
    /// <param name="random">The generator.</param>
    /// <param name="mean">The mean, at least 0.</param>
    public static double Poisson(Philox random, double mean)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        return mean < RejectionFrom ? PoissonByProducts(random, mean) : PoissonByRejection(random, mean);
    }

    /// <summary>A number of the standard normal distribution (Box–Muller).</summary>
    /// <param name="random">The generator.</param>
    public static double Normal(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        // 1 - u is never zero, so that the logarithm is finite.
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static double PoissonByProducts(Philox random, double mean)
    {
        double limit = Math.Exp(-mean);
        double product = random.NextDouble();
        double count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }
        return count;
    }

    private static double PoissonByRejection(Philox random, double mean)
    {
        double b = 0.931 + (2.53 * Math.Sqrt(mean));
        double a = -0.059 + (0.02483 * b);
        double inverseAlpha = 1.1239 + (1.1328 / (b - 3.4));
        double vr = 0.9277 - (3.6224 / (b - 2));
        double logMean = Math.Log(mean);
        while (true)
        {
            double u = random.NextDouble() - 0.5;
            double v = random.NextDouble();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / us) + b) * u) + mean + 0.43);
            if (us >= 0.07 && v <= vr) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v * inverseAlpha / ((a / (us * us)) + b)) <= (k * logMean) - mean - LogGamma.Evaluate(k + 1)) return k;
        }
    }
}
