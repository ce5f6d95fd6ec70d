using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>The multivariate Gaussian constraint terms of an overlay.</summary>
internal sealed class OverlayCorrelations(OverlayParameters parameters, DiagnosticCollector findings)
{
    private readonly List<CorrelatedBlock> _blocks = [];
    private readonly HashSet<int> _taken = [];

    public IReadOnlyList<CorrelatedBlock> Blocks => _blocks;

    public void Add(CorrelatedConstraint constraint)
    {
        int[] members = [.. constraint.Parameters.Select(parameters.FindOne)];
        int n = members.Length;
        if (!AreUsable(constraint, members)) return;

        double[]? covariance = Covariance(constraint, members);
        if (covariance is null) return;

        for (int i = 0; i < n; i++)
        {
            Parameter old = parameters[members[i]];
            double mean = constraint.Means is { } means ? means[i] : old.Constraint == ConstraintKind.None ? old.Init : old.ConstraintCentre;
            parameters[members[i]] = old with { Constraint = ConstraintKind.Correlated, AuxiliaryData = mean, Sigma = Math.Sqrt(covariance[i * (n + 1)]), Tau = double.NaN };
        }

        try
        {
            _blocks.Add(new CorrelatedBlock(members, covariance));
        }
        catch (ArgumentException)
        {
            Error(constraint, "the matrix is not positive definite.", "Its correlations contradict each other: check its rows, or leave out a parameter that the others determine.");
        }
    }

    private bool AreUsable(CorrelatedConstraint constraint, int[] members)
    {
        int n = members.Length;
        bool isUsable = true;
        for (int i = 0; i < n; i++)
        {
            string name = constraint.Parameters[i];
            string? problem = members[i] < 0 ? $"there is no parameter '{name}'. {parameters.Near(name)}"
                : parameters[members[i]].IsDerived ? $"'{name}' follows from other parameters."
                : !_taken.Add(members[i]) ? $"'{name}' is in it twice, or in another one too."
                : null;
            if (problem is null) continue;

            Error(constraint, problem);
            isUsable = false;
        }

        if (n < 2) isUsable = Error(constraint, "it names fewer than two parameters.");
        if (constraint.Means is { } means && means.Length != n) isUsable = Error(constraint, Text($"it has {means.Length} means for {n} parameters."));
        if (constraint.Sigmas is { } sigmas && (sigmas.Length != n || sigmas.Any(s => !(s > 0 && double.IsFinite(s))))) isUsable = Error(constraint, Text($"sigmas must be {n} positive numbers."));
        if ((constraint.Covariance is null) == (constraint.Correlation is null)) isUsable = Error(constraint, "it needs either a covariance or a correlation matrix.");
        int size = (constraint.Covariance ?? constraint.Correlation)?.Length ?? n * n;
        return size == n * n ? isUsable : Error(constraint, Text($"the matrix has {size} elements, but {n} parameters need {n * n}."));
    }

    // Widths of a correlation matrix are those given, or those that the parameters have.
    private double[]? Covariance(CorrelatedConstraint constraint, int[] members)
    {
        int n = members.Length;
        if (constraint.Covariance is { } covariance) return IsSymmetric(constraint, covariance.AsSpan(), n) ? [.. covariance] : null;

        ReadOnlySpan<double> correlation = constraint.Correlation!.Value.AsSpan();
        if (!IsSymmetric(constraint, correlation, n)) return null;

        double[] widths = [.. members.Select((p, i) => constraint.Sigmas is { } sigmas ? sigmas[i] : parameters[p].PrefitUncertainty)];
        int without = Array.FindIndex(widths, w => !(w > 0 && double.IsFinite(w)));
        if (without >= 0)
        {
            Error(constraint, $"'{constraint.Parameters[without]}' has no width of its own.", "Give 'sigmas' beside the correlation matrix.");
            return null;
        }

        double[] scaled = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            if (correlation[i * (n + 1)] != 1)
            {
                Error(constraint, "the diagonal of a correlation matrix is 1.");
                return null;
            }

            for (int j = 0; j < n; j++) scaled[i * n + j] = correlation[i * n + j] * widths[i] * widths[j];
        }

        return scaled;
    }

    private bool IsSymmetric(CorrelatedConstraint constraint, ReadOnlySpan<double> matrix, int n)
    {
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (matrix[i * n + j] != matrix[j * n + i]) return Error(constraint, Text($"the matrix is not symmetric: element [{i}][{j}] is {matrix[i * n + j]}, [{j}][{i}] is {matrix[j * n + i]}."));
            }
        }

        return true;
    }

    private bool Error(CorrelatedConstraint constraint, string problem, string hint = "")
    {
        findings.Error("WK421", constraint.Location, $"the constraint of {string.Join(", ", constraint.Parameters.Select(p => $"'{p}'"))} can't be used: {problem}", hint);
        return false;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
