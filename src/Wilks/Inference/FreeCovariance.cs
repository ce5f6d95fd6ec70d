using Wilks.Minimization;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>What a fit takes from the end of a minimisation: the covariance of the free coordinates, and the status.</summary>
internal static class FreeCovariance
{
    /// <summary><c>2 H⁻¹</c> over the free coordinates, zero rows elsewhere; NaN where there is no inverse.</summary>
    public static double[] Of(ReadOnlySpan<double> hessian, ReadOnlySpan<CoordinateState> states, int n)
    {
        List<int> free = [];
        for (int i = 0; i < n; i++)
        {
            if (states[i] == CoordinateState.Free) free.Add(i);
        }

        int m = free.Count;
        double[] block = new double[m * m], inverse = new double[m * m], covariance = new double[n * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++) block[i * m + j] = hessian[free[i] * n + free[j]];
        }

        if (Cholesky.Factor(block, m, m) >= 0) Array.Fill(inverse, double.NaN);
        else Cholesky.Inverse(block, m, m, inverse);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++) covariance[free[i] * n + free[j]] = 2 * inverse[i * m + j];
        }

        return covariance;
    }

    public static FitStatus Status(MinimumStatus status) => status switch
    {
        MinimumStatus.Converged => FitStatus.Converged,
        MinimumStatus.FlatDirection => FitStatus.FlatDirection,
        MinimumStatus.Indefinite => FitStatus.Indefinite,
        MinimumStatus.NoFiniteStart => FitStatus.NoFiniteStart,
        MinimumStatus.IterationLimit => FitStatus.IterationLimit,
        MinimumStatus.Stalled => FitStatus.Stalled,
        _ => FitStatus.Cancelled,
    };
}
