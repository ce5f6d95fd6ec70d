using Wilks.Models.Interpolation;
using Wilks.Workspaces;

namespace Wilks.Tests.Models.Interpolation;

public sealed class AdditiveInterpolationTests
{
    private const double ClosedForm = 1e-13;

    [Theory]
    [InlineData(InterpolationCode.Code4p, 0.5, 11.4482421875)]
    [InlineData(InterpolationCode.Code4p, -0.5, 8.9482421875)]
    [InlineData(InterpolationCode.Code4p, 2.0, 16)]
    [InlineData(InterpolationCode.Code4p, -3.0, 4)]
    [InlineData(InterpolationCode.Code0, 0.5, 11.5)]
    [InlineData(InterpolationCode.Code0, -0.5, 9)]
    [InlineData(InterpolationCode.Code2, 0.5, 11.375)]
    [InlineData(InterpolationCode.Code2, -0.5, 8.875)]
    [InlineData(InterpolationCode.Code2, 1.5, 14.75)] // slope b + 2a = 3.5 beyond 1, from 13
    [InlineData(InterpolationCode.Code2, -1.5, 7.25)] // slope b − 2a = 1.5 beyond −1, from 8
    public void Eight_ten_thirteen_has_its_values(InterpolationCode code, double alpha, double expected) => Assert.Equal(expected, Interpolate(code, alpha), ClosedForm);

    [Theory]
    [InlineData(InterpolationCode.Code0)]
    [InlineData(InterpolationCode.Code2)]
    [InlineData(InterpolationCode.Code4p)]
    public void Every_code_goes_through_its_three_templates(InterpolationCode code)
    {
        Assert.Equal(8, Interpolate(code, -1), ClosedForm);
        Assert.Equal(10, Interpolate(code, 0), ClosedForm);
        Assert.Equal(13, Interpolate(code, 1), ClosedForm);
    }

    [Theory]
    [InlineData(InterpolationCode.Code0)]
    [InlineData(InterpolationCode.Code2)]
    [InlineData(InterpolationCode.Code4p)]
    public void Every_code_is_continuous(InterpolationCode code)
    {
        foreach (double end in (double[])[-1, 0, 1])
        {
            Assert.Equal(Interpolate(code, Math.BitDecrement(end)), Interpolate(code, end), ClosedForm);
            Assert.Equal(Interpolate(code, Math.BitIncrement(end)), Interpolate(code, end), ClosedForm);
        }
    }

    [Fact]
    public void Only_code_0_has_a_kink_and_the_sign_bit_chooses_its_side()
    {
        Assert.True(AdditiveInterpolation.HasKink(InterpolationCode.Code0));
        Assert.False(AdditiveInterpolation.HasKink(InterpolationCode.Code2));
        Assert.False(AdditiveInterpolation.HasKink(InterpolationCode.Code4p));
        Assert.Equal(1, AdditiveInterpolation.Evaluate(InterpolationCode.Code0, 0.0).First);
        Assert.Equal(-1, AdditiveInterpolation.Evaluate(InterpolationCode.Code0, -0.0).First);
    }

    // S = (3 + 2)/2, D = (3 − 2)/2.
    private static double Interpolate(InterpolationCode code, double alpha) => 10 + (alpha * 2.5) + (AdditiveInterpolation.Evaluate(code, alpha).Value * 0.5);
}
