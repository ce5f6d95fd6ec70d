using Wilks.Inference;
using Wilks.Minimization;
using Wilks.Models;

namespace Wilks.Tests.Inference;

/// <summary>
/// A Gaussian measurement x of μ + d·α with width σ, and auxiliary data of α with covariance C: μ̂ = x − d·a, var(μ) = σ² + dᵀCd, and every
/// impact has a closed form.
/// </summary>
public sealed class CorrelatedImpactTests
{
    /// <summary>Quadratic functions are minimised in one step: rounding only.</summary>
    private const double Exact = 1e-9;

    private const double Width = 2;

    private static readonly double[] s_effect = [1.5, -0.8];
    private static readonly double[] s_covariance = [0.25, 0.12, 0.12, 0.16];

    [Fact]
    public void The_variance_is_that_of_the_closed_form()
    {
        ImpactResult result = Run();

        Assert.Equal(Math.Sqrt((Width * Width) + Systematic()), result.Total, Exact);
        Assert.Equal(Math.Sqrt(Systematic()), result.Systematic, Exact);
        Assert.Equal(Width, result.Statistical, Exact);
    }

    [Fact]
    public void Shifts_take_the_correlated_parameter_along()
    {
        ImpactResult result = Run();

        for (int i = 0; i < 2; i++)
        {
            Impact impact = result.Impacts.Single(found => found.Parameter.Index == i + 1);
            double expected = -((s_effect[0] * s_covariance[i]) + (s_effect[1] * s_covariance[2 + i])) / Math.Sqrt(s_covariance[3 * i]);
            Assert.Equal(expected, impact.Postfit.Up, Exact);
            Assert.Equal(expected, impact.Prefit.Up, Exact);
            Assert.Equal(-expected, impact.Postfit.Down, Exact);
            Assert.Equal(expected, impact.Covariance, Exact);
        }
    }

    [Fact]
    public void Auxiliary_shifts_follow_the_symmetric_root_and_their_squares_add_up()
    {
        ImpactResult result = Run();

        // R² = C for a symmetric 2 × 2 matrix: R = (C + √det·1)/√(tr + 2√det).
        double root = Math.Sqrt((s_covariance[0] * s_covariance[3]) - (s_covariance[1] * s_covariance[1]));
        double scale = Math.Sqrt(s_covariance[0] + s_covariance[3] + (2 * root));
        double first = -((s_effect[0] * (s_covariance[0] + root)) + (s_effect[1] * s_covariance[1])) / scale;
        double second = -((s_effect[0] * s_covariance[1]) + (s_effect[1] * (s_covariance[3] + root))) / scale;
        Assert.Equal(first, result.Impacts.Single(i => i.Parameter.Index == 1).Auxiliary.Up, Exact);
        Assert.Equal(second, result.Impacts.Single(i => i.Parameter.Index == 2).Auxiliary.Up, Exact);
        Assert.Equal(Systematic(), (first * first) + (second * second), Exact);
    }

    [Fact]
    public void The_group_of_both_is_the_systematic_part_by_every_definition()
    {
        GroupImpact group = Assert.Single(Run().Groups);

        Assert.Equal(Math.Sqrt(Systematic()), group.Freezing, Exact);
        Assert.Equal(Math.Sqrt(Systematic()), group.Covariance, Exact);
        Assert.Equal(Math.Sqrt(Systematic()), group.Auxiliary, Exact);
    }

    private static double Systematic() => (s_effect[0] * s_effect[0] * s_covariance[0]) + (2 * s_effect[0] * s_effect[1] * s_covariance[1]) + (s_effect[1] * s_effect[1] * s_covariance[3]);

    private static ImpactResult Run()
    {
        var block = new CorrelatedBlock([1, 2], s_covariance);
        Parameter[] parameters = [Parameter("mu", 0, ConstraintKind.None, double.NaN), Parameter("a", 1, ConstraintKind.Correlated, Math.Sqrt(s_covariance[0])), Parameter("b", 2, ConstraintKind.Correlated, Math.Sqrt(s_covariance[3]))];
        var model = new ObjectiveModel(parameters, [0], new Dataset([7.5], [0.3, -0.2]), data => new Quadratic(data), _ => throw new NotSupportedException()) { CorrelatedBlocks = [block] };
        var groups = new Dictionary<string, IReadOnlyList<int>> { ["both"] = [1, 2] };
        return ImpactCalculator.Run(model, model.ObservedData, 0, groups, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static Parameter Parameter(string name, int index, ConstraintKind kind, double sigma) => new()
    {
        Name = name,
        Set = name,
        Index = index,
        Init = 0,
        Lower = -100,
        Upper = 100,
        Fixed = false,
        Constraint = kind,
        AuxiliaryData = index == 1 ? 0.3 : -0.2,
        Sigma = sigma,
        ModifierTypes = [],
    };

    private sealed class Quadratic(Dataset data) : IObjective
    {
        private readonly double[] _precision = Inverse();

        public int Dimension => 3;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            double[] direction = [1, s_effect[0], s_effect[1]];
            double residual = point[0] + (s_effect[0] * point[1]) + (s_effect[1] * point[2]) - data.Main.Span[0];
            double u = point[1] - data.Auxiliary.Span[0], v = point[2] - data.Auxiliary.Span[1];
            double byU = (_precision[0] * u) + (_precision[1] * v), byV = (_precision[1] * u) + (_precision[3] * v);
            for (int i = 0; i < 3; i++)
            {
                if (!gradient.IsEmpty) gradient[i] = (2 * residual * direction[i] / (Width * Width)) + (i == 1 ? 2 * byU : i == 2 ? 2 * byV : 0);
                for (int j = 0; j < 3 && !hessian.IsEmpty; j++)
                {
                    double constraint = i > 0 && j > 0 ? 2 * _precision[((i - 1) * 2) + j - 1] : 0;
                    hessian[(i * 3) + j] = (2 * direction[i] * direction[j] / (Width * Width)) + constraint;
                }
            }

            return (residual * residual / (Width * Width)) + (u * byU) + (v * byV);
        }

        public bool HasKinkAtZero(int index) => false;

        private static double[] Inverse()
        {
            double determinant = (s_covariance[0] * s_covariance[3]) - (s_covariance[1] * s_covariance[1]);
            return [s_covariance[3] / determinant, -s_covariance[1] / determinant, -s_covariance[1] / determinant, s_covariance[0] / determinant];
        }
    }
}
