using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Makes two sides of a variation symmetric about a centre (TRExFitter v4.11, <c>HistoTools</c>). All in differences from the centre, so that an empty bin needs no ratio.</summary>
internal static class Symmetrization
{
    /// <summary>The mirror image: <c>2 · centre − value</c>.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="values">The values.</param>
    internal static double[] Mirror(ReadOnlySpan<double> centre, ReadOnlySpan<double> values)
    {
        double[] mirrored = new double[values.Length];
        for (int i = 0; i < mirrored.Length; i++) mirrored[i] = (2 * centre[i]) - values[i];
        return mirrored;
    }

    /// <summary>Both sides of a bin, from the change that a rule makes of two: <c>(centre + c, centre − c)</c>.</summary>
    /// <param name="rule">The rule; None and OneSided leave the sides as they are.</param>
    /// <param name="centre">The nominal value.</param>
    /// <param name="up">The upward value.</param>
    /// <param name="down">The downward value.</param>
    internal static (double Up, double Down) Apply(SymmetrizationRule rule, double centre, double up, double down)
    {
        double u = up - centre;
        double d = down - centre;
        double sign = centre < 0 ? -1 : 1;
        double change = rule switch
        {
            SymmetrizationRule.TwoSided => (u - d) / 2,
            SymmetrizationRule.Maximum => Math.Abs(u) >= Math.Abs(d) ? u : d,
            SymmetrizationRule.AbsoluteMean => sign * (Math.Abs(u) + Math.Abs(d)) / 2,
            _ => double.NaN,
        };
        return double.IsNaN(change) ? (up, down) : (centre + change, centre - change);
    }

    /// <summary>Replaces negative values by 0 where the centre isn't negative; how many there were.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="values">The values.</param>
    internal static int Clip(ReadOnlySpan<double> centre, Span<double> values)
    {
        int clipped = 0;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] >= 0 || centre[i] < 0) continue;
            values[i] = 0;
            clipped++;
        }
        return clipped;
    }
}
