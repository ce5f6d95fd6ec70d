using MathNet.Numerics.LinearAlgebra;
using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>The condition ν ≥ 0 in bins where nothing was observed: its multipliers, found by least squares, must be positive and leave no gradient.</summary>
internal static class EmptyBinConditions
{
    /// <summary>A rate counts as held at zero below this; fits bring it to 1e-9.</summary>
    internal const double HeldBelow = 1e-7;

    private const double Step = 1e-5;

    /// <summary>Subtracts from the gradient what the conditions explain, and returns their multipliers (empty where none is needed).</summary>
    /// <param name="model">The model.</param>
    /// <param name="fit">The fit.</param>
    /// <param name="data">Its data.</param>
    /// <param name="gradient">The gradient of 2NLL by all parameters.</param>
    /// <param name="units">For each parameter the size of a gradient that counts.</param>
    internal static double[] Explain(Model model, FitResult fit, Dataset data, double[] gradient, double[] units)
    {
        LikelihoodEvaluator evaluator = model.With(data).CreateEvaluator();
        int[] held = HeldBins(model, fit, data, evaluator);
        int[] free = [.. Enumerable.Range(0, gradient.Length).Where(p => fit.States[p] == CoordinateState.Free)];
        if (held.Length == 0 || free.All(p => Math.Abs(gradient[p]) <= units[p])) return [];

        double[][] slopes = [.. Enumerable.Range(0, gradient.Length).Select(p => RateSlopes(model, fit, evaluator, p))];
        Matrix<double> scaled = Matrix<double>.Build.Dense(free.Length, held.Length, (i, j) => slopes[free[i]][held[j]] / units[free[i]]);
        Vector<double> right = Vector<double>.Build.Dense(free.Length, i => gradient[free[i]] / units[free[i]]);
        Vector<double> multipliers = scaled.PseudoInverse() * right;
        for (int p = 0; p < gradient.Length; p++)
        {
            for (int j = 0; j < held.Length; j++) gradient[p] -= slopes[p][held[j]] * multipliers[j];
        }

        return [.. multipliers];
    }

    /// <summary>Whether the rate of an empty bin lies at zero.</summary>
    internal static bool AreActive(Model model, FitResult fit, Dataset data) => HeldBins(model, fit, data, model.With(data).CreateEvaluator()).Length > 0;

    private static int[] HeldBins(Model model, FitResult fit, Dataset data, LikelihoodEvaluator evaluator)
    {
        double[] rates = Rates(model, evaluator, fit.Values);
        return [.. Enumerable.Range(0, rates.Length).Where(b => data.Main.Span[b] == 0 && Math.Abs(rates[b]) < HeldBelow)];
    }

    private static double[] RateSlopes(Model model, FitResult fit, LikelihoodEvaluator evaluator, int parameter)
        => [.. Moved(model, fit, evaluator, parameter, Step).Zip(Moved(model, fit, evaluator, parameter, -Step), (up, down) => (up - down) / (2 * Step))];

    private static double[] Moved(Model model, FitResult fit, LikelihoodEvaluator evaluator, int parameter, double step)
    {
        double[] point = [.. fit.Values];
        point[parameter] += step;
        return Rates(model, evaluator, point);
    }

    private static double[] Rates(Model model, LikelihoodEvaluator evaluator, double[] point)
    {
        double[] rates = new double[model.BinCount];
        evaluator.ExpectedMain(point, rates);
        return rates;
    }
}
