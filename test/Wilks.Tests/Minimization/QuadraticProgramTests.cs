using Wilks.Minimization;
using Wilks.Tests.Numerics;

namespace Wilks.Tests.Minimization;

public sealed class QuadraticProgramTests
{
    private const double Inf = double.PositiveInfinity;

    /// <summary>A convex programme is solved by its sub-problem: start, solution, and rarely one more where the last face came late.</summary>
    private const int MostHessians = 4;

    [Fact]
    public void Random_convex_programmes_meet_their_conditions()
    {
        int active = 0;
        int coordinates = 0;
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int n = 1 + random.Next(30);
            double[] matrix = SymmetricMatrices.WithEigenvalues([.. Enumerable.Range(0, n).Select(_ => Math.Exp(6 * (random.NextDouble() - 0.5)))], seed);
            double[] linear = [.. Enumerable.Range(0, n).Select(_ => 4 * (random.NextDouble() - 0.5))];
            double[] lower = [.. Enumerable.Range(0, n).Select(_ => random.Next(4) == 0 ? -Inf : -0.5 * random.NextDouble())];
            double[] upper = [.. Enumerable.Range(0, n).Select(_ => random.Next(4) == 0 ? Inf : 0.5 * random.NextDouble())];
            var function = new QuadraticObjective(matrix, linear);

            Minimum minimum = new TrustRegionNewton(n).Minimize(function, new double[n], lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

            Assert.True(minimum.Status == MinimumStatus.Converged, $"seed {seed}: {minimum.Status} {minimum.Certificate}");
            Assert.True(minimum.Evaluations.Hessian <= MostHessians, $"seed {seed}, {n} coordinates: {minimum.Evaluations}");
            OptimalityAssert.Holds(function, minimum, lower, upper);
            active += minimum.Certificate.AtBoundCount;
            coordinates += n;
        }

        // The test means something only if faces are really searched for.
        Assert.InRange((double)active / coordinates, 0.3, 0.8);
    }

    [Fact]
    public void A_condition_number_of_1e8_is_no_flat_direction()
    {
        double[] eigenvalues = [.. Enumerable.Range(0, 12).Select(i => Math.Pow(10, -8.0 * i / 11))];
        double[] matrix = SymmetricMatrices.WithEigenvalues(eigenvalues, seed: 1);
        double[] linear = [.. Enumerable.Range(0, 12).Select(i => Math.Sin(i))];
        var function = new QuadraticObjective(matrix, linear);
        double[] free = [.. Enumerable.Repeat(Inf, 12)];

        Minimum minimum = new TrustRegionNewton(12).Minimize(function, new double[12], [.. free.Select(x => -x)], free, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.InRange(minimum.Certificate.Edm, 0, 1e-10);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.7)]
    [InlineData(1.0)]
    public void Bounds_whose_multipliers_vanish_do_not_cycle(double start)
    {
        const int n = 20;
        double[] matrix = SymmetricMatrices.WithEigenvalues([.. Enumerable.Range(0, n).Select(i => Math.Exp(i / 4.0))], seed: 6);
        double[] aim = [.. Enumerable.Range(0, n).Select(i => i % 3 == 0 ? 0.0 : i % 3 == 1 ? 1.0 : 0.4)];
        double[] linear = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => matrix[(i * n) + j] * aim[j]))];
        var function = new QuadraticObjective(matrix, linear);
        double[] upper = [.. Enumerable.Repeat(1.0, n)];

        Minimum minimum = new TrustRegionNewton(n).Minimize(function, [.. Enumerable.Repeat(start, n)], new double[n], upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.True(minimum.Evaluations.Hessian <= MostHessians, $"{minimum.Evaluations}");
        OptimalityAssert.Holds(function, minimum, new double[n], upper);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(120)]
    [InlineData(199)]
    public void Many_of_200_bounds_become_active_at_once(int active)
    {
        const int n = 200;
        double[] matrix = SymmetricMatrices.Dominant(n, n, seed: 2);
        // The unbounded solution is beyond the upper bound 1 for the first coordinates and inside for the others.
        double[] aim = [.. Enumerable.Range(0, n).Select(i => i < active ? 3.0 : 0.3)];
        double[] linear = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Sum(j => matrix[(i * n) + j] * aim[j]))];
        var function = new QuadraticObjective(matrix, linear);
        double[] upper = [.. Enumerable.Repeat(1.0, n)];

        Minimum minimum = new TrustRegionNewton(n).Minimize(function, new double[n], new double[n], upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

        Assert.Equal(MinimumStatus.Converged, minimum.Status);
        Assert.True(minimum.Certificate.AtBoundCount >= active);
        Assert.True(minimum.Evaluations.Hessian <= MostHessians, $"{minimum.Evaluations}");
        OptimalityAssert.Holds(function, minimum, new double[n], upper);
    }
}
