using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>Σ_b ν_b − n_b ln ν_b + ½ Σ_j w_j x_j² with ν_b = c_b + Σ_j A_bj x_j; +∞ where a rate is not positive. Allocates nothing.</summary>
internal sealed class PoissonObjective(double[] constants, double[] slopes, double[] counts, double[] weights) : IObjective
{
    public int Dimension => weights.Length;

    /// <summary>How often each kind of evaluation was really asked for, against the minimiser's own counts.</summary>
    public EvaluationCounts Asked { get; private set; }

    public double Evaluate(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian, Curvature curvature = Curvature.Exact)
    {
        Asked = new(Asked.Value + (gradient.IsEmpty ? 1 : 0), Asked.Gradient + (!gradient.IsEmpty && hessian.IsEmpty ? 1 : 0), Asked.Hessian + (hessian.IsEmpty ? 0 : 1));
        int n = weights.Length;
        double value = AddConstraints(point, gradient, hessian);
        for (int b = 0; b < constants.Length; b++)
        {
            ReadOnlySpan<double> row = slopes.AsSpan(b * n, n);
            double rate = constants[b];
            for (int j = 0; j < n; j++) rate += row[j] * point[j];
            if (!(rate > 0)) return double.PositiveInfinity;
            value += rate - (counts[b] * Math.Log(rate));
            AddDerivatives(row, rate, counts[b], gradient, hessian);
        }

        return value;
    }

    public bool HasKinkAtZero(int index) => false;

    private double AddConstraints(ReadOnlySpan<double> point, Span<double> gradient, Span<double> hessian)
    {
        int n = weights.Length;
        double value = 0;
        hessian.Clear();
        for (int j = 0; j < n; j++)
        {
            value += 0.5 * weights[j] * point[j] * point[j];
            if (!gradient.IsEmpty) gradient[j] = weights[j] * point[j];
            if (!hessian.IsEmpty) hessian[(j * n) + j] = weights[j];
        }

        return value;
    }

    private static void AddDerivatives(ReadOnlySpan<double> row, double rate, double count, Span<double> gradient, Span<double> hessian)
    {
        int n = row.Length;
        double first = 1 - (count / rate);
        double second = count / (rate * rate);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] += first * row[i];
            if (hessian.IsEmpty || row[i] == 0) continue;
            for (int j = 0; j < n; j++) hessian[(i * n) + j] += second * row[i] * row[j];
        }
    }

    /// <summary>A signal strength (coordinate 0, unconstrained) over a background with constrained nuisance coordinates; seeded.</summary>
    public static PoissonObjective Search(int bins, int coordinates, int seed)
    {
        var random = new Random(seed);
        double[] constants = [.. Enumerable.Range(0, bins).Select(_ => 20 + (80 * random.NextDouble()))];
        double[] slopes = [.. Enumerable.Range(0, bins * coordinates).Select(k => k % coordinates == 0 ? 10 * random.NextDouble() : 2 * (random.NextDouble() - 0.5))];
        double[] counts = [.. constants.Select(c => Math.Floor(c + (3 * (random.NextDouble() - 0.3) * Math.Sqrt(c))))];
        double[] weights = [.. Enumerable.Range(0, coordinates).Select(j => j == 0 ? 0.0 : 1.0)];
        return new PoissonObjective(constants, slopes, counts, weights);
    }
}
