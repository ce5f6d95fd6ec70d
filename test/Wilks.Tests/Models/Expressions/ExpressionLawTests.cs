using Wilks.Models;

namespace Wilks.Tests.Models.Expressions;

/// <summary>Identities that hold for every expression, and the cost of an evaluation.</summary>
public sealed class ExpressionLawTests
{
    /// <summary>Both sides of an identity round differently, at most some tens of times, near values of 10.</summary>
    private const double Absolute = 1e-11;

    private const int WarmUps = 40;

    [Theory]
    [InlineData("(x + y)^2", "x^2 + 2*x*y + y^2")]
    [InlineData("(x - y)*(x + y)", "x^2 - y^2")]
    [InlineData("exp(x + y)", "exp(x)*exp(y)")]
    [InlineData("log(exp(x)*exp(y))", "x + y")]
    [InlineData("sin(x)^2 + cos(x)^2 + 0*y", "1 + 0*x*y")]
    [InlineData("tan(x)*y", "y*sin(x)/cos(x)")]
    [InlineData("asin(x/4) + acos(x/4) + y", "PI/2 + y + 0*x")]
    [InlineData("max(x, y) + min(x, y)", "x + y")]
    [InlineData("abs(x - y)", "max(x, y) - min(x, y)")]
    [InlineData("pow(2 + x, y)", "exp(y*log(2 + x))")]
    [InlineData("x < y ? x : y", "min(x, y)")]
    [InlineData("sqrt(x^2)*y", "abs(x)*y")]
    public void Identities_hold_with_their_derivatives(string left, string right)
    {
        double[][] points = [[1.25, -0.5], [-0.75, 1.5], [0.125, 0.25]];
        Assert.All(points, point => Assert.Equal(Results(left, point), Results(right, point), (a, b) => Math.Abs(a - b) <= Absolute));
    }

    /// <summary>The value, the derivatives in x and y, and the second derivatives, with the names in the order of the alphabet.</summary>
    private static double[] Results(string text, double[] point)
    {
        double[] gradient = new double[2], hessian = new double[4];
        double value = ParameterExpression.Parse($"0*x + 0*y + {Parenthesised(text)}").CreateEvaluator().Evaluate(point, gradient, hessian);
        return [value, .. gradient, .. hessian];
    }

    private static string Parenthesised(string text) => $"({text})";

    [Fact]
    public void An_evaluation_allocates_nothing()
    {
        ExpressionEvaluator evaluator = ParameterExpression.Parse("x > 0 ? pow(x, y)*exp(-z) : min(x, y)/z + sin(x)").CreateEvaluator();
        double[] point = [0.5, 1.5, 2.5], gradient = new double[3], hessian = new double[9];
        for (int i = 0; i < WarmUps; i++) evaluator.Evaluate(point, gradient, hessian);

        long before = GC.GetAllocatedBytesForCurrentThread();
        evaluator.Evaluate(point, default, default);
        evaluator.Evaluate(point, gradient, default);
        evaluator.Evaluate(point, gradient, hessian);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void An_evaluation_leaves_nothing_behind_for_the_next()
    {
        ParameterExpression expression = ParameterExpression.Parse("x > 0 ? x^3*y : log(-x) + y^2");
        double[] used = Evaluate(expression.CreateEvaluator(), [-2, 3], [1.5, 2]), fresh = Evaluate(expression.CreateEvaluator(), [1.5, 2]);

        Assert.Equal(fresh, used);
    }

    private static double[] Evaluate(ExpressionEvaluator evaluator, params double[][] points)
    {
        double[] gradient = new double[2], hessian = new double[4];
        double value = 0;
        foreach (double[] point in points) value = evaluator.Evaluate(point, gradient, hessian);
        return [value, .. gradient, .. hessian];
    }
}
