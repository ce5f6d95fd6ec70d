using Wilks.Minimization;
using static Wilks.Tests.Minimization.Jet;

namespace Wilks.Tests.Minimization;

/// <summary>Random sums of Poisson terms whose rates are products of exponentials and bent lines, with Gaussian terms: indefinite away from the minimum, kinked, bounded.</summary>
public sealed class LikelihoodShapedTests
{
    private const int Problems = 300;
    private const int LargeProblems = 2;

    /// <summary>Enough coordinates that the minimiser asks for a Gauss–Newton matrix before it looks at eigenvalues.</summary>
    private const int ManyCoordinates = 60;

    [Theory]
    [InlineData(false, 1, 1904)]
    [InlineData(true, 1, 2144)]
    [InlineData(false, 3, 3139)]
    [InlineData(true, 3, 3443)]
    public void Every_random_problem_ends_with_a_proof(bool isKinked, double strength, int mostHessians)
    {
        int hessians = 0;
        for (int seed = 0; seed < Problems; seed++) hessians += Solve(seed, 2 + (seed % 7), new Kind(isKinked, strength, HasStandIn: false));

        Assert.InRange(hessians, Problems, mostHessians);
    }

    [Theory]
    [InlineData(false, 32)]
    [InlineData(true, 26)]
    public void A_Gauss_Newton_matrix_serves_where_the_exact_one_is_indefinite(bool hasStandIn, int mostHessians)
    {
        int hessians = 0;
        for (int seed = 0; seed < LargeProblems; seed++) hessians += Solve(seed, ManyCoordinates, new Kind(IsKinked: false, Strength: 1, hasStandIn));

        Assert.InRange(hessians, LargeProblems, mostHessians);
    }

    private sealed record Kind(bool IsKinked, double Strength, bool HasStandIn);

    /// <summary>Solves one problem, checks the minimum against the function and returns the number of Hessians used.</summary>
    private static int Solve(int seed, int n, Kind kind)
    {
        var random = new Random(seed);
        JetObjective function = Create(random, n, kind);
        double[] lower = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 0.0 : -5.0)];
        double[] upper = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 10.0 : 5.0)];
        double[] start = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 1 : seed % 2 == 0 ? 0 : 4 * kind.Strength * (random.NextDouble() - 0.5))];

        Minimum minimum = new TrustRegionNewton(n).Minimize(function, start, lower, upper, MinimizerOptions.Default, new double[n], TestContext.Current.CancellationToken);

        Assert.True(minimum.Status == MinimumStatus.Converged, $"seed {seed}, {n} coordinates: {minimum.Status} {minimum.Certificate}");
        OptimalityAssert.Holds(function, minimum, lower, upper);
        return minimum.Evaluations.Hessian;
    }

    private static JetObjective Create(Random random, int n, Kind kind)
    {
        (bool isKinked, double strength, bool hasStandIn) = kind;
        int bins = 2 + random.Next(8);
        double[] signal = Draw(random, bins, 1, 10);
        double[] background = Draw(random, bins, 2, 60);
        double[] up = Draw(random, bins * n, -0.2 * strength, 0.2 * strength);
        double[] down = isKinked ? Draw(random, bins * n, -0.2 * strength, 0.2 * strength) : up;
        double[] size = Draw(random, n, -0.5 * strength, 0.5 * strength);
        double[] counts = [.. background.Select(b => Math.Floor(b * (0.5 + random.NextDouble())))];
        int[] kinks = isKinked ? [.. Enumerable.Range(1, n - 1)] : [];
        return new JetObjective(n, x => Sum(x, rate => rate), kinks) { GaussNewton = hasStandIn ? x => Sum(x, Flatten) : null };

        Jet Sum(Jet[] x, Func<Jet, Jet> treat)
        {
            Jet sum = 0 * x[0];
            for (int j = 1; j < n; j++) sum += 0.5 * Square(x[j]);
            for (int b = 0; b < bins; b++)
            {
                Jet exponent = 0 * x[0];
                Jet bend = 1 + (0 * x[0]);
                for (int j = 1; j < n; j++)
                {
                    exponent += size[j] * x[j];
                    bend += Bent(x[j], up[(b * n) + j], down[(b * n) + j]);
                }

                Jet rate = treat((signal[b] * x[0] * Exp(exponent)) + (background[b] * bend));
                sum += rate - (counts[b] * Log(rate));
            }

            return sum;
        }
    }

    private static double[] Draw(Random random, int count, double low, double high) =>
        [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
}
