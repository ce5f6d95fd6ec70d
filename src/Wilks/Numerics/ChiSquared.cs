namespace Wilks.Numerics;

/// <summary>The χ² distribution with a whole number of degrees of freedom.</summary>
public static class ChiSquared
{
    /// <summary>The probability above x: the p-value of a likelihood ratio (Wilks 1938).</summary>
    /// <param name="x">The value; 1 is returned at and below zero, NaN for NaN.</param>
    /// <param name="degreesOfFreedom">At least 1.</param>
    public static double UpperTail(double x, int degreesOfFreedom)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(degreesOfFreedom, 1);
        if (double.IsNaN(x)) return double.NaN;
        if (x <= 0) return 1;

        // Q(k/2, x/2) from Q(1/2, x/2) or Q(1, x/2) upwards: Q(a + 1, y) = Q(a, y) + yᵃ e⁻ʸ / Γ(a + 1).
        double y = x / 2;
        bool isOdd = degreesOfFreedom % 2 == 1;
        double sum = isOdd ? 2 * StandardNormal.UpperTail(Math.Sqrt(x)) : Math.Exp(-y);
        double term = isOdd ? 2 * Math.Sqrt(y / Math.PI) * Math.Exp(-y) : y * Math.Exp(-y);
        for (double a = isOdd ? 0.5 : 1; a < degreesOfFreedom / 2.0; a++)
        {
            sum += term;
            term *= y / (a + 1);
        }

        return Math.Min(1, sum);
    }
}
