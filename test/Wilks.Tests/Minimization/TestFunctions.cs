using Wilks.Minimization;
using static Wilks.Tests.Minimization.Jet;

namespace Wilks.Tests.Minimization;

/// <summary>A test function written with jets; +∞ where the expression is not finite.</summary>
public sealed class JetObjective(int dimension, Func<Jet[], Jet> function, params int[] kinks) : IObjective
{
    public int Dimension => dimension;

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
    {
        if (dimension == 0) return 3;
        Jet jet = function(Variables(point));
        if (!double.IsFinite(jet.Value)) return double.PositiveInfinity;
        jet.Gradient.AsSpan(0, gradient.Length).CopyTo(gradient);
        for (int k = 0; k < hessian.Length; k++) hessian[k] = jet.Hessian[k / dimension, k % dimension];
        return jet.Value;
    }

    public bool HasKinkAtZero(int index) => kinks.Contains(index);
}

/// <summary>Textbook functions (Moré, Garbow and Hillstrom, ACM TOMS 7, 17, 1981, unless noted) and others that test one thing each.</summary>
public static class TestFunctions
{
    public static JetObjective Rosenbrock(int n) => new(n, x =>
    {
        Jet sum = Square(1 - x[0]) + (100 * Square(x[1] - Square(x[0])));
        for (int i = 1; i < n - 1; i++) sum += Square(1 - x[i]) + (100 * Square(x[i + 1] - Square(x[i])));
        return sum;
    });

    public static JetObjective Beale { get; } = new(2, x =>
        Square(1.5 - (x[0] * (1 - x[1]))) + Square(2.25 - (x[0] * (1 - Square(x[1])))) + Square(2.625 - (x[0] * (1 - (x[1] * Square(x[1]))))));

    public static JetObjective PowellSingular { get; } = new(4, x =>
        Square(x[0] + (10 * x[1])) + (5 * Square(x[2] - x[3])) + Square(Square(x[1] - (2 * x[2]))) + (10 * Square(Square(x[0] - x[3]))));

    public static JetObjective Wood { get; } = new(4, x =>
        (100 * Square(x[1] - Square(x[0]))) + Square(1 - x[0]) + (90 * Square(x[3] - Square(x[2]))) + Square(1 - x[2])
        + (10 * Square(x[1] + x[3] - 2)) + (0.1 * Square(x[1] - x[3])));

    /// <summary>Four minima of value 0; Himmelblau, Applied Nonlinear Programming, 1972.</summary>
    public static JetObjective Himmelblau { get; } = new(2, x => Square(Square(x[0]) + x[1] - 11) + Square(x[0] + Square(x[1]) - 7));

    /// <summary>A saddle at the origin, minima at (0, ±1/√2) with the value −1/4.</summary>
    public static JetObjective Saddle { get; } = new(2, x => Square(x[0]) - Square(x[1]) + Square(Square(x[1])));

    /// <summary>Only the sum of the first two coordinates matters.</summary>
    public static JetObjective FlatSum { get; } = new(3, x => Square(x[0] + x[1] - 3) + Square(x[2] - 1) + Square(Square(x[2])));

    /// <summary>The second coordinate does nothing.</summary>
    public static JetObjective Dead { get; } = new(2, x => Square(x[0] - 2) + (0 * x[1]));

    /// <summary>Three counts of one signal on known backgrounds, Poisson: Σ ν − n ln ν with ν = s·μ + b.</summary>
    public static JetObjective Counting { get; } = new(1, x =>
        ((5 * x[0]) + 50 - (55 * Log((5 * x[0]) + 50))) + ((10 * x[0]) + 60 - (75 * Log((10 * x[0]) + 60))) + ((2 * x[0]) + 8 - (6 * Log((2 * x[0]) + 8))));

    /// <summary>Signal and background yields free; the domain ends where a rate vanishes.</summary>
    public static JetObjective TwoYields { get; } = new(2, x =>
    {
        Jet first = (0.8 * x[0]) + (0.3 * x[1]);
        Jet second = (0.2 * x[0]) + (0.7 * x[1]);
        return first - (40 * Log(first)) + second - (25 * Log(second));
    });

    /// <summary>Pinned: the kink of 3|x₀| outweighs the slope −2 towards the right.</summary>
    public static JetObjective PinnedKink { get; } = new(2, x => Square(x[0] - 1) + (3 * Abs(x[0])) + Square(x[1] - 1) + (x[0] * x[1]), 0);

    /// <summary>Not pinned: the minimum is at x₀ = −1 + 1/4 and the start lies on the other side.</summary>
    public static JetObjective CrossedKink { get; } = new(2, x => Square(x[0] + 1) + (0.5 * Abs(x[0])) + Square(x[1] - 1), 0);

    /// <summary>Declared as a kink, but smooth.</summary>
    public static JetObjective SmoothAtZero { get; } = new(2, x => Square(x[0]) + (x[0] * x[1]) + Square(x[1] - 2), 0, 1);

    /// <summary>Downhill both ways from zero.</summary>
    public static JetObjective RoofKink { get; } = new(1, x => Square(x[0]) - Abs(x[0]) + (0.1 * x[0]), 0);

    /// <summary>Both bounds of the first two coordinates and none of the third are active on [−1, 2]³.</summary>
    public static JetObjective UnboundedBelow { get; } = new(3, x => (-1 * Square(x[0])) + (0.1 * x[0]) + (-1 * x[1]) + Square(x[2]));

    /// <summary>The multiplier of x₀ ≥ 1 vanishes at the minimum.</summary>
    public static JetObjective WeaklyActive { get; } = new(2, x => Square(x[0] - 1) + Square(x[1] - 2) + Square(Square(x[0] - x[1] + 1)));

    /// <summary>Nothing to minimise over.</summary>
    public static JetObjective Empty { get; } = new(0, _ => throw new InvalidOperationException("No coordinates, no expression."));
}
