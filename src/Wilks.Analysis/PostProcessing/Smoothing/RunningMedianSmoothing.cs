namespace Wilks.Analysis.PostProcessing;

/// <summary>Friedman's 353QH, twice: running medians of 3, 5 and 3 points, parabolas where these left flat extrema, a running mean with the
/// weights ¼, ½, ¼; and the same once more of what was smoothed away, which is added (J. H. Friedman, Proc. of the 1974 CERN School of Computing, p. 271).</summary>
/// <remarks>cabinetry's rule for the ends takes the original y₁ into the median with z₂ and 3z₂ − 2z₃, ROOT's takes z₁. At that point no step has changed
/// the ends, so that both rules give the same numbers; the tests hold them against those of both.</remarks>
internal static class RunningMedianSmoothing
{
    private const int FewestPoints = 3;

    /// <summary>Smooths a series in place; fewer than three points are left alone.</summary>
    /// <param name="series">The series.</param>
    /// <param name="staysPositive">Whether negative results become 0, unless the series has a negative point.</param>
    internal static void Smooth(Span<double> series, bool staysPositive)
    {
        int count = series.Length;
        if (count < FewestPoints) return;

        double[] smooth = series.ToArray();
        Pass(smooth);
        double[] rough = new double[count];
        for (int i = 0; i < count; i++) rough[i] = series[i] - smooth[i];
        Pass(rough);

        bool clips = staysPositive && !HasNegative(series);
        for (int i = 0; i < count; i++)
        {
            double value = smooth[i] + rough[i];
            series[i] = clips ? Math.Max(value, 0) : value;
        }
    }

    private static void Pass(Span<double> z)
    {
        double[] before = new double[z.Length];
        MedianOf3(z, before);
        Ends(z);
        MedianOf5(z, before);
        MedianOf3(z, before);

        z.CopyTo(before);
        FillFlatExtrema(z, before);
        for (int i = 1; i < z.Length - 1; i++) z[i] = (0.25 * before[i - 1]) + (0.5 * before[i]) + (0.25 * before[i + 1]);
        z[0] = before[0];
        z[^1] = before[^1];
    }

    private static void MedianOf3(Span<double> z, double[] before)
    {
        z.CopyTo(before);
        for (int i = 1; i < z.Length - 1; i++) z[i] = Median(before[i - 1], before[i], before[i + 1]);
    }

    private static void Ends(Span<double> z)
    {
        z[0] = Median(z[0], z[1], (3 * z[1]) - (2 * z[2]));
        z[^1] = Median(z[^1], z[^2], (3 * z[^2]) - (2 * z[^3]));
    }

    // The points beside the ends have the median of three, the ends stay.
    private static void MedianOf5(Span<double> z, double[] before)
    {
        z.CopyTo(before);
        Span<double> window = stackalloc double[5];
        for (int i = 2; i < z.Length - 2; i++)
        {
            before.AsSpan(i - 2, 5).CopyTo(window);
            window.Sort();
            z[i] = window[2];
        }
        z[1] = Median(before[0], before[1], before[2]);
        z[^2] = Median(before[^3], before[^2], before[^1]);
    }

    // Where three points are equal and both next ones lie on the same side, a parabola through the middle one and the next ones takes the place of two of them.
    private static void FillFlatExtrema(ReadOnlySpan<double> z, Span<double> filled)
    {
        for (int i = 2; i < z.Length - 2; i++)
        {
            if (z[i - 1] != z[i] || z[i] != z[i + 1]) continue;
            double left = z[i - 2] - z[i];
            double right = z[i + 2] - z[i];
            if (left * right <= 0) continue;

            int near = Math.Abs(right) > Math.Abs(left) ? -1 : 1;
            filled[i] = (-0.5 * z[i - (2 * near)]) + (z[i] / 0.75) + (z[i + (2 * near)] / 6);
            filled[i + near] = (0.5 * (z[i + (2 * near)] - z[i - (2 * near)])) + z[i];
        }
    }

    private static bool HasNegative(ReadOnlySpan<double> series)
    {
        foreach (double value in series)
        {
            if (value < 0) return true;
        }
        return false;
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
