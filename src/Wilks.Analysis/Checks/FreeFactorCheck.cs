using Wilks.Likelihoods;
using Wilks.Models;

namespace Wilks.Analysis.Checks;

/// <summary>Free parameters that the fitted regions can't tell apart: the derivatives of all rates by one are a sum of those by others.</summary>
internal sealed class FreeFactorCheck : ICheck
{
    /// <summary>What is left of a column after the others are projected out, relatively, below which it depends on them; rates are linear in factors, so that differences are exact to about 1e-11.</summary>
    private const double Independence = 1e-6;

    /// <summary>A parameter takes part in a combination when its share of the column exceeds this.</summary>
    private const double Share = 1e-3;

    /// <summary>Beyond this, the check would take longer than a fit.</summary>
    private const int MostParameters = 500;

    private const double Step = 1e-3;

    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        if (context.Model is not { } model) return [];

        int[] free = [.. model.Parameters.Where(p => !p.Fixed && !p.IsDerived && p.Constraint == ConstraintKind.None && !model.IsInert(p.Index)).Select(p => p.Index)];
        return free.Length is < 2 or > MostParameters ? [] : Dependent(model, free, Columns(model, free));
    }

    private static double[][] Columns(Model model, int[] free)
    {
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        double[] point = [.. model.Parameters.Select(p => p.Init)];

        // At 0 a factor hides what other factors of its samples do.
        foreach (int p in free.Where(p => point[p] == 0)) point[p] = Math.Min(1, model.Parameters[p].Upper);
        double[] up = new double[model.BinCount], down = new double[model.BinCount];
        return [.. free.Select(Column)];

        double[] Column(int p)
        {
            double value = point[p];
            point[p] = value + Step;
            evaluator.ExpectedMain(point, up);
            point[p] = value - Step;
            evaluator.ExpectedMain(point, down);
            point[p] = value;
            double[] column = new double[model.BinCount];
            foreach (ModelChannel channel in model.Channels.Where(channel => !channel.IsMasked))
            {
                for (int bin = channel.FirstBin; bin < channel.FirstBin + channel.BinCount; bin++) column[bin] = (up[bin] - down[bin]) / (2 * Step);
            }

            return column;
        }
    }

    // Gram–Schmidt, twice for rounding; each basis vector knows which combination of columns it is.
    private static IEnumerable<CheckFinding> Dependent(Model model, int[] free, double[][] columns)
    {
        var basis = new List<(double[] Vector, double[] Combination)>();
        for (int i = 0; i < columns.Length; i++)
        {
            double size = Length(columns[i]);
            if (!(size > 0)) continue;

            double[] rest = [.. columns[i]], combination = new double[columns.Length];
            combination[i] = 1;
            foreach ((double[] vector, double[] parts) in basis.Concat(basis)) Project(rest, combination, vector, parts);
            double left = Length(rest);
            if (left > Independence * size)
            {
                basis.Add(([.. rest.Select(value => value / left)], [.. combination.Select(value => value / left)]));
                continue;
            }

            string[] others = [.. Enumerable.Range(0, i).Where(j => Math.Abs(combination[j]) * Length(columns[j]) > Share * size).Select(j => $"'{model.Parameters[free[j]].Name}'")];
            string with = others.Length > 3 ? $"{string.Join(", ", others.Take(3))} and {others.Length - 3} more" : string.Join(", ", others);
            yield return new CheckFinding(FindingKind.DegenerateFactors, others.Length == 1 ? $"acts exactly as {with}" : $"acts as {with} together") { Parameter = model.Parameters[free[i]].Name, Value = left / size, Threshold = Independence };
        }
    }

    private static void Project(double[] rest, double[] combination, double[] vector, double[] parts)
    {
        double product = 0;
        for (int bin = 0; bin < rest.Length; bin++) product += rest[bin] * vector[bin];
        for (int bin = 0; bin < rest.Length; bin++) rest[bin] -= product * vector[bin];
        for (int i = 0; i < parts.Length; i++) combination[i] -= product * parts[i];
    }

    private static double Length(double[] vector)
    {
        double sum = 0;
        foreach (double value in vector) sum += value * value;
        return Math.Sqrt(sum);
    }
}
