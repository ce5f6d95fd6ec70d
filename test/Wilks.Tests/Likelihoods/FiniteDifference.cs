using Wilks.Minimization;

namespace Wilks.Tests.Likelihoods;

/// <summary>Derivatives from values, of fourth order in the step.</summary>
internal static class FiniteDifference
{
    // Rounding of values near 100 and the neglected h⁴ balance near this step for parameters of order one.
    private const double Step = 1e-3;

    /// <summary>The derivative along a coordinate from both sides (0), from the right (+1) or from the left (−1).</summary>
    internal static double Gradient(IObjective objective, ReadOnlySpan<double> point, int coordinate, int side = 0)
    {
        double[] at = [.. point];
        return Stencil(side, value =>
        {
            at[coordinate] = value;
            return objective.Evaluate(at, default, default);
        }, at[coordinate]);
    }

    /// <summary>A row of the Hessian from gradients, to one side or both.</summary>
    internal static double[] HessianRow(IObjective objective, ReadOnlySpan<double> point, int coordinate, int side = 0)
    {
        double[] at = [.. point], gradient = new double[at.Length], row = new double[at.Length];
        for (int j = 0; j < row.Length; j++)
        {
            int column = j;
            row[j] = Stencil(side, value =>
            {
                at[coordinate] = value;
                objective.Evaluate(at, gradient, default);
                return gradient[column];
            }, point[coordinate]);
            at[coordinate] = point[coordinate];
        }

        return row;
    }

    private static double Stencil(int side, Func<double, double> f, double x)
    {
        double h = Step * Math.Max(0.1, Math.Abs(x));
        if (side == 0) return (8 * (f(x + h) - f(x - h)) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);

        // Coordinates at zero keep the sign bit of their side.
        h *= side;
        double start = x == 0 ? Math.CopySign(0.0, side) : x;
        return ((-25 * f(start)) + (48 * f(x + h)) - (36 * f(x + (2 * h))) + (16 * f(x + (3 * h))) - (3 * f(x + (4 * h)))) / (12 * h);
    }
}
