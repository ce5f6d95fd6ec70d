using Wilks.Models;

namespace Wilks.Tests.Models.Expressions;

/// <summary>Expressions have the values that the grammar says.</summary>
public sealed class ExpressionValueTests
{
    /// <summary>One rounding per operation, and those of the functions themselves.</summary>
    private const double Relative = 1e-15;

    [Theory]
    [InlineData("1e-3", 1e-3)]
    [InlineData(".5 + 5.", 5.5)]
    [InlineData("2/3", 2.0 / 3)]
    [InlineData("TRUE + TRUE + FALSE", 2)]
    [InlineData("PI", Math.PI)]
    [InlineData("EULER", Math.E)]
    [InlineData("1 + 2*3 - 4/2", 5)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("64/4/2", 8)]
    [InlineData("2^3^2", 512)]
    [InlineData("-2^2", -4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("-2^-2", -0.25)]
    [InlineData("(-2)^2", 4)]
    [InlineData("--2", 2)]
    [InlineData("+-2", -2)]
    [InlineData("!0 + !3", 1)]
    [InlineData("1 < 2", 1)]
    [InlineData("2 <= 1", 0)]
    [InlineData("2 > 1", 1)]
    [InlineData("2 >= 2", 1)]
    [InlineData("1 + 1 == 2 && 3 > 2", 1)]
    [InlineData("1/3 == 0.33333333333", 1)]
    [InlineData("1/3 === 0.33333333333", 0)]
    [InlineData("1 == 1.00000001", 0)]
    [InlineData("1 !== 1.0000000001", 1)]
    [InlineData("1 != 1.0000000001", 0)]
    [InlineData("1e300 == 1.0000000001e300", 1)]
    [InlineData("0 || 0 && 1", 0)]
    [InlineData("1 || 0 && 0", 1)]
    [InlineData("1 < 2 == 3 < 4", 1)]
    [InlineData("0 ? 1 : 0 ? 2 : 3", 3)]
    [InlineData("1 ? 0 ? 4 : 5 : 6", 5)]
    [InlineData("exp(1)", Math.E)]
    [InlineData("log(EULER^2)", 2)]
    [InlineData("sqrt(16) + abs(-3)", 7)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("min(1, 2) + max(3, 4)", 5)]
    [InlineData("sin(PI/2) + cos(0) + tan(0)", 2)]
    [InlineData("asin(1) + acos(1) + 4*atan(1)", 1.5 * Math.PI)]
    [InlineData("floor(-1.5) + ceil(1.2)", 0)]
    public void A_constant_expression_has_its_value(string text, double expected)
    {
        ExpressionEvaluator evaluator = ParameterExpression.Parse(text).CreateEvaluator();

        double value = evaluator.Evaluate([], default, default);

        Assert.Equal(expected, value, Relative * Math.Max(1, Math.Abs(expected)));
    }

    [Theory]
    [InlineData("a + b*gamma[3]", new[] { "a", "b", "gamma[3]" })]
    [InlineData("`alpha JES-1` + x.y_2", new[] { "alpha JES-1", "x.y_2" })]
    [InlineData("b + a + b", new[] { "b", "a" })]
    [InlineData("`exp`*exp(_x)", new[] { "exp", "_x" })]
    [InlineData("µ + `stat[2]`", new[] { "µ", "stat[2]" })]
    [InlineData("0*x", new[] { "x" })]
    [InlineData("1 - 1", new string[0])]
    public void Names_come_in_order_of_first_appearance(string text, string[] names)
    {
        Assert.Equal(names, ParameterExpression.Parse(text).Names);
    }

    [Theory]
    [InlineData("x > 0 ? log(x) : -1", -2, -1)]
    [InlineData("x > 0 && log(x) > 1", -2, 0)]
    [InlineData("x < 0 || log(x) > 1", -2, 1)]
    [InlineData("x > 0 ? 1/0 : 7", -2, 7)]
    public void What_is_not_taken_does_not_count(string text, double x, double expected)
    {
        Assert.Equal(expected, ParameterExpression.Parse(text).CreateEvaluator().Evaluate([x], default, default));
    }

    [Theory]
    [InlineData("log(x)")]
    [InlineData("sqrt(x) > 1")]
    [InlineData("sqrt(x) == sqrt(x)")]
    [InlineData("sqrt(x) > 1 ? 1 : 2")]
    [InlineData("!sqrt(x)")]
    [InlineData("1 && sqrt(x)")]
    [InlineData("min(1, sqrt(x))")]
    [InlineData("max(sqrt(x), 1)")]
    [InlineData("x^0.5")]
    public void What_is_outside_its_domain_is_not_a_number(string text)
    {
        Assert.Equal(double.NaN, ParameterExpression.Parse(text).CreateEvaluator().Evaluate([-1], default, default));
    }

    [Fact]
    public void The_text_is_kept()
    {
        const string Text = " a +  b ";

        ParameterExpression expression = ParameterExpression.Parse(Text);

        Assert.Equal(Text, expression.Text);
        Assert.Equal(Text, expression.ToString());
    }

    [Fact]
    public void Spans_of_other_lengths_are_refused()
    {
        ExpressionEvaluator evaluator = ParameterExpression.Parse("a + b").CreateEvaluator();

        Assert.Throws<ArgumentException>(() => evaluator.Evaluate([1], default, default));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate([1, 2], new double[1], default));
        Assert.Throws<ArgumentException>(() => evaluator.Evaluate([1, 2], new double[2], new double[3]));
    }
}
