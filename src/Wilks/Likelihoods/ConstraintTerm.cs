using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>The constraint terms of parameters that are coordinates, without their constants; profiled parameters bring theirs in their bins.</summary>
internal sealed class ConstraintTerm : ITerm
{
    private readonly int[] _coordinates;
    private readonly int[] _parameters;
    private readonly bool[] _isGaussian;
    private readonly double[] _datum;
    private readonly double[] _scale;

    public ConstraintTerm(Model model, CoordinateMap map)
    {
        Parameter[] constrained = [.. model.AuxiliaryParameters.Select(i => model.Parameters[i]).Where(p => map.CoordinateOf[p.Index] >= 0)];
        _parameters = [.. constrained.Select(p => p.Index)];
        _coordinates = [.. constrained.Select(p => map.CoordinateOf[p.Index])];
        _isGaussian = [.. constrained.Select(p => p.Constraint == ConstraintKind.Gaussian)];
        _datum = [.. constrained.Select(p => p.AuxiliaryData)];
        _scale = [.. constrained.Select(p => p.Constraint == ConstraintKind.Gaussian ? 1 / (p.Sigma * p.Sigma) : p.Tau)];
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
            double first, second;
            if (_isGaussian[i])
            {
                double difference = theta - datum;
                sum += difference * difference * scale;
                first = 2 * difference * scale;
                second = 2 * scale;
            }
            else
            {
                if (theta < 0 || (theta == 0 && datum > 0)) return double.PositiveInfinity;

                sum += 2 * (scale * theta - (datum > 0 ? datum * Math.Log(theta) : 0));
                first = 2 * (scale - (datum > 0 ? datum / theta : 0));
                second = datum > 0 ? 2 * datum / (theta * theta) : 0;
            }

            int c = _coordinates[i];
            if (evaluation.WantsGradient) evaluation.Gradient[c] += first;
            if (evaluation.WantsHessian) evaluation.Hessian[c * (evaluation.Dimension + 1)] += second;
        }

        return sum;
    }
}
