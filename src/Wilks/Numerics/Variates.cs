namespace Wilks.Numerics;

/// <summary>Random numbers of the distributions that data fluctuate with.</summary>
public static class Variates
{
    /// <summary>A Poisson number: products of uniforms for a mean below 10, otherwise the transformed rejection PTRS (W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39).</summary>
    /// <param name="random">The generator.</param>
    /// <param name="mean">The mean, at least 0.</param>
    public static double Poisson(Philox random, double mean)
    {
        return new PoissonVariate(mean).Next(random);
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
}
