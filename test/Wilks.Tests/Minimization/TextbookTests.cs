using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>Textbook functions × starts × bounds: the minimum, the status and the cost of each.</summary>
public sealed class TextbookTests
{
    /// <summary>At an EDM near 1e-20 a value is exact up to its own rounding.</summary>
    private const double ValueTolerance = 1e-11;

    private const double Inf = double.PositiveInfinity;

    public sealed record Row(string Name, IObjective Function, double[] Start, double[] Lower, double[] Upper, double Value, MinimumStatus Status, int MostHessians, int MostOthers)
    {
        public override string ToString() => Name;
    }

    public static TheoryData<Row> Rows => [.. AllRows()];

    [Theory]
    [MemberData(nameof(Rows), DisableDiscoveryEnumeration = true)]
    public void The_known_minimum_is_found_within_the_written_cost(Row row)
    {
        Minimum minimum = new TrustRegionNewton(row.Start.Length).Minimize(row.Function, row.Start, row.Lower, row.Upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{row.Name}: {minimum.Status} {minimum.Value:R} {minimum.Certificate} {minimum.Evaluations} in {minimum.Iterations}, at {string.Join(' ', minimum.Point)}");
        Assert.Equal(row.Status, minimum.Status);
        Assert.Equal(row.Value, minimum.Value, ValueTolerance);
        Assert.True(minimum.Evaluations.Hessian <= row.MostHessians, $"{minimum.Evaluations}");
        Assert.True(minimum.Evaluations.Value + minimum.Evaluations.Gradient <= row.MostOthers, $"{minimum.Evaluations}");
        OptimalityAssert.Holds(row.Function, minimum, row.Lower, row.Upper);
    }

    private static IEnumerable<Row> AllRows()
    {
        yield return Free("Rosenbrock 2", TestFunctions.Rosenbrock(2), [-1.2, 1], 0, 29, 10);
        yield return Free("Rosenbrock 2 from afar", TestFunctions.Rosenbrock(2), [10, -5], 0, 51, 11);
        yield return Free("Rosenbrock 10", TestFunctions.Rosenbrock(10), [1.2, 1, 1.2, 1, 1.2, 1, 1.2, 1, 1.2, 1], 0, 12, 2);
        yield return Free("Beale", TestFunctions.Beale, [1, 1], 0, 11, 2);
        yield return Free("Beale, other start", TestFunctions.Beale, [0.1, 0.1], 0, 19, 7);
        yield return Free("Wood", TestFunctions.Wood, [-3, -1, -3, -1], 0, 45, 5);
        yield return Free("Himmelblau", TestFunctions.Himmelblau, [0, 0], 0, 11, 2);
        yield return Free("Himmelblau, second minimum", TestFunctions.Himmelblau, [-3, -3], 0, 6, 1);
        yield return Free("Powell singular", TestFunctions.PowellSingular, [3, -1, 0, 1], 0, 30, 0) with { Status = MinimumStatus.FlatDirection };
        yield return Free("Saddle", TestFunctions.Saddle, [0, 0], -0.25, 3, 2);
        yield return Free("Saddle, approached along its ridge", TestFunctions.Saddle, [3, 0], -0.25, 4, 2);
        yield return Free("Flat sum", TestFunctions.FlatSum, [10, 10, 10], FlatSumValue, 12, 0) with { Status = MinimumStatus.FlatDirection };
        yield return Free("Dead coordinate", TestFunctions.Dead, [5, 5], 0, 2, 0) with { Status = MinimumStatus.FlatDirection };
        yield return Free("Pinned kink", TestFunctions.PinnedKink, [2, 0], 1, 2, 1);
        yield return Free("Pinned kink from the left", TestFunctions.PinnedKink, [-2, 0], 1, 2, 1);
        yield return Free("Pinned kink from zero", TestFunctions.PinnedKink, [-0.0, 0], 1, 2, 2);
        yield return Free("Crossed kink", TestFunctions.CrossedKink, [2, 0], CrossedKinkValue, 4, 1);
        yield return Free("Smooth at zero", TestFunctions.SmoothAtZero, [0, 0], -4.0 / 3, 4, 2);
        yield return Free("Roof kink", TestFunctions.RoofKink, [0], -0.3025, 3, 1);
        yield return Free("No coordinates", TestFunctions.Empty, [], 3, 1, 0);
        yield return Free("Counting", TestFunctions.Counting, [0], CountingValue, 5, 0);
        yield return Free("Two yields", TestFunctions.TwoYields, [1, 1], TwoYieldsValue, 11, 0);
        yield return Boxed("Two yields with bounds", TestFunctions.TwoYields, [1, 1], (0, 1e3), TwoYieldsValue, 11, 0);
        yield return Boxed("Unbounded below", TestFunctions.UnboundedBelow, [0, 0, 1], (-1, 2), -3.1, 5, 0);
        yield return Boxed("Bound active", TestFunctions.Rosenbrock(2), [-1.2, 0.5], (-2, 0.5), 0.25, 19, 5);
        yield return Boxed("Weakly active", TestFunctions.WeaklyActive, [5, 5], (1, 10), 0, 8, 0);
        yield return Boxed("All fixed", TestFunctions.Himmelblau, [9, 9], (0, 0), 170, 1, 0);
    }

    /// <summary>min (z−1)² + z⁴: 4z³ + 2z = 2 at z = 0.58975451230145…</summary>
    private static double FlatSumValue
    {
        get
        {
            const double z = 0.58975451230145;
            return ((z - 1) * (z - 1)) + (z * z * z * z);
        }
    }

    /// <summary>At x₀ = −¾: (¼)² + ½·¾.</summary>
    private const double CrossedKinkValue = 0.0625 + 0.375;

    /// <summary>By bisection of the derivative, at μ = 0.9616837918417…</summary>
    private const double CountingValue = -417.8576239343463;

    /// <summary>Both rates fit their counts: 65 − 40 ln 40 − 25 ln 25.</summary>
    private const double TwoYieldsValue = 65 - (40 * 3.6888794541139363) - (25 * 3.2188758248682006);

    private static Row Free(string name, IObjective function, double[] start, double value, int mostHessians, int mostOthers) =>
        new(name, function, start, [.. start.Select(_ => -Inf)], [.. start.Select(_ => Inf)], value, MinimumStatus.Converged, mostHessians, mostOthers);

    private static Row Boxed(string name, IObjective function, double[] start, (double Low, double High) bounds, double value, int mostHessians, int mostOthers) =>
        new(name, function, start, [.. start.Select(_ => bounds.Low)], [.. start.Select(_ => bounds.High)], value, MinimumStatus.Converged, mostHessians, mostOthers);
}
