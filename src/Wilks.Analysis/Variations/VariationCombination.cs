using Wilks.Analysis.Configurations;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Variations;

/// <summary>Makes one upward and one downward template of many variations (members of a set of parton densities, choices of scales).</summary>
internal static class VariationCombination
{
    /// <summary>Combines templates, bin by bin.</summary>
    /// <param name="nominal">The nominal template.</param>
    /// <param name="members">The variations; at least one.</param>
    /// <param name="rule">How.</param>
    internal static (Template Up, Template Down) Combine(Template nominal, IReadOnlyList<Template> members, CombinationRule rule)
    {
        double[] up = new double[nominal.BinCount];
        double[] down = new double[nominal.BinCount];
        double[] values = new double[members.Count];
        for (int bin = 0; bin < up.Length; bin++)
        {
            for (int i = 0; i < values.Length; i++) values[i] = members[i].Yields[bin];
            (up[bin], down[bin]) = Combine(nominal.Yields[bin], values, rule);
        }

        return (nominal with { Yields = [.. up] }, nominal with { Yields = [.. down] });
    }

    private static (double Up, double Down) Combine(double nominal, double[] values, CombinationRule rule)
    {
        if (rule == CombinationRule.Envelope) return (Math.Max(nominal, values.Max()), Math.Min(nominal, values.Min()));

        bool isHessian = rule == CombinationRule.Hessian;
        double centre = isHessian ? nominal : values.Sum() / values.Length;
        double sum = 0;
        foreach (double value in values) sum += (value - centre) * (value - centre);
        double width = isHessian ? Math.Sqrt(sum) : values.Length > 1 ? Math.Sqrt(sum / (values.Length - 1)) : 0;
        return (nominal + width, nominal - width);
    }
}
