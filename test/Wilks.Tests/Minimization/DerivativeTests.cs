using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>The test functions' own derivatives against central differences: a wrong derivative would test nothing.</summary>
public sealed class DerivativeTests
{
    private const double StepSize = 1e-5;

    /// <summary>Truncation h² and rounding eps/h of a central difference, with third derivatives up to 1e4.</summary>
    private const double Relative = 1e-5;

    public static TheoryData<string> Names => [.. Functions.Keys];

    private static Dictionary<string, (IObjective Function, double[] Point)> Functions => new()
    {
        ["Rosenbrock"] = (TestFunctions.Rosenbrock(5), [-1.2, 1, 0.3, 2, -0.4]),
        ["Beale"] = (TestFunctions.Beale, [0.7, -0.4]),
        ["Powell"] = (TestFunctions.PowellSingular, [3, -1, 0.5, 1]),
        ["Wood"] = (TestFunctions.Wood, [-3, -1, -3, -1]),
        ["Himmelblau"] = (TestFunctions.Himmelblau, [0.4, 2]),
        ["Two yields"] = (TestFunctions.TwoYields, [12, 30]),
        ["Counting"] = (TestFunctions.Counting, [0.4]),
        ["Pinned kink"] = (TestFunctions.PinnedKink, [-0.4, 0.3]),
        ["Weakly active"] = (TestFunctions.WeaklyActive, [1.4, 0.3]),
        ["Poisson"] = (PoissonObjective.Search(12, 5, seed: 2), [0.4, 0.3, -0.2, 1, 0.1]),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradient_and_Hessian_are_those_of_the_value(string name)
    {
        (IObjective function, double[] point) = Functions[name];
        int n = point.Length;
        var gradient = new double[n];
        var hessian = new double[n * n];
        function.Evaluate(point, gradient, hessian);

        for (int i = 0; i < n; i++)
        {
            double[] up = [.. point];
            double[] down = [.. point];
            up[i] += StepSize;
            down[i] -= StepSize;
            var gradientUp = new double[n];
            var gradientDown = new double[n];
            double slope = (function.Evaluate(up, gradientUp, default) - function.Evaluate(down, gradientDown, default)) / (2 * StepSize);

            AssertNear(slope, gradient[i]);
            for (int j = 0; j < n; j++) AssertNear((gradientUp[j] - gradientDown[j]) / (2 * StepSize), hessian[(i * n) + j]);
        }
    }

    private static void AssertNear(double expected, double actual) => Assert.Equal(expected, actual, Relative * Math.Max(1, Math.Abs(expected)));
}
