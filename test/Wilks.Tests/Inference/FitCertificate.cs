using MathNet.Numerics.LinearAlgebra;
using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>Checks a converged fit against the full likelihood, independently of the minimiser and of profiling.</summary>
internal static class FitCertificate
{
    /// <summary>Estimated distance to the minimum in 2NLL; the minimiser's own tolerance is 1e-10.</summary>
    internal const double LargestEdm = 1e-8;

    /// <summary>|∂(2NLL)/∂θ|/√H_θθ of free parameters; EDM = 1e-8 would allow 1e-4.</summary>
    private const double LargestGradient = 2e-4;

    /// <summary>What rounding leaves of a derivative at a bound, in the same units.</summary>
    private const double BoundSlack = 1e-9;

    /// <summary>Of a Hessian with ones on its diagonal.</summary>
    private const double FlatEigenvalue = 1e-6;

    /// <summary>Null, or what is wrong with the fit.</summary>
    internal static string? Fault(FitResult fit, Model model)
    {
        if (fit.Status != FitStatus.Converged) return $"{fit.Status}: {fit.StatusMessage}";
        if (!fit.Certificate.PositiveDefinite) return "not positive definite";
        if (!(fit.Edm < LargestEdm)) return $"EDM {fit.Edm}";

        int n = fit.Values.Length;
        double[] gradient = new double[n], hessian = new double[n * n];
        double value = model.With(model.ObservedData).CreateEvaluator().Evaluate(fit.Values, gradient, hessian);
        if (!(Math.Abs(value - fit.TwiceNll) <= 1e-10 * (1 + Math.Abs(value)))) return $"2NLL {fit.TwiceNll} for {value}";

        EmptyBinConditions.Explain(fit, model, gradient, [.. Enumerable.Range(0, n).Select(p => LargestGradient * Unit(hessian[p * (n + 1)]))]);

        for (int p = 0; p < n; p++)
        {
            if (ParameterFault(model, fit, p, gradient[p], hessian[p * (n + 1)]) is { } fault) return $"{fit.Parameters[p].Name} = {fit.Values[p]} ({fit.States[p]}): {fault}";
        }

        return null;
    }

    /// <summary>Whether a fit that reports a flat direction has one: a vanishing eigenvalue of the full Hessian over the free parameters, each in its own unit.</summary>
    internal static bool IsTrulyFlat(FitResult fit, Model model)
    {
        int n = fit.Values.Length;
        double[] hessian = new double[n * n];
        model.With(model.ObservedData).CreateEvaluator().Evaluate(fit.Values, new double[n], hessian);
        int[] free = [.. Enumerable.Range(0, n).Where(p => fit.States[p] == CoordinateState.Free)];
        Matrix<double> scaled = Matrix<double>.Build.Dense(free.Length, free.Length,
            (i, j) => hessian[(free[i] * n) + free[j]] / (Unit(hessian[free[i] * (n + 1)]) * Unit(hessian[free[j] * (n + 1)])));
        return fit.Status == FitStatus.FlatDirection && scaled.Evd().EigenValues.Any(e => Math.Abs(e.Real) < FlatEigenvalue);
    }

    private static double Unit(double curvature) => curvature > 0 ? Math.Sqrt(curvature) : 1;

    private static string? ParameterFault(Model model, FitResult fit, int p, double slope, double curvature)
    {
        Parameter parameter = model.Parameters[p];
        double value = fit.Values[p], unit = Unit(curvature);
        return fit.States[p] switch
        {
            CoordinateState.Free when !(Math.Abs(slope) <= LargestGradient * unit) => $"gradient {slope} of a free parameter, in units {slope / unit}",
            CoordinateState.Free when value < parameter.Lower || value > parameter.Upper => "outside its bounds",
            CoordinateState.AtLower when value != parameter.Lower => "not at its lower bound",
            CoordinateState.AtLower when slope < -BoundSlack * unit => $"multiplier {slope} at the lower bound",
            CoordinateState.AtUpper when value != parameter.Upper => "not at its upper bound",
            CoordinateState.AtUpper when slope > BoundSlack * unit => $"multiplier {slope} at the upper bound",
            CoordinateState.Fixed when !model.IsInert(p) && (!parameter.Fixed || value != parameter.Init) => "held without reason",
            _ => null,
        };
    }
}
