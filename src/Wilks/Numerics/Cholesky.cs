namespace Wilks.Numerics;

/// <summary>The factorisation <c>A = L·Lᵀ</c> of a symmetric positive-definite matrix, and what follows from it.</summary>
/// <remarks>
/// Matrices lie row by row with a stride (the distance between rows); only the lower triangle is read and written, except by
/// <see cref="Inverse"/>. Nothing allocates. Every inner product has one fixed order (four lanes, then the rest one by one), so the
/// vector and the scalar kernels give the same bits on a processor with fused multiply-add. The rows come in order
/// (Golub and Van Loan, Matrix Computations, §4.2), in register tiles of 4×2 inner products.
/// </remarks>
internal static partial class Cholesky
{
    /// <summary>Below this size the vector kernel has nothing to gain.</summary>
    private const int SmallestVectorSize = 8;

    /// <summary>Replaces the lower triangle of a symmetric matrix by its factor.</summary>
    /// <param name="matrix">The matrix; after a failure its contents are unspecified.</param>
    /// <param name="stride">The distance between rows, ≥ <paramref name="n"/>.</param>
    /// <param name="n">The size, ≥ 0.</param>
    /// <param name="pivotFloor">A pivot must exceed this fraction of its diagonal element; 0 asks for positive pivots only.</param>
    /// <returns>−1, or the index of the first pivot that failed.</returns>
    public static int Factor(Span<double> matrix, int stride, int n, double pivotFloor = 0)
    {
        CheckSize(matrix.Length, stride, n);
        return KernelMode.IsVector && n >= SmallestVectorSize
            ? FactorVector(matrix, stride, n, pivotFloor)
            : FactorScalar(matrix, stride, n, pivotFloor);
    }

    /// <summary>Solves <c>L·Lᵀ·x = b</c> in place.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="stride">The distance between its rows.</param>
    /// <param name="rightHandSide">On entry b (its length is the size), on exit x.</param>
    public static void Solve(ReadOnlySpan<double> factor, int stride, Span<double> rightHandSide)
    {
        CheckSize(factor.Length, stride, rightHandSide.Length);
        if (KernelMode.IsVector && rightHandSide.Length >= SmallestVectorSize) SolveVector(factor, stride, rightHandSide);
        else SolveScalar(factor, stride, rightHandSide);
    }

    /// <summary>Writes the full symmetric inverse <c>(L·Lᵀ)⁻¹</c>.</summary>
    /// <param name="factor">The factor.</param>
    /// <param name="stride">The distance between its rows, and between those of the inverse.</param>
    /// <param name="n">The size.</param>
    /// <param name="inverse">Receives the inverse; must not overlap the factor.</param>
    public static void Inverse(ReadOnlySpan<double> factor, int stride, int n, Span<double> inverse)
    {
        CheckSize(factor.Length, stride, n);
        CheckSize(inverse.Length, stride, n);
        if (KernelMode.IsVector && n >= SmallestVectorSize) InverseVector(factor, stride, n, inverse);
        else InverseScalar(factor, stride, n, inverse);
    }

    /// <summary>The inner product of two vectors of equal length, in the fixed order of this class.</summary>
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Length, left.Length);
        return KernelMode.IsVector && left.Length >= SmallestVectorSize
            ? DotVector(left, right)
            : DotScalar(left, right, left.Length);
    }

    private static void CheckSize(int length, int stride, int n)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, n);
        if (n > 0) ArgumentOutOfRangeException.ThrowIfLessThan((long)length, ((long)stride * (n - 1)) + n, nameof(length));
    }

    /// <summary>Copies the upper triangle, where the inverse was computed, to the lower one.</summary>
    private static void MirrorUpper(Span<double> matrix, int stride, int n)
    {
        for (int i = 1; i < n; i++)
            for (int j = 0; j < i; j++) matrix[(i * stride) + j] = matrix[(j * stride) + i];
    }
}
