using Wilks.Analysis.Configurations;
using Wilks.Analysis.Variations;
using Wilks.Models;

namespace Wilks.Analysis.Tests.Variations;

public sealed class MorphingWeightsTests
{
    /// <summary>A few operations on numbers of order one.</summary>
    private const double Rounding = 1e-12;

    /// <summary>A finite difference over 1e-6 of a function of order one.</summary>
    private const double SlopeTolerance = 1e-5;

    private static readonly double[] s_values = [-1, 0, 2, 3.5];

    public static TheoryData<MorphingInterpolation, double[]> Cases => new()
    {
        { MorphingInterpolation.Linear, s_values },
        { MorphingInterpolation.Spline, s_values },
        { MorphingInterpolation.Polynomial, s_values },
        { MorphingInterpolation.Linear, [-3, -1] },
        { MorphingInterpolation.Spline, [0, 0.125] },
        { MorphingInterpolation.Polynomial, [-0.25, 1e3] },
        { MorphingInterpolation.Spline, [0.1, 0.2, 0.3] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_weight_is_one_at_its_own_point_and_zero_at_the_others(MorphingInterpolation interpolation, double[] values)
    {
        Func<double, double>[] weights = Weights("p", values, interpolation);

        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < values.Length; j++) Assert.Equal(i == j ? 1 : 0, weights[i](values[j]), Rounding);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_add_up_to_one_and_give_straight_lines_everywhere(MorphingInterpolation interpolation, double[] values)
    {
        Func<double, double>[] weights = Weights("p", values, interpolation);

        foreach (double p in Between(values))
        {
            Assert.Equal(1, weights.Sum(weight => weight(p)), Rounding);
            Assert.Equal(3 - (2 * p), weights.Select((weight, i) => weight(p) * (3 - (2 * values[i]))).Sum(), Rounding * 100 * (1 + Math.Abs(p)));
        }
    }

    [Fact]
    public void A_polynomial_gives_parabolas_and_with_four_points_cubics()
    {
        Func<double, double>[] weights = Weights("p", s_values, MorphingInterpolation.Polynomial);
        Func<double, double>[] three = Weights("p", [-1, 0, 2], MorphingInterpolation.Polynomial);

        foreach (double p in Between(s_values))
        {
            Assert.Equal(p * p * p, weights.Select((weight, i) => weight(p) * Math.Pow(s_values[i], 3)).Sum(), 100 * Rounding);
            Assert.Equal(p * p, three.Select((weight, i) => weight(p) * Math.Pow(s_values[i], 2)).Sum(), 100 * Rounding);
        }
    }

    /// <summary>scipy 1.10.1, numpy 1.24.2: <c>CubicSpline([-1, 0, 2, 3.5], np.eye(4)[i], bc_type='natural')(p)</c> for i of 0 to 3.</summary>
    [Theory]
    [InlineData(-0.4, 0.3292631578947369, 0.7162105263157895, -0.058947368421052616, 0.013473684210526318)]
    [InlineData(0.7, -0.21193421052631578, 0.9104276315789473, 0.3781381578947368, -0.07663157894736844)]
    [InlineData(3.1, 0.029333333333333336, -0.08800000000000002, 0.3840000000000001, 0.6746666666666667)]
    public void A_spline_is_the_natural_one_of_scipy(double p, params double[] expected)
    {
        Func<double, double>[] weights = Weights("p", s_values, MorphingInterpolation.Spline);

        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], weights[i](p), Rounding);
    }

    [Fact]
    public void A_spline_and_its_slope_and_curvature_go_on_over_every_point()
    {
        const double step = 1e-6;
        foreach (Func<double, double> weight in Weights("p", s_values, MorphingInterpolation.Spline))
        {
            foreach (double knot in s_values)
            {
                double before = (weight(knot) - weight(knot - step)) / step;
                double after = (weight(knot + step) - weight(knot)) / step;

                Assert.Equal(weight(knot - step), weight(knot + step), 10 * step);
                Assert.Equal(before, after, SlopeTolerance);
            }

            Assert.Equal(0, weight(5) - (2 * weight(6)) + weight(7), Rounding * 100);
            Assert.Equal(0, weight(-5) - (2 * weight(-6)) + weight(-7), Rounding * 100);
        }
    }

    [Fact]
    public void Straight_pieces_go_on_beyond_the_outer_points()
    {
        Func<double, double>[] weights = Weights("p", [0, 1, 3], MorphingInterpolation.Linear);

        Assert.Equal(2, weights[0](-1));
        Assert.Equal(-1, weights[1](-1));
        Assert.Equal(0, weights[2](-1));
        Assert.Equal(0, weights[0](5));
        Assert.Equal(-1, weights[1](5));
        Assert.Equal(2, weights[2](5));
    }

    [Theory]
    [InlineData("mass of X")]
    [InlineData("τ")]
    [InlineData("1st")]
    [InlineData("a-b")]
    public void Parameters_of_any_name_stand_in_backquotes(string name)
    {
        string[] texts = MorphingWeights.Of($"`{name}`", [-1, 1], MorphingInterpolation.Linear);

        Assert.Equal([name], ParameterExpression.Parse(texts[0]).Names);
        Assert.Equal(0.25, Evaluate(texts[1], -0.5), Rounding);
    }

    [Theory]
    [InlineData(MorphingInterpolation.Linear)]
    [InlineData(MorphingInterpolation.Spline)]
    [InlineData(MorphingInterpolation.Polynomial)]
    public void Thirty_points_of_many_digits_stay_below_the_length_that_is_read(MorphingInterpolation interpolation)
    {
        double[] values = [.. Enumerable.Range(0, 30).Select(i => (i / 7.0) - Math.PI)];
        const string parameter = "`mass of the heavy scalar`";

        string[] texts = MorphingWeights.Of(parameter, values, interpolation);

        Assert.All(texts, text => Assert.InRange(text.Length, 1, ParameterExpression.MaxLength));
        for (int i = 0; i < values.Length; i++) Assert.Equal(1, Evaluate(texts[i], values[i]), 1e-6);
    }

    private static double[] Between(double[] values)
    {
        double width = values[^1] - values[0];
        return [.. Enumerable.Range(-3, 27).Select(i => values[0] + (width * i / 20.0))];
    }

    private static Func<double, double>[] Weights(string parameter, double[] values, MorphingInterpolation interpolation) =>
        [.. MorphingWeights.Of(parameter, values, interpolation).Select<string, Func<double, double>>(text => p => Evaluate(text, p))];

    private static double Evaluate(string text, double value) => ParameterExpression.Parse(text).CreateEvaluator().Evaluate([value], [], []);
}
