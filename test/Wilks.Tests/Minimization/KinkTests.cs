using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

public sealed class KinkTests
{
    [Theory]
    [InlineData(2.0, false)]
    [InlineData(2.0, true)]
    [InlineData(0.0, false)]
    [InlineData(0.0, true)]
    public void A_kink_uphill_on_both_sides_holds_its_coordinate(double distance, bool isLeft)
    {
        Minimum minimum = Run(TestFunctions.PinnedKink, [isLeft ? -distance : distance, 0]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(CoordinateState.AtKink, minimum.States[0]);
        Assert.Equal(0, minimum.Point[0]);
        // At (0, 1) the derivatives are −2 + 3 + 1 = 2 from the right and −2 − 3 + 1 = −4 from the left.
        Assert.Equal(2, minimum.Gradient[0], 1e-12);
    }

    [Theory]
    [InlineData(2.0, false)]
    [InlineData(2.0, true)]
    [InlineData(0.0, false)]
    [InlineData(0.0, true)]
    public void A_kink_downhill_on_one_side_is_crossed(double distance, bool isLeft)
    {
        Minimum minimum = Run(TestFunctions.CrossedKink, [isLeft ? -distance : distance, 0]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(CoordinateState.Free, minimum.States[0]);
        Assert.Equal(-0.75, minimum.Point[0], 1e-12);
    }

    [Fact]
    public void A_smooth_minimum_at_zero_is_free_not_pinned()
    {
        var function = new JetObjective(2, x => Jet.Square(x[0]) + Jet.Square(x[1] - 1), 0);

        Minimum minimum = Run(function, [0, 0]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(CoordinateState.Free, minimum.States[0]);
        Assert.Equal(0, minimum.Point[0], 1e-12);
    }

    [Fact]
    public void A_bound_at_zero_leaves_one_side_of_the_kink()
    {
        var function = new JetObjective(2, x => Jet.Square(x[0] - 1) + (3 * Jet.Abs(x[0])) + Jet.Square(x[1]), 0);

        Minimum fromRight = new TrustRegionNewton(2).Minimize(function, [-0.0, 1], [-0.0, -5], [5, 5], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);
        Minimum fromLeft = new TrustRegionNewton(2).Minimize(function, [0.0, 1], [-5, -5], [0.0, 5], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal((CoordinateState.AtLower, 1.0), (fromRight.States[0], fromRight.Gradient[0]));
        Assert.Equal((CoordinateState.AtUpper, -5.0), (fromLeft.States[0], fromLeft.Gradient[0]));
        Assert.Equal(0, fromRight.Evaluations.Gradient + fromLeft.Evaluations.Gradient);
    }

    [Fact]
    public void Many_kinks_settle_each_on_its_own()
    {
        const int n = 20;
        int[] kinks = [.. Enumerable.Range(0, n)];
        // The aims i/10 − 1 with a kink of height ½·2 in the slope pin |aim| ≤ ½ and shift the others by ½.
        var function = new JetObjective(n, x => x.Select((xi, i) => Jet.Square(xi - ((i / 10.0) - 1)) + Jet.Abs(xi)).Aggregate((a, b) => a + b), kinks);

        Minimum minimum = Run(function, [.. kinks.Select(i => i % 3 == 0 ? 0.0 : i % 3 == 1 ? 2.0 : -2.0)]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        for (int i = 0; i < n; i++)
        {
            double aim = (i / 10.0) - 1;
            double expected = Math.Sign(aim) * Math.Max(0, Math.Abs(aim) - 0.5);
            Assert.Equal(expected, minimum.Point[i], 1e-9);
        }
    }

    private static Minimum Run(IObjective function, double[] start)
    {
        double[] upper = [.. start.Select(_ => double.PositiveInfinity)];
        double[] lower = [.. start.Select(_ => double.NegativeInfinity)];
        return new TrustRegionNewton(start.Length).Minimize(function, start, lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);
    }
}
