using System.Runtime.CompilerServices;

namespace Wilks.Numerics;

/// <summary>Poisson numbers of one mean, with what depends on the mean only worked out once: products of uniforms for a mean below 10, otherwise the transformed rejection PTRS (W. Hörmann, Insurance: Mathematics and Economics 12 (1993) 39).</summary>
public readonly struct PoissonVariate
{
    // Below this mean the product of uniforms is short; above it the transformed rejection is valid (Hörmann asks for at least 10).
    private const double RejectionFrom = 10;

    // Inside this part of the unit square a point is accepted without a logarithm (Hörmann's step 1).
    private const double SafeDistance = 0.07;
    private const double TailDistance = 0.013;

    private readonly double _mean;
    private readonly double _a;
    private readonly double _b;
    private readonly double _inverseAlpha;
    private readonly double _safeHeight;
    private readonly double _logMean;
    private readonly double _limit;

    /// <summary>Prepares for a mean.</summary>
    /// <param name="mean">The mean, at least 0 and finite.</param>
    public PoissonVariate(double mean)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(mean);
        if (!double.IsFinite(mean)) throw new ArgumentOutOfRangeException(nameof(mean), mean, "A Poisson mean is finite.");

        _mean = mean;
        if (mean < RejectionFrom)
        {
            _limit = Math.Exp(-mean);
            return;
        }

        _b = 0.931 + (2.53 * Math.Sqrt(mean));
        _a = -0.059 + (0.02483 * _b);
        _inverseAlpha = 1.1239 + (1.1328 / (_b - 3.4));
        _safeHeight = 0.9277 - (3.6224 / (_b - 2));
        _logMean = Math.Log(mean);
    }

    /// <summary>The next number.</summary>
    /// <param name="random">The generator.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (_mean < RejectionFrom) return ByProducts(random);

        double u = random.NextDouble() - 0.5;
        double v = random.NextDouble();
        double us = 0.5 - Math.Abs(u);
        return us >= SafeDistance && v <= _safeHeight ? Candidate(u, us) : ByRejection(random, u, v);
    }

    private double Candidate(double u, double us) => Math.Floor((((2 * _a / us) + _b) * u) + _mean + 0.43);

    private double ByProducts(Philox random)
    {
        double product = random.NextDouble();
        double count = 0;
        while (product > _limit)
        {
            product *= random.NextDouble();
            count++;
        }
        return count;
    }

    // Goes on with a first point outside the safe part.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private double ByRejection(Philox random, double u, double v)
    {
        while (true)
        {
            double us = 0.5 - Math.Abs(u);
            double k = Candidate(u, us);
            if (us >= SafeDistance && v <= _safeHeight) return k;
            if (k >= 0 && (us >= TailDistance || v <= us)
                && Math.Log(v * _inverseAlpha / ((_a / (us * us)) + _b)) <= (k * _logMean) - _mean - LogFactorial.Evaluate(k)) return k;

            u = random.NextDouble() - 0.5;
            v = random.NextDouble();
        }
    }
}
