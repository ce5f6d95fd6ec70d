using Wilks.Numerics;

namespace Wilks.Models;

/// <summary>A multivariate Gaussian constraint term: <c>½(a − θ)ᵀC⁻¹(a − θ) + ½ ln det 2πC</c>. Immutable.</summary>
public sealed class CorrelatedBlock
{
    /// <summary>A term.</summary>
    /// <param name="parameters">The indices of the parameters.</param>
    /// <param name="covariance">C, row by row, positive definite.</param>
    /// <exception cref="ArgumentException">C has another size or is not positive definite.</exception>
    public CorrelatedBlock(IReadOnlyList<int> parameters, double[] covariance)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(covariance);
        int n = parameters.Count;
        if (covariance.Length != n * n) throw new ArgumentException($"a covariance of {n} parameters has {n * n} elements, not {covariance.Length}.", nameof(covariance));

        Parameters = parameters;
        Covariance = covariance;
        double[] factor = [.. covariance], inverse = new double[n * n];
        if (Cholesky.Factor(factor, n, n) >= 0) throw new ArgumentException("the covariance is not positive definite.", nameof(covariance));

        Cholesky.Inverse(factor, n, n, inverse);
        Precision = inverse;
        for (int i = 0; i < n; i++) Array.Clear(factor, i * n + i + 1, n - i - 1);
        Factor = factor;
        LogDeterminant = 2 * Enumerable.Range(0, n).Sum(i => Math.Log(factor[i * (n + 1)]));
    }

    /// <summary>The indices of the parameters, in the order of the matrix.</summary>
    public IReadOnlyList<int> Parameters { get; }

    /// <summary>C, row by row.</summary>
    public IReadOnlyList<double> Covariance { get; }

    /// <summary>C⁻¹.</summary>
    internal double[] Precision { get; }

    /// <summary>L of C = LLᵀ, zero above the diagonal.</summary>
    internal double[] Factor { get; }

    /// <summary>ln det C.</summary>
    internal double LogDeterminant { get; }
}
