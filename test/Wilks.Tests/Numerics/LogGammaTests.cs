using MathNet.Numerics;
using Wilks.Numerics;

namespace Wilks.Tests.Numerics;

public sealed class LogGammaTests
{
    /// <summary>Relative, away from the zeros at 1 and 2; near them the logarithm of the raised product leaves an absolute error.</summary>
    private const double Relative = 4e-15;
    private const double NearZeros = 4e-15;

    /// <summary>MathNet's series is good to about 1e-14.</summary>
    private const double OfMathNet = 3e-14;

    [Fact]
    public void Whole_numbers_give_the_logarithms_of_factorials()
    {
        // 0! … 22! are exact doubles.
        double factorial = 1;
        for (int n = 0; n <= 22; n++)
        {
            factorial *= Math.Max(n, 1);
            double expected = Math.Log(factorial);
            Assert.Equal(expected, LogGamma.Evaluate(n + 1), (Relative * expected) + NearZeros);
        }
    }

    [Fact]
    public void Large_whole_numbers_give_the_sums_of_logarithms()
    {
        double sum = 0, lost = 0;
        for (int n = 1; n <= 5000; n++)
        {
            // Kahan's sum.
            double term = Math.Log(n) - lost;
            double next = sum + term;
            lost = next - sum - term;
            sum = next;
            Assert.Equal(sum, LogGamma.Evaluate(n + 1.0), (Relative * sum) + NearZeros);
        }
    }

    [Fact]
    public void All_arguments_agree_with_MathNet()
    {
        for (double x = 1e-8; x < 1e9; x *= 1.07)
        {
            double expected = SpecialFunctions.GammaLn(x);
            Assert.Equal(expected, LogGamma.Evaluate(x), OfMathNet * (1 + Math.Abs(expected)));
        }
    }

    [Theory]
    [InlineData(0.0, double.PositiveInfinity)]
    [InlineData(1.0, 0.0)]
    [InlineData(2.0, 0.0)]
    [InlineData(0.5, 0.57236494292470008)]
    [InlineData(-0.5, double.NaN)]
    [InlineData(double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity)]
    public void Special_arguments_have_their_values(double x, double expected) => Assert.Equal(expected, LogGamma.Evaluate(x), NearZeros);
}
