using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Numerics;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Reads the constraint terms of several parameters.</summary>
internal sealed class CorrelationDecoder(ShapeReader shape)
{
    private static readonly string[] s_required = ["parameters"];
    private static readonly string[] s_optional = ["covariance", "correlation", "sigmas", "means"];

    private readonly NumberDecoder _numbers = new(shape);

    /// <summary>The term; null when it can't be used.</summary>
    internal CorrelatedConstraint? Read(IJsonNode node)
    {
        if (shape.Object(node, "the constraint", s_required, s_optional) is not { } o) return null;

        bool hasCovariance = o.IndexOf("covariance") >= 0, hasCorrelation = o.IndexOf("correlation") >= 0, hasSigmas = o.IndexOf("sigmas") >= 0;
        if (hasCovariance == hasCorrelation) Error("WK525", node, $"the constraint has {(hasCovariance ? "both" : "neither")} 'covariance' {(hasCovariance ? "and" : "nor")} 'correlation'.", "Give one of them.");
        if (hasCovariance && hasSigmas) Error("WK525", o.Find("sigmas")!, "'sigmas' stands beside a covariance, which has the widths already.", "Remove it, or give 'correlation'.");
        if (Parameters(o.Find("parameters")) is not { } parameters) return null;

        int n = parameters.Length;
        return new CorrelatedConstraint(parameters)
        {
            Means = _numbers.List(o.Find("means"), n, "'means'"),
            Sigmas = _numbers.List(o.Find("sigmas"), n, "'sigmas'", above: 0),
            Covariance = Matrix(o.Find("covariance"), n, "'covariance'", isCorrelation: false),
            Correlation = Matrix(o.Find("correlation"), n, "'correlation'", isCorrelation: true),
            Location = node.Location,
        };
    }

    private ImmutableArray<string>? Parameters(IJsonNode? node)
    {
        if (node is null) return null;

        ImmutableArray<IJsonNode> items = shape.Items(node, "'parameters'");
        string[] names = [.. items.Select(item => shape.Text(item, "an entry of 'parameters'"))];
        if (items.IsEmpty || names.Any(name => name.Length == 0)) return null;

        string? repeated = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null) Error("WK526", node, $"'{repeated}' stands twice in 'parameters'.", "Name every parameter once.");
        if (names.Length < 2) Error("WK527", node, "the constraint has one parameter; expected at least two.", "The constraint of one parameter stands with it under 'parameters'.");
        return repeated is null && names.Length >= 2 ? [.. names] : null;
    }

    /// <summary>A matrix with a row per parameter, checked to be a covariance or a correlation; null when it is missing or not one.</summary>
    private ImmutableArray<double>? Matrix(IJsonNode? node, int n, string what, bool isCorrelation)
    {
        if (node is null) return null;

        ImmutableArray<IJsonNode> rows = shape.Items(node, what);
        if (rows.Length != n)
        {
            if (rows.Length > 0) Error("WK527", node, FormattableString.Invariant($"{what} has {rows.Length} rows; expected {n}, one per parameter."), "Give a square matrix in the order of 'parameters'.");
            return null;
        }

        ImmutableArray<double>?[] read = [.. rows.Select((row, i) => _numbers.List(row, n, FormattableString.Invariant($"row {i} of {what}")))];
        if (read.Contains(null)) return null;

        ImmutableArray<double> matrix = [.. read.SelectMany(row => row!.Value)];
        return IsSymmetric(node, matrix, n, what) && HasDiagonal(node, matrix, n, what, isCorrelation) && IsDefinite(node, matrix, n, what) ? matrix : null;
    }

    private bool IsSymmetric(IJsonNode node, ImmutableArray<double> matrix, int n, string what)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double below = matrix[(i * n) + j], above = matrix[(j * n) + i];
                if (below == above) continue;

                Error("WK528", node, FormattableString.Invariant($"{what} is not symmetric: element [{i}][{j}] is {below}, but [{j}][{i}] is {above}."), "Write both the same.");
                return false;
            }
        }

        return true;
    }

    private bool HasDiagonal(IJsonNode node, ImmutableArray<double> matrix, int n, string what, bool isCorrelation)
    {
        for (int i = 0; i < n; i++)
        {
            double value = matrix[i * (n + 1)];
            if (isCorrelation ? value == 1 : value > 0) continue;

            Error("WK528", node, FormattableString.Invariant($"element [{i}][{i}] of {what} is {value}; expected {(isCorrelation ? "1" : "a positive variance")}."), isCorrelation ? "Write correlations, and widths as 'sigmas'." : "Correct the diagonal.");
            return false;
        }

        return true;
    }

    /// <summary>The smallest eigenvalue is judged on the scale of correlations, where all diagonal elements are 1.</summary>
    private bool IsDefinite(IJsonNode node, ImmutableArray<double> matrix, int n, string what)
    {
        // Rounding of n-dimensional eigenvalues near 1.
        double floor = n * 1e-15;
        double[] scaled = [.. matrix.Select((value, k) => value / Math.Sqrt(matrix[k / n * (n + 1)]) / Math.Sqrt(matrix[k % n * (n + 1)]))];
        double smallest = SmallestEigenvalue.Of(scaled, n);
        if (smallest > floor) return true;

        Error("WK529", node, FormattableString.Invariant($"{what} is not positive definite: the smallest eigenvalue of its correlations is {smallest:G4}."), "Its correlations contradict each other, or one parameter follows from the others: correct them or leave that one out.");
        return false;
    }

    private void Error(string code, IJsonNode node, string message, string hint) => shape.Findings.Error(code, node.Location, message, hint);
}
