using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Minimization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Tests.Likelihoods;

/// <summary>The Gauss–Newton matrix: never indefinite, and the exact Hessian where the residuals vanish.</summary>
public sealed class CurvatureTests
{
    /// <summary>Rounding of sums of a few dozen terms, of the largest entry.</summary>
    private const double Rounding = 1e-11;

    public static TheoryData<string> Names() => [.. SmallWorkspaces.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_Gauss_Newton_matrix_is_positive_semidefinite(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        var profiled = new ProfiledObjective(model);
        profiled.TakeData(model.ObservedData);

        foreach (double size in (double[])[0.3, 0.9, 2.5])
        {
            AssertSemidefinite(model.With(model.ObservedData).CreateEvaluator(), TestPoints.Random(model, model.FullMap, size, seed: 17));
            AssertSemidefinite(profiled, TestPoints.Random(model, model.ProfiledMap, size, seed: 17));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_residuals_the_Gauss_Newton_matrix_is_the_exact_Hessian(string name)
    {
        Model model = Model.Compile(SmallWorkspaces.All[name]);
        double[] point = TestPoints.Random(model, model.FullMap, 0.7, seed: 19);
        foreach (Parameter held in model.Parameters.Where(p => p.Fixed)) point[held.Index] = held.Init;
        Dataset asimov = new ToyGenerator(model.With(model.ObservedData), point).Asimov();
        var profiled = new ProfiledObjective(model);
        profiled.TakeData(asimov);

        AssertSame(model.With(asimov).CreateEvaluator(), point);
        AssertSame(profiled, [.. model.ProfiledMap.ParameterOf.Select(p => point[p])]);
    }

    private static void AssertSemidefinite(IObjective objective, double[] point)
    {
        int n = point.Length;
        double[] gradient = new double[n], hessian = new double[n * n];
        objective.Evaluate(point, gradient, hessian, Curvature.GaussNewton);
        double largest = hessian.Max(Math.Abs);

        double smallest = n == 0 ? 0 : SymmetricEigen.Smallest(hessian, new double[n], new double[SymmetricEigen.WorkPerDimension * n]);

        Assert.InRange(smallest, -Rounding * largest, double.PositiveInfinity);
    }

    private static void AssertSame(IObjective objective, double[] point)
    {
        int n = point.Length;
        double[] gradient = new double[n], exact = new double[n * n], gaussNewton = new double[n * n];
        objective.Evaluate(point, gradient, exact);
        objective.Evaluate(point, gradient, gaussNewton, Curvature.GaussNewton);
        double tolerance = Rounding * (1 + exact.Max(Math.Abs));

        Assert.All(gradient, g => Assert.InRange(g, -tolerance, tolerance));
        Assert.All(exact.Zip(gaussNewton), pair => Assert.Equal(pair.First, pair.Second, tolerance));
    }
}
