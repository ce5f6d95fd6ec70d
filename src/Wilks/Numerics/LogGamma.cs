namespace Wilks.Numerics;

/// <summary>The logarithm of the gamma function.</summary>
public static class LogGamma
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // Below this argument the Stirling series is reached by the recurrence Γ(x+1) = xΓ(x).
    private const double StirlingStart = 12;

    /// <summary><c>lnΓ(x)</c> for x &gt; 0, to about 2 units in the last place away from the zeros at 1 and 2.</summary>
    /// <remarks>Stirling's series with eight terms (Abramowitz and Stegun 6.1.41) after raising the argument to at least 12.</remarks>
    /// <param name="x">The argument; +∞ for x = 0, NaN for x &lt; 0 or NaN.</param>
    public static double Evaluate(double x)
    {
        if (double.IsNaN(x) || x < 0) return double.NaN;
        if (x == 0 || double.IsPositiveInfinity(x)) return double.PositiveInfinity;
        if (x == 1 || x == 2) return 0;

        double product = 1;
        while (x < StirlingStart)
        {
            product *= x;
            x += 1;
        }

        double r = 1 / x;
        double r2 = r * r;
        double series = r * (1.0 / 12 - r2 * (1.0 / 360 - r2 * (1.0 / 1260 - r2 * (1.0 / 1680 - r2 * (1.0 / 1188
            - r2 * (691.0 / 360360 - r2 * (1.0 / 156 - r2 * (3617.0 / 122400))))))));
        return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + series - Math.Log(product);
    }
}
