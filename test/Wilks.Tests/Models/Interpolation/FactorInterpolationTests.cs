using Wilks.Models.Interpolation;
using Wilks.Workspaces;

namespace Wilks.Tests.Models.Interpolation;

public sealed class FactorInterpolationTests
{
    /// <summary>The vector exponential may differ from the scalar one by a unit or two in the last place, which its argument multiplies.</summary>
    private const double ExponentialRelative = 4 * 2.3e-16;

    private const double ClosedForm = 1e-14;

    private static readonly double[] s_low = [0.8, 0.9, 1.1, 0.5, 0.95, 1.2, 0.99];
    private static readonly double[] s_high = [1.3, 1.1, 1.2, 2.0, 0.9, 0.7, 1.01];
    private static readonly double[] s_alphas = [.. Enumerable.Range(-50, 101).Select(i => i / 10.0), -0.0, Math.BitDecrement(1.0), Math.BitIncrement(-1.0), Math.BitIncrement(1.0), 1e-300];

    public static TheoryData<InterpolationCode> Additive => [InterpolationCode.Code0, InterpolationCode.Code2, InterpolationCode.Code4p];

    [Theory]
    [MemberData(nameof(Additive))]
    public void An_additive_code_is_one_plus_the_change(InterpolationCode code)
    {
        foreach (double alpha in s_alphas)
        {
            (double value, double first, double second) = Evaluate(code, 0.7, 1.2, alpha);
            (double bend, double bendFirst, double bendSecond) = AdditiveInterpolation.Evaluate(code, alpha);

            // S = (hi - lo)/2, D = (hi + lo)/2 - 1.
            Assert.Equal(1 + (0.25 * alpha) - (0.05 * bend), value, ClosedForm);
            Assert.Equal(0.25 - (0.05 * bendFirst), first, ClosedForm);
            // At the joints the curvature of code 2 jumps.
            if (Math.Abs(alpha) != 1) Assert.Equal(-0.05 * bendSecond, second, ClosedForm);
        }
    }

    [Fact]
    public void Codes_stand_side_by_side_in_one_vector()
    {
        InterpolationCode[] codes = [InterpolationCode.Code4p, InterpolationCode.Code4, InterpolationCode.Code0, InterpolationCode.Code1, InterpolationCode.Code2];
        var mixed = new FactorInterpolation(codes, s_low.AsSpan(0, 5), s_high.AsSpan(0, 5));
        foreach (double alpha in s_alphas)
        {
            Values values = new(5, alpha);
            mixed.EvaluateVector(values.Alpha, values.Value, values.First, values.Second);

            for (int i = 0; i < codes.Length; i++) Close(Evaluate(codes[i], s_low[i], s_high[i], alpha).Value, values.Value[i]);
        }
    }

    [Theory]
    [InlineData(InterpolationCode.Code0)]
    [InlineData(InterpolationCode.Code1)]
    [InlineData(InterpolationCode.Code2)]
    [InlineData(InterpolationCode.Code4)]
    [InlineData(InterpolationCode.Code4p)]
    public void Vector_equals_scalar_within_the_exponential(InterpolationCode code)
    {
        foreach (int count in (int[])[1, 2, 3, 4, 5, 7])
        {
            var interpolation = new FactorInterpolation([.. Enumerable.Repeat(code, count)], s_low.AsSpan(0, count), s_high.AsSpan(0, count));
            foreach (double alpha in s_alphas)
            {
                Values scalar = new(count, alpha), vector = new(count, alpha), valueOnly = new(count, alpha);
                interpolation.EvaluateScalar(scalar.Alpha, scalar.Value, scalar.First, scalar.Second);
                interpolation.EvaluateVector(vector.Alpha, vector.Value, vector.First, vector.Second);
                interpolation.EvaluateVector(valueOnly.Alpha, valueOnly.Value, default, default);

                for (int i = 0; i < count; i++)
                {
                    Close(scalar.Value[i], vector.Value[i]);
                    Close(scalar.First[i], vector.First[i]);
                    Close(scalar.Second[i], vector.Second[i]);
                    Assert.Equal(vector.Value[i], valueOnly.Value[i]);
                }
            }
        }
    }

    [Theory]
    [InlineData(0.5, 1.1382825993648467)]
    [InlineData(-0.5, 0.8922758384262899)]
    [InlineData(1.0, 1.3)]
    [InlineData(-1.0, 0.8)]
    [InlineData(0.0, 1.0)]
    [InlineData(2.0, 1.69)]
    [InlineData(-2.0, 0.64)]
    public void Code_4_has_its_published_values(double alpha, double expected) => Assert.Equal(expected, Evaluate(InterpolationCode.Code4, 0.8, 1.3, alpha).Value, ClosedForm);

    [Theory]
    [InlineData(0.5, 1.140175425099138)]
    [InlineData(-0.5, 0.8944271909999159)]
    [InlineData(1.0, 1.3)]
    [InlineData(-1.0, 0.8)]
    [InlineData(0.0, 1.0)]
    public void Code_1_is_exponential(double alpha, double expected) => Assert.Equal(expected, Evaluate(InterpolationCode.Code1, 0.8, 1.3, alpha).Value, ClosedForm);

    [Theory]
    [InlineData(1.0)]
    [InlineData(-1.0)]
    public void Code_4_joins_its_exponential_with_two_derivatives(double end)
    {
        (double value, double first, double second) = Evaluate(InterpolationCode.Code4, 0.8, 1.3, end);
        (double insideValue, double insideFirst, double insideSecond) = Evaluate(InterpolationCode.Code4, 0.8, 1.3, end * Math.BitDecrement(1.0));

        Assert.Equal(value, insideValue, ClosedForm);
        Assert.Equal(first, insideFirst, ClosedForm);
        Assert.Equal(second, insideSecond, 10 * ClosedForm);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.3)]
    public void A_factor_that_is_not_positive_is_guarded(double low)
    {
        double previous = Evaluate(InterpolationCode.Code4, low, 1.2, -1.5).Value;
        for (double alpha = -1.5; alpha <= 1.5; alpha += 1e-3)
        {
            double value = Evaluate(InterpolationCode.Code4, low, 1.2, alpha).Value;
            Assert.True(double.IsFinite(value));
            Assert.InRange(Math.Abs(value - previous), 0, 0.01);
            previous = value;
        }

        Assert.Equal(0, Evaluate(InterpolationCode.Code4, low, 1.2, -1.001).Value, 1e-290);
        Assert.Equal(0, Evaluate(InterpolationCode.Code4, low, 1.2, -1).Value, 1e-290);
        Assert.Equal(1, Evaluate(InterpolationCode.Code4, low, 1.2, 0).Value);
        Assert.Equal(1.2, Evaluate(InterpolationCode.Code4, low, 1.2, 1).Value, ClosedForm);
    }

    private static (double Value, double First, double Second) Evaluate(InterpolationCode code, double low, double high, double alpha)
    {
        Values values = new(1, alpha);
        new FactorInterpolation([code], [low], [high]).Evaluate(values.Alpha, values.Value, values.First, values.Second);
        return (values.Value[0], values.First[0], values.Second[0]);
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, ExponentialRelative * (Math.Abs(expected) + 1e-300));

    private sealed class Values
    {
        internal Values(int count, double alpha)
        {
            int padded = FactorInterpolation.PaddedLength(count);
            Alpha = new double[padded];
            Alpha.AsSpan(0, count).Fill(alpha);
            (Value, First, Second) = (new double[padded], new double[padded], new double[padded]);
        }

        internal double[] Alpha { get; }

        internal double[] Value { get; }

        internal double[] First { get; }

        internal double[] Second { get; }
    }
}
