using Wilks.Minimization;
using static Wilks.Tests.Minimization.Jet;

namespace Wilks.Tests.Minimization;

/// <summary>Random sums of Poisson terms whose rates are products of exponentials and bent lines, with Gaussian terms: indefinite away from the minimum, kinked, bounded.</summary>
public sealed class LikelihoodShapedTests
{
    private const int Problems = 300;

    [Theory]
    [InlineData(false, 1, 2158)]
    [InlineData(true, 1, 2409)]
    [InlineData(false, 3, 99999)]
    [InlineData(true, 3, 99999)]
    public void Every_random_problem_ends_with_a_proof(bool isKinked, double strength, int mostHessians)
    {
        int hessians = 0;
        for (int seed = 0; seed < Problems; seed++)
        {
            var random = new Random(seed);
            int n = 2 + random.Next(7);
            JetObjective function = Create(random, n, isKinked, strength);
            double[] lower = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 0.0 : -5.0)];
            double[] upper = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 10.0 : 5.0)];
            double[] start = [.. Enumerable.Range(0, n).Select(j => j == 0 ? 1 : seed % 2 == 0 ? 0 : 4 * strength * (random.NextDouble() - 0.5))];

            Minimum minimum = new TrustRegionNewton(n).Minimize(function, start, lower, upper, MinimizerOptions.Default, new double[n], TestContext.Current.CancellationToken);

            Assert.True(minimum.Status == MinimumStatus.Converged, $"seed {seed}, {n} coordinates: {minimum.Status} {minimum.Certificate}");
            OptimalityAssert.Holds(function, minimum, lower, upper);
            hessians += minimum.Evaluations.Hessian;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{hessians}");
        Assert.InRange(hessians, Problems, mostHessians);
    }

    private static JetObjective Create(Random random, int n, bool isKinked, double strength)
    {
        int bins = 2 + random.Next(8);
        double[] signal = Draw(random, bins, 1, 10);
        double[] background = Draw(random, bins, 2, 60);
        double[] up = Draw(random, bins * n, -0.2 * strength, 0.2 * strength);
        double[] down = isKinked ? Draw(random, bins * n, -0.2 * strength, 0.2 * strength) : up;
        double[] size = Draw(random, n, -0.5 * strength, 0.5 * strength);
        double[] counts = [.. background.Select(b => Math.Floor(b * (0.5 + random.NextDouble())))];
        int[] kinks = isKinked ? [.. Enumerable.Range(1, n - 1)] : [];
        return new JetObjective(n, x => Sum(x), kinks);

        Jet Sum(Jet[] x)
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

                Jet rate = ((signal[b] * x[0]) * Exp(exponent)) + (background[b] * bend);
                sum += rate - (counts[b] * Log(rate));
            }

            return sum;
        }
    }

    private static double[] Draw(Random random, int count, double low, double high) =>
        [.. Enumerable.Range(0, count).Select(_ => low + ((high - low) * random.NextDouble()))];
}
