using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class KolmogorovTestTests
{
    // Tables give six to eight decimals.
    private const double Table = 1e-6;

    // Both series converge to the last digits.
    private const double Rounding = 1e-14;

    /// <summary>N. Smirnov, Ann. Math. Stat. 19 (1948) 279: one minus the tabulated distribution.</summary>
    [Theory]
    [InlineData(0.5, 1 - 0.036055)]
    [InlineData(0.8, 1 - 0.455857)]
    [InlineData(1.0, 1 - 0.730000)]
    [InlineData(1.2, 1 - 0.887750)]
    [InlineData(1.36, 1 - 0.950514)]
    [InlineData(1.63, 1 - 0.990154)]
    public void The_distribution_has_its_tabulated_values(double z, double expected) => Assert.Equal(expected, KolmogorovTest.Survival(z), Table);

    [Fact]
    public void Both_series_agree_where_they_meet()
    {
        double below = KolmogorovTest.Survival(Math.BitDecrement(1.18));
        double above = KolmogorovTest.Survival(1.18);

        Assert.Equal(below, above, Rounding);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.01, 1)]
    [InlineData(30, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    public void The_ends_of_the_distribution_are_exact(double z, double expected) => Assert.Equal(expected, KolmogorovTest.Survival(z));

    [Fact]
    public void The_distance_is_the_largest_of_the_cumulative_distributions() =>
        Assert.Equal(0.3, KolmogorovTest.Distance([10, 20, 30, 40], [4, 2, 3, 1]), Rounding);

    [Fact]
    public void Only_the_shape_counts() => Assert.Equal(1, KolmogorovTest.Probability([1, 2, 4], [2, 4, 8], 7, 14));

    [Fact]
    public void Weights_of_one_make_the_number_of_events_effective() => Assert.Equal(12, KolmogorovTest.EffectiveCount(new Template([5, 7], [5, 7])));

    [Fact]
    public void Weights_of_a_half_leave_the_number_of_events() => Assert.Equal(24, KolmogorovTest.EffectiveCount(new Template([5, 7], [2.5, 3.5])));

    [Fact]
    public void An_exact_histogram_has_infinitely_many_events()
    {
        double one = KolmogorovTest.Probability([50, 50], [60, 40], double.PositiveInfinity, 100);

        // D = 0.1 and n = 100.
        Assert.Equal(KolmogorovTest.Survival(1), one, Rounding);
        Assert.Equal(0, KolmogorovTest.Probability([50, 50], [60, 40], double.PositiveInfinity, double.PositiveInfinity));
    }
}
