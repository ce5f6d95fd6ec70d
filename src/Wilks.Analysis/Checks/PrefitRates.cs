using Wilks.Likelihoods;
using Wilks.Models;

namespace Wilks.Analysis.Checks;

/// <summary>What a model expects at its initial values, and how parameters change it. Not thread-safe.</summary>
internal sealed class PrefitRates
{
    /// <summary>The variance that stands for "without limit", in units of a factor's value.</summary>
    internal const double WithoutLimit = 1e4;

    private readonly LikelihoodEvaluator _evaluator;
    private readonly double[] _point;

    internal PrefitRates(Model model)
    {
        Model = model;
        _evaluator = model.With(model.ObservedData).CreateEvaluator();
        _point = [.. model.Parameters.Select(parameter => parameter.Init)];
    }

    internal Model Model { get; }

    /// <summary>The expected counts of a channel.</summary>
    internal double[] Expected(int channel)
    {
        ModelChannel described = Model.Channels[channel];
        double[] rates = new double[described.Samples.Count * described.BinCount], sum = new double[described.BinCount];
        _evaluator.ExpectedSamples(_point, channel, rates);
        for (int i = 0; i < rates.Length; i++) sum[i % described.BinCount] += rates[i];
        return sum;
    }

    /// <summary>Half the change of every bin between +1σ and −1σ of each constrained parameter (those of a multivariate constraint as independent combinations), and per unit of each free one.</summary>
    internal (double[][] Constrained, double[][] Free) Changes(int channel)
    {
        var constrained = new List<double[]>();
        var free = new List<double[]>();
        HashSet<int> correlated = [];
        IReadOnlyList<int> acting = Model.ParametersOf(channel);
        foreach (CorrelatedBlock block in Model.CorrelatedBlocks)
        {
            correlated.UnionWith(block.Parameters);
            if (block.Parameters.Any(acting.Contains)) constrained.AddRange(OfBlock(block, channel));
        }

        foreach (int index in acting.Where(index => !correlated.Contains(index)))
        {
            Parameter parameter = Model.Parameters[index];
            if (parameter.Fixed || parameter.IsDerived) continue;
            if (parameter.Constraint == ConstraintKind.None) free.Add(Change(channel, index, Math.Max(1, Math.Abs(parameter.Init)) * FreeStep));
            else if (parameter.PrefitUncertainty > 0) constrained.Add(Change(channel, index, parameter.PrefitUncertainty));
        }

        return ([.. constrained], [.. free.Select(change => change.Select(value => value / FreeStep).ToArray())]);
    }

    // Small enough to leave bounds of factors at 0 alone in effect, large enough for rounding.
    private const double FreeStep = 1e-2;

    // The columns of J·L with C = L·Lᵀ.
    private IEnumerable<double[]> OfBlock(CorrelatedBlock block, int channel)
    {
        int n = block.Parameters.Count;
        double[] factor = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double value = block.Covariance[(i * n) + j];
                for (int k = 0; k < j; k++) value -= factor[(i * n) + k] * factor[(j * n) + k];
                factor[(i * n) + j] = i == j ? Math.Sqrt(value) : value / factor[j * (n + 1)];
            }
        }

        double[][] slopes = [.. block.Parameters.Select((index, i) => Slope(channel, index, Math.Sqrt(block.Covariance[i * (n + 1)])))];
        for (int k = 0; k < n; k++)
        {
            double[] column = new double[Model.Channels[channel].BinCount];
            for (int i = k; i < n; i++)
            {
                for (int bin = 0; bin < column.Length; bin++) column[bin] += slopes[i][bin] * factor[(i * n) + k];
            }

            yield return column;
        }
    }

    private double[] Slope(int channel, int index, double width) => [.. Change(channel, index, width).Select(change => Model.Parameters[index].Fixed ? 0 : change / width)];

    private double[] Change(int channel, int index, double width)
    {
        double value = _point[index];
        _point[index] = value + width;
        double[] change = Expected(channel);
        _point[index] = value - width;
        double[] down = Expected(channel);
        _point[index] = value;
        for (int bin = 0; bin < change.Length; bin++) change[bin] = 0.5 * (change[bin] - down[bin]);
        return change;
    }
}
