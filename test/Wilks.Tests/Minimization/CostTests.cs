using Wilks.Minimization;
using Wilks.Tests.Numerics;

namespace Wilks.Tests.Minimization;

/// <summary>Counts and bytes, which are exact, instead of times, which drift.</summary>
public sealed class CostTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 5)]
    [InlineData(30, 60)]
    public void A_search_in_place_allocates_nothing(int bins, int coordinates)
    {
        PoissonObjective function = PoissonObjective.Search(bins, coordinates, seed: 1);
        var minimizer = new TrustRegionNewton(coordinates);
        double[] start = new double[coordinates];
        double[] lower = [.. Enumerable.Range(0, coordinates).Select(j => j == 0 ? 0.0 : -5.0)];
        double[] upper = [.. Enumerable.Range(0, coordinates).Select(j => j == 0 ? 10.0 : 5.0)];
        minimizer.MinimizeInPlace(function, start, lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        long before = GC.GetAllocatedBytesForCurrentThread();
        MinimumStatus status = minimizer.MinimizeInPlace(function, start, lower, upper, MinimizerOptions.Default, default, cancellation);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(MinimumStatus.Converged, status);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void A_search_through_negative_curvature_allocates_nothing()
    {
        const int n = 6;
        double[] matrix = SymmetricMatrices.WithEigenvalues([-3, 2, -1, 4, 0.5, -0.2], seed: 8);
        var function = new QuadraticObjective(matrix, new double[n]);
        var minimizer = new TrustRegionNewton(n);
        double[] start = new double[n];
        double[] lower = [.. Enumerable.Repeat(-1.0, n)];
        double[] upper = [.. Enumerable.Repeat(2.0, n)];
        minimizer.MinimizeInPlace(function, start, lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);
        CancellationToken cancellation = TestContext.Current.CancellationToken;

        long before = GC.GetAllocatedBytesForCurrentThread();
        MinimumStatus status = minimizer.MinimizeInPlace(function, start, lower, upper, MinimizerOptions.Default, default, cancellation);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(MinimumStatus.Converged, status);
        Assert.Equal(0, allocated);
    }

    [Theory]
    [InlineData(50, 20)]
    [InlineData(200, 201)]
    public void A_search_with_many_constrained_coordinates_takes_few_Hessians(int bins, int coordinates)
    {
        const int mostHessians = 7;
        PoissonObjective function = PoissonObjective.Search(bins, coordinates, seed: 7);
        double[] upper = [.. Enumerable.Repeat(10.0, coordinates)];
        double[] lower = [.. Enumerable.Repeat(-10.0, coordinates)];

        Minimum minimum = new TrustRegionNewton(coordinates).Minimize(function, new double[coordinates], lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.True(minimum.Certificate.Edm < 1e-16, $"{minimum.Certificate}");
        Assert.True(minimum.Evaluations.Hessian <= mostHessians, $"{minimum.Evaluations}");
        OptimalityAssert.Holds(function, minimum, lower, upper);
    }

    [Fact]
    public void The_counts_of_the_minimiser_are_those_of_the_function()
    {
        PoissonObjective function = PoissonObjective.Search(30, 8, seed: 3);
        double[] upper = [.. Enumerable.Repeat(50.0, 8)];

        Minimum minimum = new TrustRegionNewton(8).Minimize(function, [.. Enumerable.Repeat(40.0, 8)], [.. upper.Select(x => -x)], upper, MinimizerOptions.Default, new double[8], TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.Equal(function.Asked, minimum.Evaluations);
    }

    [Fact]
    public void A_used_instance_gives_the_same_bits_as_a_new_one()
    {
        PoissonObjective function = PoissonObjective.Search(30, 8, seed: 3);
        double[] upper = [.. Enumerable.Repeat(5.0, 8)];
        double[] lower = [.. Enumerable.Repeat(-5.0, 8)];
        var used = new TrustRegionNewton(8);
        used.MinimizeInPlace(TestFunctions.Rosenbrock(8), [-1.2, 1, 1, 1, 1, 1, 1, 1], lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Minimum again = used.Minimize(function, new double[8], lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);
        Minimum fresh = new TrustRegionNewton(8).Minimize(function, new double[8], lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(fresh.Point.Select(BitConverter.DoubleToInt64Bits), again.Point.Select(BitConverter.DoubleToInt64Bits));
        Assert.Equal(fresh.Evaluations, again.Evaluations);
    }
}
