using System.Globalization;

namespace Wilks.Tests.Models.Expressions;

/// <summary>Random expressions of <c>x0 … x3</c> that are smooth almost everywhere and finite near the points drawn for them.</summary>
internal sealed class RandomExpression(int seed)
{
    internal const int NameCount = 4;

    private static readonly string[] s_functions = ["exp(0.3*({0}))", "log(2 + ({0})^2)", "sqrt(1 + ({0})^2)", "abs({0})", "sin({0})", "cos({0})", "tan(0.2*sin({0}))", "asin(0.5*sin({0}))", "acos(0.5*cos({0}))", "atan({0})"];
    private static readonly string[] s_pairs = ["({0}) + ({1})", "({0}) - ({1})", "({0})*({1})", "({0})/(1.5 + ({1})^2)", "min({0}, {1})", "max({0}, {1})", "pow(1.2 + ({0})^2, sin({1}))", "({0}) < ({1}) ? ({0})*({1}) : ({1}) - ({0})"];

    private readonly Random _random = new(seed);

    internal string Draw(int depth)
    {
        if (depth == 0 || _random.Next(8) == 0) return Leaf();

        string[] shapes = _random.Next(3) == 0 ? s_functions : s_pairs;
        string shape = shapes[_random.Next(shapes.Length)];
        return string.Format(CultureInfo.InvariantCulture, shape, Draw(depth - 1), Draw(depth - 1));
    }

    internal double[] Point(int count)
    {
        double[] point = new double[count];
        for (int i = 0; i < count; i++) point[i] = (4 * _random.NextDouble()) - 2;
        return point;
    }

    private string Leaf() => _random.Next(4) == 0
        ? ((2 * _random.NextDouble()) - 1).ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal)
        : $"x{_random.Next(NameCount)}^{_random.Next(1, 4)}";
}
