using MathNet.Numerics.LinearAlgebra;
using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>The condition ν ≥ 0 in bins where nothing was observed: its multipliers, found by least squares, may leave no gradient.</summary>
internal static class EmptyBinConditions
{
    /// <summary>A rate counts as held at zero below this; fits bring it to 1e-9.</summary>
    internal const double HeldBelow = 1e-7;

    private const double Step = 1e-5;

    /// <summary>Subtracts from the gradient what the conditions explain, each with a multiplier that is not negative.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="model">Its model, fitted to the observed data.</param>
    /// <param name="gradient">The gradient of 2NLL by all parameters.</param>
    /// <param name="units">For each parameter the size of a gradient that counts.</param>
    internal static void Explain(FitResult fit, Model model, double[] gradient, double[] units)
    {
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        int[] held = HeldBins(fit, model, evaluator);
        int[] free = [.. Enumerable.Range(0, gradient.Length).Where(p => fit.States[p] == CoordinateState.Free)];
        if (held.Length == 0 || free.All(p => Math.Abs(gradient[p]) <= units[p])) return;

        double[][] slopes = [.. Enumerable.Range(0, gradient.Length).Select(p => RateSlopes(fit, model, evaluator, p))];
        List<int> active = [.. held];
        double[] multipliers = LeastSquares(slopes, gradient, units, free, active);
        while (multipliers.Any(m => m < 0))
        {
            // Least squares with multipliers ≥ 0: a bin at zero by itself needs none.
            active.RemoveAt(Array.IndexOf(multipliers, multipliers.Min()));
            multipliers = LeastSquares(slopes, gradient, units, free, active);
        }

        for (int p = 0; p < gradient.Length; p++)
        {
            for (int j = 0; j < active.Count; j++) gradient[p] -= slopes[p][active[j]] * multipliers[j];
        }
    }

    private static double[] LeastSquares(double[][] slopes, double[] gradient, double[] units, int[] free, List<int> active)
    {
        if (active.Count == 0) return [];

        Matrix<double> scaled = Matrix<double>.Build.Dense(free.Length, active.Count, (i, j) => slopes[free[i]][active[j]] / units[free[i]]);
        return [.. scaled.PseudoInverse() * Vector<double>.Build.Dense(free.Length, i => gradient[free[i]] / units[free[i]])];
    }

    /// <summary>Whether the rate of an empty bin lies at zero.</summary>
    internal static bool AreActive(FitResult fit, Model model) => HeldBins(fit, model, model.With(model.ObservedData).CreateEvaluator()).Length > 0;

    private static int[] HeldBins(FitResult fit, Model model, LikelihoodEvaluator evaluator)
    {
        double[] rates = Rates(model, evaluator, fit.Values);
        return [.. Enumerable.Range(0, rates.Length).Where(b => model.ObservedData.Main.Span[b] == 0 && Math.Abs(rates[b]) < HeldBelow)];
    }

    private static double[] RateSlopes(FitResult fit, Model model, LikelihoodEvaluator evaluator, int parameter)
        => [.. Moved(fit, model, evaluator, parameter, Step).Zip(Moved(fit, model, evaluator, parameter, -Step), (up, down) => (up - down) / (2 * Step))];

    private static double[] Moved(FitResult fit, Model model, LikelihoodEvaluator evaluator, int parameter, double step)
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
