using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>The constraint terms of single parameters that are coordinates, without their constants; profiled parameters bring theirs in their bins.</summary>
internal sealed class ConstraintTerm : ITerm
{
    private readonly int[] _coordinates;
    private readonly int[] _parameters;
    private readonly ConstraintKind[] _kind;
    private readonly double[] _datum;
    private readonly double[] _scale;

    public ConstraintTerm(Model model, CoordinateMap map)
    {
        Parameter[] constrained = [.. model.AuxiliaryParameters.Select(i => model.Parameters[i]).Where(p => p.Constraint != ConstraintKind.Correlated && map.CoordinateOf[p.Index] >= 0)];
        _parameters = [.. constrained.Select(p => p.Index)];
        _coordinates = [.. constrained.Select(p => map.CoordinateOf[p.Index])];
        _kind = [.. constrained.Select(p => p.Constraint)];
        _datum = [.. constrained.Select(p => p.AuxiliaryData)];
        _scale = [.. constrained.Select(p => p.CountsDatum ? p.Tau : 1 / (p.Sigma * p.Sigma))];
    }

    public void TakeData(ReadOnlySpan<double> auxiliary, int[] auxiliaryIndexOf)
    {
        for (int i = 0; i < _parameters.Length; i++) _datum[i] = auxiliary[auxiliaryIndexOf[_parameters[i]]];
    }

    public double Add(in Evaluation evaluation)
    {
        double sum = 0;
        for (int i = 0; i < _parameters.Length; i++)
        {
            double theta = evaluation.Parameters[_parameters[i]], datum = _datum[i], scale = _scale[i];
            if (!IsInDomain(_kind[i], theta, datum)) return double.PositiveInfinity;

            (double value, double first, double second) = _kind[i] switch
            {
                ConstraintKind.Gaussian => Gaussian(theta - datum, scale),
                ConstraintKind.LogNormal => LogNormal(theta, datum, scale, evaluation.Curvature),
                _ => Poisson(theta, datum, scale),
            };
            sum += value;
            int c = _coordinates[i];
            if (evaluation.WantsGradient) evaluation.Gradient[c] += first;
            if (evaluation.WantsHessian) evaluation.Hessian[c * (evaluation.Dimension + 1)] += second;
        }

        return sum;
    }
    private static bool IsInDomain(ConstraintKind kind, double theta, double datum) => kind switch
    {
        ConstraintKind.Gaussian => true,
        ConstraintKind.LogNormal => theta > 0,
        _ => theta > 0 || (theta == 0 && datum == 0),
    };

    private static (double Value, double First, double Second) Gaussian(double difference, double scale)
        => (difference * difference * scale, 2 * difference * scale, 2 * scale);

    // The datum of a gamma term enters as that of a Poisson term.
    private static (double Value, double First, double Second) Poisson(double theta, double datum, double tau)
        => datum > 0
            ? (2 * (tau * theta - datum * Math.Log(theta)), 2 * (tau - datum / theta), 2 * datum / (theta * theta))
            : (2 * tau * theta, 2 * tau, 0);

    // Far above the datum the exact curvature is negative; the expected one never is.
    private static (double Value, double First, double Second) LogNormal(double theta, double datum, double scale, Curvature curvature)
    {
        double difference = Math.Log(theta / datum);
        double bend = curvature == Curvature.Exact ? 1 - difference : 1;
        return (difference * difference * scale, 2 * difference * scale / theta, 2 * scale * bend / (theta * theta));
    }
}
