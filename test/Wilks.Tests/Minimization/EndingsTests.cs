using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>The ways a search ends other than by plain convergence, and the misuse of its door.</summary>
public sealed class EndingsTests
{
    private static readonly double[] s_free1 = [double.PositiveInfinity];
    private static readonly double[] s_free2 = [double.PositiveInfinity, double.PositiveInfinity];

    [Fact]
    public void A_start_outside_the_domain_is_led_towards_the_anchor()
    {
        Minimum minimum = Run(TestFunctions.TwoYields, [-100, 1], anchor: [10, 10]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(41, minimum.Point[0], 1e-8);
        Assert.Equal(24, minimum.Point[1], 1e-8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_start_outside_the_domain_without_a_way_in_has_its_own_status(bool hasAnchor)
    {
        Minimum minimum = Run(TestFunctions.TwoYields, [-100, 1], anchor: hasAnchor ? [-90, -3] : null);

        Assert.Equal(MinimumStatus.NoFiniteStart, minimum.Status);
        Assert.Equal(double.PositiveInfinity, minimum.Value);
        Assert.Equal([-100, 1], minimum.Point);
        Assert.Empty(minimum.Hessian);
        Assert.False(minimum.Certificate.PositiveDefinite);
    }

    [Fact]
    public void Steps_out_of_the_domain_are_taken_back()
    {
        var function = new PoissonObjective([1.0], [1.0], [1e-3], [0.0]);

        Minimum minimum = Run(function, [50]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        // The width is √n = 0.03; an EDM of 1e-16 is 1.4e-8 of it.
        Assert.Equal(1e-3 - 1, minimum.Point[0], 1e-9);
    }

    [Fact]
    public void The_iteration_limit_keeps_the_best_point_so_far()
    {
        Minimum minimum = Run(TestFunctions.Rosenbrock(2), [-1.2, 1], MinimizerOptions.Default with { IterationLimit = 3 });

        Assert.Equal(MinimumStatus.IterationLimit, minimum.Status);
        Assert.Equal(3, minimum.Iterations);
        Assert.InRange(minimum.Value, 0.1, 24.2);
    }

    [Fact]
    public void A_cancelled_search_keeps_its_point()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Minimum minimum = new TrustRegionNewton(2).Minimize(TestFunctions.Rosenbrock(2), [-1.2, 1], [-9, -9], [9, 9], MinimizerOptions.Default, ct: source.Token);

        Assert.Equal(MinimumStatus.Cancelled, minimum.Status);
        Assert.Equal([-1.2, 1], minimum.Point);
        Assert.Equal(1, minimum.Evaluations.Hessian);
    }

    [Fact]
    public void A_flat_direction_names_its_coordinate_after_the_others_converged()
    {
        Minimum dead = Run(TestFunctions.Dead, [7, 5]);
        Minimum sum = new TrustRegionNewton(3).Minimize(TestFunctions.FlatSum, [1, 1, 4], [-9, -9, -9], [9, 9, 9], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(1, dead.WorstCoordinate);
        Assert.Equal(2, dead.Point[0], 1e-12);
        Assert.Equal(MinimumStatus.FlatDirection, sum.Status);
        Assert.InRange(sum.WorstCoordinate, 0, 1);
    }

    [Fact]
    public void A_monkey_saddle_is_not_called_a_minimum()
    {
        // x³ − 3xy² has neither slope nor curvature at the origin, and no minimum.
        var function = new JetObjective(2, x => (x[0] * Jet.Square(x[0])) - (3 * (x[0] * Jet.Square(x[1]))));

        Minimum minimum = Run(function, [0, 0]);

        Assert.Equal(MinimumStatus.FlatDirection, minimum.Status);
    }

    [Fact]
    public void A_maximum_within_bounds_is_left()
    {
        var function = new JetObjective(1, x => -1 * Jet.Square(x[0]));

        Minimum minimum = new TrustRegionNewton(1).Minimize(function, [0], [-2], [3], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.NotEqual(CoordinateState.Free, minimum.States[0]);
    }

    [Fact]
    public void Derivatives_that_belie_the_value_end_as_stalled()
    {
        Minimum minimum = Run(new Liar(), [1]);

        Assert.Equal(MinimumStatus.Stalled, minimum.Status);
        Assert.Equal([1.0], minimum.Point);
        Assert.InRange(minimum.Iterations, 1, 60);
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e8)]
    [InlineData(-1e10)]
    public void A_large_constant_in_the_value_does_not_spoil_the_point(double constant)
    {
        var function = new JetObjective(2, x => constant + Jet.Square(1 - x[0]) + (100 * Jet.Square(x[1] - Jet.Square(x[0]))));

        Minimum minimum = Run(function, [-1.2, 1]);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(1, minimum.Point[0], 1e-8);
        Assert.Equal(1, minimum.Point[1], 1e-8);
    }

    [Fact]
    public void A_start_outside_its_bounds_is_moved_into_them()
    {
        Minimum minimum = new TrustRegionNewton(2).Minimize(TestFunctions.Himmelblau, [100, double.NegativeInfinity], [0, 2], [5, 2], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(CoordinateState.Fixed, minimum.States[1]);
        Assert.Equal(2, minimum.Point[1]);
        Assert.Equal(3, minimum.Point[0], 1e-9);
    }

    [Fact]
    public void Misuse_is_an_argument_exception()
    {
        var minimizer = new TrustRegionNewton(1);

        Assert.Throws<ArgumentException>(() => Run(TestFunctions.Counting, [double.NaN]));
        Assert.Throws<ArgumentException>(() => minimizer.Minimize(TestFunctions.Counting, [0], [1], [0], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => minimizer.Minimize(TestFunctions.Counting, [0, 1], [1], [2], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => minimizer.Minimize(TestFunctions.Beale, [0], [1], [2], MinimizerOptions.Default, ct: TestContext.Current.CancellationToken));
    }

    private static Minimum Run(IObjective function, double[] start, MinimizerOptions? options = null, double[]? anchor = null)
    {
        double[] upper = start.Length == 1 ? s_free1 : s_free2;
        double[] lower = [.. upper.Select(x => -x)];
        return new TrustRegionNewton(start.Length).Minimize(function, start, lower, upper, options ?? MinimizerOptions.Default, anchor, TestContext.Current.CancellationToken);
    }

    /// <summary>x² with the gradient of −x² and the Hessian of x².</summary>
    private sealed class Liar : IObjective
    {
        public int Dimension => 1;

        public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
        {
            gradient.Fill(-2 * point[0]);
            hessian.Fill(2);
            return point[0] * point[0];
        }

        public bool HasKinkAtZero(int index) => false;
    }
}
