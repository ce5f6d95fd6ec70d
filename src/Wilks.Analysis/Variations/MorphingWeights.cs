using System.Globalization;
using System.Text;
using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Variations;

/// <summary>Weights <c>wₜ(p)</c> of the templates of a morphing, as expressions of its parameter: <c>ν(p) = Σ wₜ(p) Tₜ</c>, with <c>wₜ(pₛ) = δₜₛ</c>.</summary>
/// <remarks>
/// Linear in the templates, so that the interpolation of every bin is the interpolation of its values: piecewise linear, a natural cubic spline, or the
/// polynomial through all points (Lagrange). In several dimensions the points form a grid and the weight of a point is the product of those of its coordinates.
/// Beyond the outer points the outer pieces go on; the natural spline goes on as a straight line.
/// </remarks>
internal static class MorphingWeights
{
    /// <summary>The weight of each value of one parameter, as an expression.</summary>
    /// <param name="parameter">The parameter as it stands in an expression.</param>
    /// <param name="values">The values, ascending, at least two.</param>
    /// <param name="interpolation">How.</param>
    internal static string[] Of(string parameter, IReadOnlyList<double> values, MorphingInterpolation interpolation) => interpolation switch
    {
        MorphingInterpolation.Polynomial => [.. values.Select((_, i) => Lagrange(parameter, values, i))],
        MorphingInterpolation.Spline when values.Count > 2 => [.. values.Select((_, i) => Spline(parameter, values, i))],
        _ => [.. values.Select((_, i) => Linear(parameter, values, i))],
    };

    private static string Lagrange(string parameter, IReadOnlyList<double> values, int index)
    {
        double scale = 1;
        var text = new StringBuilder();
        for (int i = 0; i < values.Count; i++)
        {
            if (i == index) continue;

            scale *= values[index] - values[i];
            if (text.Length > 0) text.Append(" * ");
            text.Append(Shifted(parameter, values[i]));
        }

        return $"{text} / {Number(scale)}";
    }

    private static string Linear(string parameter, IReadOnlyList<double> values, int index)
    {
        var pieces = new List<string>();
        for (int piece = 0; piece < values.Count - 1; piece++)
        {
            double width = values[piece + 1] - values[piece];
            if (index == piece) pieces.Add($"1 - {Shifted(parameter, values[piece])} / {Number(width)}");
            else if (index == piece + 1) pieces.Add($"{Shifted(parameter, values[piece])} / {Number(width)}");
            else pieces.Add("0");
        }

        return Choose(parameter, values, pieces);
    }

    private static string Spline(string parameter, IReadOnlyList<double> values, int index)
    {
        double[] heights = new double[values.Count];
        heights[index] = 1;
        double[] curvatures = NaturalSpline(values, heights);
        var pieces = new List<string> { Tangent(parameter, values, heights, curvatures, 0) };
        for (int i = 0; i < values.Count - 1; i++)
        {
            double width = values[i + 1] - values[i];
            double slope = ((heights[i + 1] - heights[i]) / width) - (width * ((2 * curvatures[i]) + curvatures[i + 1]) / 6);
            double cubic = (curvatures[i + 1] - curvatures[i]) / (6 * width);
            string x = Shifted(parameter, values[i]);
            pieces.Add($"{Number(heights[i])} + {x} * ({Number(slope)} + {x} * ({Number(curvatures[i] / 2)} + {x} * {Number(cubic)}))");
        }

        pieces.Add(Tangent(parameter, values, heights, curvatures, values.Count - 1));
        return Choose(parameter, [double.NegativeInfinity, .. values, double.PositiveInfinity], pieces);
    }

    private static string Tangent(string parameter, IReadOnlyList<double> values, double[] heights, double[] curvatures, int end)
    {
        int i = end == 0 ? 0 : end - 1;
        double width = values[i + 1] - values[i];
        double chord = (heights[i + 1] - heights[i]) / width;
        double slope = end == 0
            ? chord - (width * ((2 * curvatures[i]) + curvatures[i + 1]) / 6)
            : chord + (width * (curvatures[i] + (2 * curvatures[i + 1])) / 6);
        return $"{Number(heights[end])} + {Shifted(parameter, values[end])} * {Number(slope)}";
    }

    /// <summary>The second derivatives of the natural cubic spline at its knots, by elimination of the tridiagonal system.</summary>
    private static double[] NaturalSpline(IReadOnlyList<double> x, double[] y)
    {
        int n = x.Count;
        double[] curvature = new double[n];
        double[] upper = new double[n];
        for (int i = 1; i < n - 1; i++)
        {
            double before = x[i] - x[i - 1];
            double after = x[i + 1] - x[i];
            double pivot = (2 * (before + after)) - (before * upper[i - 1]);
            double right = 6 * (((y[i + 1] - y[i]) / after) - ((y[i] - y[i - 1]) / before));
            upper[i] = after / pivot;
            curvature[i] = (right - (before * curvature[i - 1])) / pivot;
        }

        for (int i = n - 2; i > 0; i--) curvature[i] -= upper[i] * curvature[i + 1];
        return curvature;
    }

    /// <summary>The piece that belongs to the value of the parameter; the outer ones go on beyond the outer edges.</summary>
    private static string Choose(string parameter, IReadOnlyList<double> edges, List<string> pieces)
    {
        var text = new StringBuilder();
        for (int i = 0; i < pieces.Count - 1; i++)
        {
            // Equal neighbours need no choice.
            if (pieces[i] == pieces[i + 1]) continue;
            text.Append(CultureInfo.InvariantCulture, $"{parameter} < {Number(edges[i + 1])} ? {pieces[i]} : ");
        }

        return text.Append(pieces[^1]).ToString();
    }

    private static string Shifted(string parameter, double value) => value switch
    {
        0 => parameter,
        < 0 => $"({parameter} + {Number(-value)})",
        _ => $"({parameter} - {Number(value)})",
    };

    // A sign in front of a number stands in parentheses, since 1 - -2 is hard to read.
    private static string Number(double value) => value == 0 ? "0" : value < 0 ? string.Create(CultureInfo.InvariantCulture, $"({value:R})") : value.ToString("R", CultureInfo.InvariantCulture);
}
