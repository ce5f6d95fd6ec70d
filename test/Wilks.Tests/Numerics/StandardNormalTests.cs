using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class StandardNormalTests
{
    // A few units in the last place, amplified by the subtraction from one half.
    private const double Relative = 1e-12;

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(3, 0.0013498980316300946)]
    [InlineData(5, 2.866515718791939e-07)]
    [InlineData(-2, 0.9772498680518208)]
    public void The_upper_tail_has_known_values(double z, double probability) =>
        Assert.Equal(probability, StandardNormal.UpperTail(z), 1e-9 * probability);

    [Fact]
    public void The_logarithm_of_the_tail_is_finite_where_the_tail_underflows()
    {
        // The leading terms of Mills' ratio: ln φ(z) − ln z + ln(1 − 1/z²).
        const double z = 50;
        double expected = (-0.5 * z * z) - (0.5 * Math.Log(2 * Math.PI)) - Math.Log(z) + Math.Log(1 - (1 / (z * z)));

        Assert.Equal(0, StandardNormal.UpperTail(z));
        Assert.Equal(expected, StandardNormal.LogUpperTail(z), 1e-6);
    }

    [Fact]
    public void Series_and_fraction_meet_at_three()
    {
        double below = StandardNormal.UpperTail(Math.BitDecrement(3.0));

        Assert.Equal(StandardNormal.UpperTail(3), below, Relative * below);
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(1e-7)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void The_quantile_inverts_the_tail(double probability) =>
        Assert.Equal(probability, StandardNormal.UpperTail(StandardNormal.UpperQuantile(probability)), Relative * probability);

    [Theory]
    [InlineData(3.841458820694124, 1, 0.05)]
    [InlineData(5.991464547107979, 2, 0.05)]
    [InlineData(7.814727903251179, 3, 0.05)]
    [InlineData(18.307038053275146, 10, 0.05)]
    public void ChiSquared_has_known_quantiles(double x, int degreesOfFreedom, double probability) =>
        Assert.Equal(probability, ChiSquared.UpperTail(x, degreesOfFreedom), 1e-10);
}
