using Wilks.Models;

namespace Wilks.Likelihoods;

/// <summary>The multivariate Gaussian constraint terms, without their constants: <c>(θ − a)ᵀC⁻¹(θ − a)</c>. Their parameters are always coordinates.</summary>
internal sealed class CorrelatedTerm : ITerm
{
    private readonly CorrelatedBlock[] _blocks;
    private readonly int[][] _coordinates;
    private readonly double[][] _data;
    private readonly double[] _difference;
    private readonly double[] _slope;

    public CorrelatedTerm(Model model, CoordinateMap map)
    {
        _blocks = [.. model.CorrelatedBlocks];
        _coordinates = [.. _blocks.Select(b => b.Parameters.Select(p => map.CoordinateOf[p]).ToArray())];
        _data = [.. _blocks.Select(b => b.Parameters.Select(p => model.Parameters[p].AuxiliaryData).ToArray())];
        int largest = _blocks.Select(b => b.Parameters.Count).DefaultIfEmpty(0).Max();
        _difference = new double[largest];
        _slope = new double[largest];
    }

    public void TakeData(ReadOnlySpan<double> auxiliary, int[] auxiliaryIndexOf)
    {
        for (int b = 0; b < _blocks.Length; b++)
        {
            for (int i = 0; i < _data[b].Length; i++) _data[b][i] = auxiliary[auxiliaryIndexOf[_blocks[b].Parameters[i]]];
        }
    }

    public double Add(in Evaluation evaluation)
    {
        double sum = 0;
        for (int b = 0; b < _blocks.Length; b++)
        {
            int n = _data[b].Length;
            double[] precision = _blocks[b].Precision;
            for (int i = 0; i < n; i++) _difference[i] = evaluation.Parameters[_blocks[b].Parameters[i]] - _data[b][i];
            for (int i = 0; i < n; i++)
            {
                double slope = 0;
                for (int j = 0; j < n; j++) slope += precision[i * n + j] * _difference[j];
                _slope[i] = slope;
                sum += _difference[i] * slope;
            }

            AddDerivatives(in evaluation, _coordinates[b], precision);
        }

        return sum;
    }

    private void AddDerivatives(in Evaluation evaluation, int[] coordinates, double[] precision)
    {
        int n = coordinates.Length;
        for (int i = 0; i < n && evaluation.WantsGradient; i++)
        {
            evaluation.Gradient[coordinates[i]] += 2 * _slope[i];
            for (int j = 0; j <= i && evaluation.WantsHessian; j++) evaluation.AddHessian(coordinates[i], coordinates[j], 2 * precision[i * n + j]);
        }
    }
}
