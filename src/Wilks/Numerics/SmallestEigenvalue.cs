namespace Wilks.Numerics;

/// <summary>The smallest eigenvalue of a symmetric matrix: positive for a matrix that can be a covariance.</summary>
public static class SmallestEigenvalue
{
    /// <summary>The eigenvalue; NaN if an element is not finite. The matrix is left as it is. Allocates; cubic in n.</summary>
    /// <param name="matrix">The matrix row by row, n·n values; symmetric.</param>
    /// <param name="n">The size, ≥ 1.</param>
    public static double Of(ReadOnlySpan<double> matrix, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(matrix.Length, n * n);
        return SymmetricEigen.Smallest(matrix.ToArray(), new double[n], new double[SymmetricEigen.WorkPerDimension * n]);
    }
}
