using System.Diagnostics;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Turns the end of a minimisation into a fit result: profiled parameters restored, uncertainties, a sentence.</summary>
internal readonly struct FitAssembly(Model model, ProfiledObjective objective, TrustRegionNewton minimizer, Dataset data, FitOptions options, EvaluationCounts evaluations, int iterations)
{
    public FitResult Result(long started)
    {
        int count = model.Parameters.Count;
        double[] values = new double[count], uncertainties = new double[count];
        CoordinateState[] states = new CoordinateState[count];
        bool isFinite = double.IsFinite(minimizer.Value);
        Restore(values, states, isFinite);
        bool hasCovariance = isFinite && minimizer.Certificate.PositiveDefinite;
        if (hasCovariance) Uncertainties(values, uncertainties);
        else Array.Fill(uncertainties, double.NaN);

        int free = 0;
        for (int p = 0; p < count; p++)
        {
            if (model.Parameters[p].IsDerived) continue;
            if (states[p] == CoordinateState.Fixed) uncertainties[p] = 0;
            else free++;
        }

        FitStatus status = FreeCovariance.Status(minimizer.Status);
        Func<double[]>? covariance = hasCovariance ? FullCovariance(values, states) : null;
        return new FitResult(model.Parameters, covariance)
        {
            Status = status,
            StatusMessage = FitMessages.Describe(model, status, values, states, minimizer.WorstCoordinate < 0 ? -1 : model.ProfiledMap.ParameterOf[minimizer.WorstCoordinate], status == FitStatus.Converged ? objective.PushedBin : objective.OffendingBin, objective.Parameters.Offender, options),
            TwiceNll = minimizer.Value + objective.Constant,
            Edm = minimizer.Certificate.Edm,
            Values = values,
            Uncertainties = uncertainties,
            States = states,
            Certificate = minimizer.Certificate,
            FreeParameterCount = free,
            Evaluations = evaluations,
            Iterations = iterations,
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
        };
    }

    private void Restore(double[] values, CoordinateState[] states, bool isFinite)
    {
        // The last trial may have been rejected: one more evaluation brings the profiled parameters to the minimum.
        if (isFinite) objective.MoveTo(minimizer.Point);
        int[] parameterOf = model.ProfiledMap.ParameterOf;
        for (int i = 0; i < parameterOf.Length; i++)
        {
            values[parameterOf[i]] = minimizer.Point[i];
            states[parameterOf[i]] = minimizer.States[i];
        }

        objective.CopyProfiled(values, states);
        objective.Parameters.FillDerived(values);
    }

    // √(2 H⁻¹) over the free coordinates, then the profiled parameters bin by bin.
    private void Uncertainties(double[] values, double[] uncertainties)
    {
        int n = objective.Dimension;
        double[] covariance = FreeCovariance.Of(minimizer.Hessian, minimizer.States, n);
        objective.Parameters.ExpandCovariance(values, model.ProfiledMap.CoordinateOf, covariance, n);
        int[] parameterOf = model.ProfiledMap.ParameterOf;
        for (int i = 0; i < n; i++) uncertainties[parameterOf[i]] = minimizer.States[i] == CoordinateState.Free || model.Parameters[parameterOf[i]].IsDerived ? Math.Sqrt(covariance[i * (n + 1)]) : double.NaN;
        if (model.ProfiledParameterCount > 0) objective.LocalUncertainties(values, covariance, uncertainties);
    }

    private Func<double[]> FullCovariance(double[] values, CoordinateState[] states)
    {
        int n = values.Length;

        // Active conditions of empty bins belong to this fit; the next one changes them, so they can't wait.
        if (objective.PushedBin >= 0)
        {
            double[] pushed = objective.FullHessian(values, data);
            (Model pushedModel, double[] pushedValues) = (model, values);
            return () => Expanded(pushedModel, pushedValues, FreeCovariance.Of(pushed, states, n));
        }

        (Model fitted, Dataset fittedData) = (model, data);
        return () =>
        {
            double[] gradient = new double[n], hessian = new double[n * n];
            fitted.With(fittedData).CreateEvaluator().Evaluate(values, gradient, hessian);
            return Expanded(fitted, values, FreeCovariance.Of(hessian, states, n));
        };
    }

    private static double[] Expanded(Model model, double[] values, double[] covariance)
    {
        new ParameterMap(model).ExpandCovariance(values, model.FullMap.CoordinateOf, covariance, values.Length);
        return covariance;
    }
}
