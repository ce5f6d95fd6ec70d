using Wilks.Minimization;
using static Wilks.Tests.Minimization.Jet;

namespace Wilks.Tests.Minimization;

/// <summary>Random quartics with saddles, kinks of both kinds, fixed coordinates and bounds, some of them at a kink.</summary>
public sealed class RandomQuarticTests
{
    private const int Problems = 1200;

    /// <summary>A few of these functions really have a coordinate without effect; they are counted, so that a new false alarm shows.</summary>
    private const int FlatProblems = 3;

    [Fact]
    public void Every_search_ends_at_a_minimum_or_names_a_flat_direction()
    {
        int flat = 0;
        for (int seed = 0; seed < Problems; seed++)
        {
            var random = new Random(seed);
            int n = 1 + random.Next(6);
            JetObjective function = Create(random, n);
            double[] lower = [.. Enumerable.Range(0, n).Select(_ => random.Next(6) == 0 ? 0 : (-2 * random.NextDouble()) - (random.Next(3) == 0 ? 3 : 0))];
            double[] upper = [.. lower.Select(low => random.Next(10) == 0 ? low : low + (4 * random.NextDouble()))];
            double[] start = [.. Enumerable.Range(0, n).Select(_ => random.Next(3) == 0 ? 0 : (4 * random.NextDouble()) - 2)];

            Minimum minimum = new TrustRegionNewton(n).Minimize(function, start, lower, upper, MinimizerOptions.Default, ct: TestContext.Current.CancellationToken);

            Assert.True(minimum.Status is MinimumStatus.Converged or MinimumStatus.FlatDirection, $"seed {seed}: {minimum.Status} {minimum.Certificate}");
            OptimalityAssert.Holds(function, minimum, lower, upper);
            if (minimum.Status == MinimumStatus.FlatDirection) flat++;
        }

        Assert.InRange(flat, 0, FlatProblems);
    }

    private static JetObjective Create(Random random, int n)
    {
        bool isCentred = random.Next(8) == 0;
        double[] linear = [.. Enumerable.Range(0, n).Select(_ => isCentred ? 0 : (4 * random.NextDouble()) - 2)];
        double[] kink = [.. Enumerable.Range(0, n).Select(_ => random.Next(3) == 0 ? (4 * random.NextDouble()) - 1.5 : 0)];
        double[] quartic = [.. Enumerable.Range(0, n).Select(_ => random.Next(4) == 0 ? 0 : 0.5 * random.NextDouble())];
        double[] quadratic = [.. Enumerable.Range(0, n * n).Select(_ => random.Next(5) == 0 ? 0 : (4 * random.NextDouble()) - 2)];
        int[] kinks = [.. Enumerable.Range(0, n).Where(i => kink[i] != 0 || random.Next(5) == 0)];
        return new JetObjective(n, Sum, kinks);

        Jet Sum(Jet[] x)
        {
            Jet sum = 0 * x[0];
            for (int i = 0; i < n; i++)
            {
                sum += (linear[i] * x[i]) + (quartic[i] * Square(Square(x[i])));
                if (kink[i] != 0) sum += kink[i] * Abs(x[i]);
                for (int j = 0; j < n; j++) sum += quadratic[(i * n) + j] * (x[i] * x[j]);
            }

            return sum;
        }
    }
}
