using System.Diagnostics;

namespace Wilks.Numerics.Kernels;

/// <summary>
/// The lower triangle of a sum of outer products, <c>H[i,j] += Σ_r L[r,i]·R[r,j]</c> for j ≤ i. Entries above the diagonal are
/// left in an unspecified state. All three have the same leading dimension, a multiple of <see cref="Padding"/>.
/// </summary>
internal static partial class RankUpdate
{
    /// <summary>What leading dimensions are padded to.</summary>
    public const int Padding = 8;

    /// <summary>The leading dimension for <paramref name="count"/> columns.</summary>
    public static int LeadingDimension(int count) => (count + Padding - 1) / Padding * Padding;

    /// <summary>Adds the outer products of <paramref name="rows"/> pairs of rows; padding columns of L and R must hold finite numbers.</summary>
    public static void Lower(Span<double> h, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, int leading)
    {
        Debug.Assert(leading % Padding == 0 && left.Length >= rows * leading && right.Length >= rows * leading && h.Length >= leading * leading);
        if (KernelMode.IsVector) LowerVector(h, left, right, rows, leading);
        else LowerScalar(h, left, right, rows, leading);
    }

    internal static void LowerScalar(Span<double> h, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, int leading)
    {
        for (int r = 0; r < rows; r++)
        {
            int row = r * leading;
            for (int i = 0; i < leading; i++)
            {
                double l = left[row + i];
                for (int j = 0; j <= i; j++) h[i * leading + j] = Math.FusedMultiplyAdd(l, right[row + j], h[i * leading + j]);
            }
        }
    }
}
