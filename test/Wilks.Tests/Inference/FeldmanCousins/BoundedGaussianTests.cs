using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Inference.FeldmanCousins;

/// <summary>A Gaussian of unit width whose mean can't be negative: table X of Feldman and Cousins.</summary>
public sealed class BoundedGaussianTests
{
    // Four standard deviations of an end, and the last printed digit.
    private const double Sigmas = 4;
    private const double Printed = 0.006;

    private sealed class Gaussian(double measured) : IObjective
    {
        public int Dimension => 1;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            double pull = point[0] - measured;
            if (!gradient.IsEmpty) gradient[0] = 2 * pull;
            if (!hessian.IsEmpty) hessian[0] = 2;
            return pull * pull;
        }

        public bool HasKinkAtZero(int index) => false;
    }

    private sealed class Source(double mean) : IDatasetSource
    {
        public Dataset Asimov() => new([mean], []);

        public Dataset Draw(ulong seed, ulong index) => new([mean + Variates.Normal(new Philox(seed, index))], []);
    }

    private static ObjectiveModel Create(double measured) => new(
        [new Parameter { Name = "mu", Set = "mu", Index = 0, Init = 1, Lower = 0, Upper = 20, Fixed = false, Constraint = ConstraintKind.None, ModifierTypes = [] }],
        [0],
        new Dataset([measured], []),
        data => new Gaussian(data.Main.Span[0]),
        point => new Source(point[0]));

    // 90 % confidence level.
    [Theory]
    [InlineData(-2.0, 0, 0.40)]
    [InlineData(-1.0, 0, 0.81)]
    [InlineData(0.0, 0, 1.64)]
    [InlineData(1.0, 0, 2.64)]
    [InlineData(2.0, 0.58, 3.64)]
    [InlineData(3.0, 1.37, 4.64)]
    public void The_published_intervals_are_found(double measured, double lower, double upper)
    {
        ObjectiveModel model = Create(measured);

        FeldmanCousinsResult found = FeldmanCousinsInterval.Find(model, model.ObservedData, 0, new FeldmanCousinsOptions { Level = 0.9, Toys = 10_000, Seed = 3, Threads = 2 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(lower == 0, found.Lower.IsAtBound);
        Assert.Equal(lower, found.Lower.Value, (Sigmas * found.Lower.Uncertainty) + Printed);
        Assert.Equal(upper, found.Upper.Value, (Sigmas * found.Upper.Uncertainty) + Printed);
        Assert.InRange(found.Upper.Uncertainty, 1e-4, 0.1);
    }
}
