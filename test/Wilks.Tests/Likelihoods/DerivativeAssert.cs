using Wilks.Minimization;

namespace Wilks.Tests.Likelihoods;

/// <summary>Holds the derivatives that an objective gives against differences of its values and gradients.</summary>
internal static class DerivativeAssert
{
    /// <summary>Of the largest entry: what rounding (1e-13 of values near 100, over a step of 1e-4 to 1e-3) and the order of the stencil leave.</summary>
    private const double Relative = 3e-7;

    internal static void Holds(IObjective objective, double[] point) => Holds(objective, point, new int[point.Length]);

    /// <summary>As above, where the derivative along each coordinate is taken from the given side (0 for both).</summary>
    internal static void Holds(IObjective objective, double[] point, int[] sides)
    {
        int n = objective.Dimension;
        double[] gradient = new double[n], hessian = new double[n * n], gradientOnly = new double[n];
        double value = objective.Evaluate(point, gradient, hessian);
        double valueOnly = objective.Evaluate(point, default, default);
        objective.Evaluate(point, gradientOnly, default);

        Assert.True(double.IsFinite(value), $"The value is {value}.");
        Assert.Equal(value, valueOnly);
        for (int i = 0; i < n; i++)
        {
            double numeric = FiniteDifference.Gradient(objective, point, i, sides[i]);
            Close(numeric, gradient[i], 1 + Math.Abs(numeric), $"gradient[{i}]");
            Close(gradient[i], gradientOnly[i], 1 + Math.Abs(numeric), $"gradient without Hessian [{i}]");
            double[] row = FiniteDifference.HessianRow(objective, point, i, sides[i]);
            double scale = 1 + row.Max(Math.Abs);
            for (int j = 0; j < n; j++)
            {
                Close(row[j], hessian[(i * n) + j], scale, $"Hessian[{i},{j}]");
                Assert.Equal(hessian[(i * n) + j], hessian[(j * n) + i]);
            }
        }
    }

    private static void Close(double expected, double actual, double scale, string what)
        => Assert.True(Math.Abs(expected - actual) <= Relative * scale, $"{what} is {actual:R}, its difference quotient {expected:R}.");
}
