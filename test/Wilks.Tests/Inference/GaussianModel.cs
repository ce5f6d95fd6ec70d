using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Inference;

/// <summary>One measurement of a mean with a Gaussian of known width: everything about it is known in closed form.</summary>
internal static class GaussianModel
{
    /// <param name="measured">The observed value.</param>
    /// <param name="width">The width.</param>
    /// <param name="lower">The lower bound of the mean.</param>
    /// <param name="brokenBelow">Data below this value have no likelihood: their fits fail.</param>
    public static ObjectiveModel Create(double measured, double width = 1, double lower = -100, double brokenBelow = double.NegativeInfinity) => new(
        [new Parameter { Name = "mu", Set = "mu", Index = 0, Init = 1, Lower = lower, Upper = 100, Fixed = false, Constraint = ConstraintKind.None, ModifierTypes = [] }],
        [0],
        new Dataset([measured], []),
        data => new Gaussian(data.Main.Span[0], width, brokenBelow),
        point => new Source(point[0], width));

    private sealed class Gaussian(double measured, double width, double brokenBelow) : IObjective
    {
        public int Dimension => 1;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            double pull = (point[0] - measured) / width;
            if (!gradient.IsEmpty) gradient[0] = 2 * pull / width;
            if (!hessian.IsEmpty) hessian[0] = 2 / (width * width);
            return measured < brokenBelow ? double.NaN : pull * pull;
        }

        public bool HasKinkAtZero(int index) => false;
    }

    private sealed class Source(double mean, double width) : IDatasetSource
    {
        public Dataset Asimov() => new([mean], []);

        public Dataset Draw(ulong seed, ulong index) => new([mean + (width * Variates.Normal(new Philox(seed, index)))], []);
    }
}
