using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>The first-order conditions of a minimum within bounds, from the function itself and not from what the minimiser says of it.</summary>
internal static class OptimalityAssert
{
    /// <summary>An EDM of 1e-18 is a scaled gradient of 1e-9; a factor for many coordinates.</summary>
    private const double SlopeTolerance = 1e-7;

    public static void Holds(IObjective function, Minimum minimum, double[] lower, double[] upper)
    {
        int n = minimum.Point.Length;
        var gradient = new double[n];
        var hessian = new double[n * n];
        double value = function.Evaluate(minimum.Point, gradient, hessian);

        Assert.Equal(minimum.Value, value, 1e-12 * Math.Max(1, Math.Abs(value)));
        for (int i = 0; i < n; i++)
        {
            double x = minimum.Point[i];
            double slope = gradient[i] / Math.Sqrt(Math.Max(Math.Abs(hessian[(i * n) + i]), 1e-12));
            Assert.InRange(x, lower[i], upper[i]);
            switch (minimum.States[i])
            {
                case CoordinateState.Free:
                    Assert.InRange(slope, -SlopeTolerance, SlopeTolerance);
                    break;
                case CoordinateState.AtLower:
                    Assert.Equal(lower[i], x);
                    Assert.True(slope >= -SlopeTolerance, $"slope {slope} at the lower bound of {i}");
                    break;
                case CoordinateState.AtUpper:
                    Assert.Equal(upper[i], x);
                    Assert.True(slope <= SlopeTolerance, $"slope {slope} at the upper bound of {i}");
                    break;
                case CoordinateState.AtKink:
                    Assert.Equal(0, x);
                    break;
                case CoordinateState.Fixed:
                    Assert.Equal(lower[i], upper[i]);
                    break;
                default:
                    Assert.Fail("unknown state");
                    break;
            }
        }
    }
}
