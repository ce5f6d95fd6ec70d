using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>Edges that are found, against closed forms and a search of all.</summary>
public sealed class AutomaticEdgesTests
{
    private const double Relative = 1e-12; // The same sums in another order.
    private const double FineWidth = 1e-3;

    [Fact]
    public void An_exponential_is_divided_at_its_quantiles()
    {
        double[] edges = [.. Enumerable.Range(0, 5001).Select(i => i * FineWidth)];
        double[] yields = [.. edges.SkipLast(1).Select(edge => Math.Exp(-edge) - Math.Exp(-edge - FineWidth))];
        double total = 1 - Math.Exp(-5);

        EdgeChoice choice = AutomaticEdges.EqualPopulation(edges, yields, 4);

        Assert.Equal(EdgeStatus.Found, choice.Status);
        Assert.Equal([0, -Math.Log(1 - (total / 4)), -Math.Log(1 - (total / 2)), -Math.Log(1 - (3 * total / 4)), 5], choice.Edges, (a, b) => Math.Abs(a - b) <= FineWidth / 2 * 1.001);
    }

    [Fact]
    public void A_flat_spectrum_is_divided_evenly()
    {
        EdgeChoice choice = AutomaticEdges.EqualPopulation([0, 1, 2, 3, 4, 5, 6], [2, 2, 2, 2, 2, 2], 3);

        Assert.Equal([0.0, 2, 4, 6], choice.Edges);
    }

    [Fact]
    public void A_peak_in_one_fine_bin_makes_fewer_bins()
    {
        EdgeChoice choice = AutomaticEdges.EqualPopulation([0, 1, 2, 3], [0, 100, 0], 5);

        Assert.Equal(EdgeStatus.FewerBins, choice.Status);
        Assert.True(choice.Edges.Length < 6);
        Assert.Equal((0.0, 3.0), (choice.Edges[0], choice.Edges[^1]));
    }

    [Fact]
    public void Nothing_is_not_divided()
    {
        EdgeChoice choice = AutomaticEdges.EqualPopulation([0, 1, 2], [0, 0], 2);

        Assert.Equal(EdgeStatus.NothingToDivide, choice.Status);
        Assert.Equal([0.0, 2], choice.Edges);
    }

    [Theory]
    [InlineData(1, 3, 0.3)]
    [InlineData(2, 4, 0.25)]
    [InlineData(3, 9, 10)]
    [InlineData(4, 2, 0.2)]
    [InlineData(5, 5, 0.35)]
    public void Significance_is_the_best_of_all_binnings(int seed, int binCount, double maximumUncertainty)
    {
        var random = new Random(seed);
        const int fine = 9;
        double[] edges = [.. Enumerable.Range(0, fine + 1).Select(i => (double)i)];
        Template signal = new([.. Enumerable.Range(0, fine).Select(_ => random.NextDouble() * 3)], [.. new double[fine]]);
        double[] background = [.. Enumerable.Range(0, fine).Select(_ => 1 + (random.NextDouble() * 20))];
        Template expected = new([.. background], [.. background.Select(value => value * random.NextDouble())]);

        EdgeChoice choice = AutomaticEdges.Significance(edges, signal, expected, binCount, maximumUncertainty);

        (double score, int bins) = BestOfAll(signal, expected, binCount, maximumUncertainty);
        Assert.Equal(score, choice.Score, score * Relative);
        Assert.Equal(bins, choice.Edges.Length - 1);
        Assert.Equal(score, Score(choice.Edges.Select(edge => (int)edge).ToArray(), signal, expected, maximumUncertainty)!.Value, score * Relative);
    }

    [Fact]
    public void Bins_that_tell_nothing_apart_are_not_made()
    {
        Template flat = new([1, 1, 1, 1], [0, 0, 0, 0]);

        EdgeChoice choice = AutomaticEdges.Significance([0, 1, 2, 3, 4], flat, flat, 4, 0.5);

        Assert.Equal([0.0, 4], choice.Edges);
        Assert.Equal(EdgeStatus.FewerBins, choice.Status);
        Assert.Contains("1 bins", choice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_no_bins_meet_is_told()
    {
        EdgeChoice choice = AutomaticEdges.Significance([0, 1, 2], new([1, 1], [1, 1]), new([1, 1], [1, 1]), 2, 0.5);

        Assert.Equal(EdgeStatus.Unreachable, choice.Status);
        Assert.Equal([0.0, 2], choice.Edges);
    }

    [Theory]
    [InlineData(10, 100, 0.96823955695)] // 2[(110) ln 1.1 − 10] = 220·0.0953101798043 − 20
    [InlineData(0, 5, 0)]
    [InlineData(-3, 5, 0)]
    public void The_squared_significance_is_that_of_the_formula(double s, double b, double expected) =>
        Assert.Equal(expected, AutomaticEdges.SquaredSignificance(s, b), 1e-9);

    [Fact]
    public void The_squared_significance_of_little_signal_is_s_squared_over_b_and_has_no_step()
    {
        const double b = 1e6;

        Assert.Equal(1e-6, AutomaticEdges.SquaredSignificance(1, b), 1e-12);
        Assert.Equal(1, AutomaticEdges.SquaredSignificance(99.999999, b) / AutomaticEdges.SquaredSignificance(100.000001, b), 1e-7);
    }

    private static (double Score, int Bins) BestOfAll(Template signal, Template background, int binCount, double maximumUncertainty)
    {
        int fine = signal.BinCount;
        (double best, int bins) = (double.NegativeInfinity, 0);
        for (int mask = 0; mask < 1 << (fine - 1); mask++)
        {
            int[] edges = [0, .. Enumerable.Range(1, fine - 1).Where(i => (mask >> (i - 1) & 1) == 1), fine];
            if (edges.Length - 1 > binCount || Score(edges, signal, background, maximumUncertainty) is not { } score) continue;
            if (score > best * (1 + Relative)) (best, bins) = (score, edges.Length - 1);
        }

        return (best, bins);
    }

    private static double? Score(int[] edges, Template signal, Template background, double maximumUncertainty)
    {
        double sum = 0;
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            double s = signal.Yields[edges[i]..edges[i + 1]].Sum();
            double b = background.Yields[edges[i]..edges[i + 1]].Sum();
            if (Math.Sqrt(background.Variances[edges[i]..edges[i + 1]].Sum()) > maximumUncertainty * b) return null;
            sum += 2 * (((s + b) * Math.Log(1 + (s / b))) - s);
        }

        return sum;
    }
}
