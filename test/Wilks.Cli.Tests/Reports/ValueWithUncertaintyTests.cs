using Wilks.Reports;

namespace Wilks.Cli.Tests.Reports;

public sealed class ValueWithUncertaintyTests
{
    [Theory]
    [InlineData(0.787956, 0.9972, "0.79 ± 1.00")]
    [InlineData(1.23456, 0.123, "1.235 ± 0.123")]
    [InlineData(1.23456, 0.0456, "1.235 ± 0.046")]
    [InlineData(-2.5, 0.2, "-2.50 ± 0.20")]
    [InlineData(12345.678, 234.5, "12350 ± 230")]
    [InlineData(12345.678, 1234.5, "12350 ± 1230")]
    [InlineData(0, 0.5, "0.00 ± 0.50")]
    [InlineData(1.0, 0.0996, "1.000 ± 0.100")]
    [InlineData(3.14159e-12, 2.5e-14, "3.142e-12 ± 2.5e-14")]
    [InlineData(3.14159e12, 2.5e10, "3.142e12 ± 2.5e10")]
    public void The_digits_follow_the_uncertainty(double value, double uncertainty, string text) =>
        Assert.Equal(text, new ValueWithUncertainty(value, uncertainty).ToString());

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0.0)]
    [InlineData(double.PositiveInfinity)]
    public void Without_an_uncertainty_six_digits_stand_alone(double uncertainty) =>
        Assert.Equal("0.333333", new ValueWithUncertainty(1.0 / 3, uncertainty).ToString());

    [Theory]
    [InlineData(1, "1")]
    [InlineData(1e-10, "1e-10")]
    [InlineData(125.5, "125.5")]
    [InlineData(-0.00001234567, "-1.23457e-5")]
    [InlineData(12345678, "1.23457e7")]
    [InlineData(double.NaN, "")]
    public void The_short_form_has_no_trailing_zeros(double value, string text) => Assert.Equal(text, ValueWithUncertainty.Short(value, 6));

    [Theory]
    [InlineData(0, 3, "0")]
    [InlineData(9.996, 3, "10.0")]
    [InlineData(123456, 3, "123000")]
    [InlineData(1e-10, 3, "1.00e-10")]
    [InlineData(double.NegativeInfinity, 3, "-inf")]
    public void Significant_digits_survive_rounding_up(double value, int digits, string text) =>
        Assert.Equal(text, ValueWithUncertainty.Significant(value, digits));
}
