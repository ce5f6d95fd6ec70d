using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class VariatesTests
{
    private const int Count = 50_000;

    // Five standard deviations: a wrong sampler fails, a right one passes for this seed.
    private const double Sigmas = 5;

    [Theory]
    [InlineData(0.3)]
    [InlineData(9.9)]
    [InlineData(10.0)]
    [InlineData(57.0)]
    [InlineData(12345.6)]
    public void Poisson_numbers_have_the_mean_and_the_variance(double mean)
    {
        var random = new Philox(20, 1);

        double[] values = [.. Enumerable.Range(0, Count).Select(_ => Variates.Poisson(random, mean))];

        double average = values.Average();
        double variance = values.Sum(value => (value - average) * (value - average)) / (Count - 1);
        double varianceWidth = Math.Sqrt((mean + (2 * mean * mean)) / Count);
        Assert.InRange(average, mean - (Sigmas * Math.Sqrt(mean / Count)), mean + (Sigmas * Math.Sqrt(mean / Count)));
        Assert.InRange(variance, mean - (Sigmas * varianceWidth), mean + (Sigmas * varianceWidth));
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(12.0)]
    [InlineData(25.0)]
    public void Poisson_frequencies_follow_the_probabilities(double mean)
    {
        var random = new Philox(21, 1);
        int[] counts = new int[200];
        for (int i = 0; i < Count; i++) counts[(int)Variates.Poisson(random, mean)]++;

        double probability = Math.Exp(-mean);
        for (int k = 0; k < counts.Length; k++)
        {
            double width = Math.Sqrt(Count * probability);
            Assert.InRange(counts[k], (Count * probability) - (Sigmas * width) - 1, (Count * probability) + (Sigmas * width) + 1);
            probability *= mean / (k + 1);
        }
    }

    [Fact]
    public void A_mean_of_zero_gives_zero() => Assert.Equal(0, Variates.Poisson(new Philox(1), 0));

    [Fact]
    public void Normal_numbers_have_the_first_four_moments()
    {
        var random = new Philox(22, 1);

        double[] values = [.. Enumerable.Range(0, Count).Select(_ => Variates.Normal(random))];

        Assert.InRange(values.Average(), -Sigmas / Math.Sqrt(Count), Sigmas / Math.Sqrt(Count));
        Assert.InRange(values.Average(v => v * v), 1 - (Sigmas * Math.Sqrt(2.0 / Count)), 1 + (Sigmas * Math.Sqrt(2.0 / Count)));
        Assert.InRange(values.Average(v => v * v * v), -Sigmas * Math.Sqrt(15.0 / Count), Sigmas * Math.Sqrt(15.0 / Count));
        Assert.InRange(values.Average(v => v * v * v * v), 3 - (Sigmas * Math.Sqrt(96.0 / Count)), 3 + (Sigmas * Math.Sqrt(96.0 / Count)));
    }
}
