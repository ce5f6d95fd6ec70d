using Wilks.Models;

namespace Wilks.Tests.Models.Expressions;

/// <summary>Derivatives are exact: they agree with difference quotients, with closed forms, and at the points where formulas break.</summary>
public sealed class ExpressionDerivativeTests
{
    /// <summary>The step of the differences: with it the cut-off error (step² = 1e-10) and rounding (1e-16/step = 1e-11) stay far below the tolerance.</summary>
    private const double StepSize = 1e-5;

    /// <summary>Of the largest derivative nearby: higher derivatives of nested expressions magnify the cut-off error by up to some thousands.</summary>
    private const double Relative = 2e-6;

    /// <summary>Closed forms differ by a few roundings.</summary>
    private const double ClosedForm = 1e-13;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Derivatives_of_random_expressions_agree_with_differences(int seed)
    {
        const int Expressions = 250, Depth = 4;
        var random = new RandomExpression(seed);
        int compared = 0;
        for (int i = 0; i < Expressions; i++)
        {
            ParameterExpression expression = ParameterExpression.Parse(random.Draw(Depth));
            if (Agrees(expression, random.Point(expression.Names.Count))) compared++;
        }

        // Points within a step of a kink, and values so large that differences drown, are few.
        Assert.True(compared > 0.95 * Expressions, $"Only {compared} of {Expressions} could be compared.");
    }

    /// <summary>Holds derivatives against differences; false where a kink or a step of the value lies within the differences.</summary>
    private static bool Agrees(ParameterExpression expression, double[] point)
    {
        int n = expression.Names.Count;
        ExpressionEvaluator evaluator = expression.CreateEvaluator();
        double[] gradient = new double[n], hessian = new double[n * n], up = new double[n], down = new double[n], far = new double[n];
        double value = evaluator.Evaluate(point, gradient, hessian);
        Assert.Equal(value, evaluator.Evaluate(point, default, default));
        for (int i = 0; i < n; i++)
        {
            double above = At(evaluator, point, i, StepSize, up), below = At(evaluator, point, i, -StepSize, down);
            double scale = 1 + Math.Abs(value) + gradient.Max(Math.Abs) + hessian.Max(Math.Abs);
            At(evaluator, point, i, 2 * StepSize, far);
            bool isSmooth = Enumerable.Range(0, n).All(j => Math.Abs(far[j] - (3 * up[j]) + (3 * gradient[j]) - down[j]) <= 1e-9 * scale);
            if (!isSmooth || Math.Abs(above - (2 * value) + below) > 1e-6 * scale) return false;

            Close((above - below) / (2 * StepSize), gradient[i], scale, $"gradient[{i}] of {expression}");
            for (int j = 0; j < n; j++)
            {
                Close((up[j] - down[j]) / (2 * StepSize), hessian[(i * n) + j], scale, $"Hessian[{i},{j}] of {expression}");
                Assert.Equal(hessian[(j * n) + i], hessian[(i * n) + j]);
            }
        }

        return true;
    }

    private static double At(ExpressionEvaluator evaluator, double[] point, int index, double step, double[] gradient)
    {
        double[] moved = [.. point];
        moved[index] += step;
        return evaluator.Evaluate(moved, gradient, default);
    }

    private static void Close(double expected, double actual, double scale, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Relative * scale, $"{what} is {actual:R}, its difference quotient {expected:R}.");

    [Theory]
    [InlineData("x^2", 0, 0, 2)]
    [InlineData("x^2", -3, -6, 2)]
    [InlineData("pow(x, 2)", 0, 0, 2)]
    [InlineData("x^(4/2)", 0, 0, 2)]
    [InlineData("x^3", 0, 0, 0)]
    [InlineData("x^1", 0, 1, 0)]
    [InlineData("x^0", 0, 0, 0)]
    [InlineData("pow(x, 0)", -1, 0, 0)]
    [InlineData("x^-1", -2, -0.25, -0.25)]
    [InlineData("x*x", 0, 0, 2)]
    [InlineData("x*x*x", 2, 12, 12)]
    [InlineData("x - x", 3, 0, 0)]
    [InlineData("x*0", 3, 0, 0)]
    [InlineData("0*sqrt(x)", 0, 0, 0)]
    [InlineData("sqrt(x)*0 + x", 0, 1, 0)]
    [InlineData("x/x", 2, 0, 0)]
    [InlineData("exp(2*x)", 0, 2, 4)]
    [InlineData("log(x)", 2, 0.5, -0.25)]
    [InlineData("1/x", 2, -0.25, 0.25)]
    [InlineData("2^x", 0, 0.69314718055994529, 0.48045301391820139)]
    [InlineData("x^x", 1, 1, 2)]
    [InlineData("sqrt(x)", 4, 0.25, -1.0 / 32)]
    [InlineData("asin(x)", 0, 1, 0)]
    [InlineData("atan(x)", 1, 0.5, -0.5)]
    [InlineData("floor(x) + ceil(x) + (x > 1)", 0.5, 0, 0)]
    [InlineData("x > 0 ? log(x) : x^2", -1, -2, 2)]
    [InlineData("x > 0 ? x^2 : sqrt(x)", 1, 2, 2)]
    [InlineData("abs(x)", 0, 1, 0)]
    [InlineData("abs(x)", -2, -1, 0)]
    [InlineData("min(x, 2*x)", 0, 1, 0)]
    [InlineData("max(3*x, x)", 0, 3, 0)]
    [InlineData("max(0, x)", -1, 0, 0)]
    [InlineData("max(sqrt(x), 1)", 0, 0, 0)]
    public void Derivatives_have_their_closed_forms(string text, double x, double first, double second)
    {
        double[] gradient = new double[1], hessian = new double[1];

        ParameterExpression.Parse(text).CreateEvaluator().Evaluate([x], gradient, hessian);

        Assert.Equal(first, gradient[0], ClosedForm);
        Assert.Equal(second, hessian[0], ClosedForm);
    }

    [Fact]
    public void A_singular_operand_spoils_its_own_derivatives_only()
    {
        double[] gradient = new double[2], hessian = new double[4];

        double value = ParameterExpression.Parse("sqrt(x) + y^2").CreateEvaluator().Evaluate([0, 3], gradient, hessian);

        Assert.Equal(9, value);
        Assert.Equal([double.PositiveInfinity, 6], gradient);
        Assert.Equal([double.NegativeInfinity, 0, 0, 2], hessian);
    }

    [Theory]
    [InlineData("log(x)", -1)]
    [InlineData("asin(x)", 2)]
    [InlineData("sqrt(x)", -1)]
    public void Outside_the_domain_the_derivatives_are_not_numbers_either(string text, double x)
    {
        double[] gradient = new double[1], hessian = new double[1];

        ParameterExpression.Parse(text).CreateEvaluator().Evaluate([x], gradient, hessian);

        Assert.Equal([double.NaN], gradient);
        Assert.Equal([double.NaN], hessian);
    }

    [Theory]
    [InlineData("x0^y", new[] { 0.0, 2.0 }, new[] { 0.0, 0.0 }, new[] { 2.0, 0.0, 0.0, 0.0 })]
    [InlineData("x0^y", new[] { 1.0, 3.0 }, new[] { 3.0, 0.0 }, new[] { 6.0, 1.0, 1.0, 0.0 })]
    [InlineData("x0/y", new[] { 4.0, 2.0 }, new[] { 0.5, -1.0 }, new[] { 0.0, -0.25, -0.25, 1.0 })]
    [InlineData("x0*y", new[] { 4.0, 2.0 }, new[] { 2.0, 4.0 }, new[] { 0.0, 1.0, 1.0, 0.0 })]
    public void Derivatives_in_two_names_have_their_closed_forms(string text, double[] point, double[] first, double[] second)
    {
        double[] gradient = new double[2], hessian = new double[4];

        ParameterExpression.Parse(text).CreateEvaluator().Evaluate(point, gradient, hessian);

        Assert.Equal(first, gradient);
        Assert.Equal(second, hessian);
    }

    [Fact]
    public void Fifty_names_have_their_derivatives()
    {
        const int Count = 50;
        string sum = string.Join(" + ", Enumerable.Range(0, Count).Select(i => $"x{i}"));
        double[] point = new double[Count], gradient = new double[Count], hessian = new double[Count * Count];

        double value = ParameterExpression.Parse($"exp({sum})").CreateEvaluator().Evaluate(point, gradient, hessian);

        Assert.Equal(1, value);
        Assert.All(gradient, derivative => Assert.Equal(1, derivative));
        Assert.All(hessian, derivative => Assert.Equal(1, derivative));
    }
}
