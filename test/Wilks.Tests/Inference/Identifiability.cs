using MathNet.Numerics.LinearAlgebra;
using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Inference;

/// <summary>Whether the data of a model can tell all its free parameters apart: the rank of ∂(expected data)/∂(parameters) at a random point.</summary>
internal static class Identifiability
{
    // Expected data are smooth functions of parameters of order one: the difference quotient is good to 1e-9, exact degeneracies give far less.
    private const double Step = 1e-4;
    private const double SmallestSingularValue = 1e-6;

    internal static bool Holds(Model model)
    {
        var random = new Philox(31);
        int[] free = [.. model.Parameters.Where(p => !p.Fixed && !model.IsInert(p.Index)).Select(p => p.Index)];
        double[] point = [.. model.Parameters.Select(p => p.Fixed ? p.Init : p.Init + (0.2 * (random.NextDouble() - 0.5)))];
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();
        Matrix<double> jacobian = Matrix<double>.Build.DenseOfColumnArrays([.. free.Select(p => Column(model, evaluator, point, p))]);
        double[] norms = [.. jacobian.EnumerateColumns().Select(c => c.L2Norm())];
        if (norms.Any(n => n == 0)) return false;

        for (int j = 0; j < norms.Length; j++) jacobian.SetColumn(j, jacobian.Column(j) / norms[j]);
        return norms.Length <= jacobian.RowCount && jacobian.Svd(computeVectors: false).S.Minimum() > SmallestSingularValue;
    }

    private static double[] Column(Model model, LikelihoodEvaluator evaluator, double[] point, int parameter)
    {
        double[] up = Expected(model, evaluator, point, parameter, Step), down = Expected(model, evaluator, point, parameter, -Step);
        return [.. up.Zip(down, (u, d) => (u - d) / (2 * Step))];
    }

    private static double[] Expected(Model model, LikelihoodEvaluator evaluator, double[] point, int parameter, double step)
    {
        double[] moved = [.. point], main = new double[model.BinCount], auxiliary = new double[model.AuxiliaryParameters.Count];
        moved[parameter] += step;
        evaluator.ExpectedMain(moved, main);
        evaluator.ExpectedAuxiliary(moved, auxiliary);
        return [.. main, .. auxiliary];
    }
}
