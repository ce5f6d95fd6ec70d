namespace Wilks.Numerics;

/// <summary>The symmetric square root of a symmetric positive-definite matrix, <c>R·R = A</c>, by cyclic Jacobi rotations (Golub and Van Loan, Matrix Computations, §8.5).</summary>
/// <remarks>For small matrices off the hot path; allocates.</remarks>
internal static class SymmetricRoot
{
    // Convergence is quadratic: a few sweeps are enough for any size.
    private const int SweepLimit = 60;

    /// <summary>The root, row by row.</summary>
    /// <param name="matrix">The full symmetric matrix, n·n values.</param>
    /// <param name="n">The size.</param>
    public static double[] Of(ReadOnlySpan<double> matrix, int n)
    {
        double[] a = matrix.ToArray(), vectors = new double[n * n];
        for (int i = 0; i < n; i++) vectors[i * (n + 1)] = 1;
        for (int sweep = 0; sweep < SweepLimit && Rotate(a, vectors, n); sweep++)
        {
        }

        double[] root = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < n; k++) sum += vectors[i * n + k] * Math.Sqrt(Math.Max(0, a[k * (n + 1)])) * vectors[j * n + k];
                root[i * n + j] = root[j * n + i] = sum;
            }
        }

        return root;
    }

    // One sweep over all pairs; false when every off-diagonal element is negligible.
    private static bool Rotate(double[] a, double[] vectors, int n)
    {
        bool isChanged = false;
        for (int p = 0; p < n; p++)
        {
            for (int q = p + 1; q < n; q++)
            {
                double off = a[p * n + q];
                if (Math.Abs(off) <= 1e-17 * Math.Sqrt(Math.Abs(a[p * (n + 1)] * a[q * (n + 1)]))) continue;

                isChanged = true;
                double tau = (a[q * (n + 1)] - a[p * (n + 1)]) / (2 * off);
                double t = Math.CopySign(1, tau) / (Math.Abs(tau) + Math.Sqrt(1 + tau * tau));
                double c = 1 / Math.Sqrt(1 + t * t), s = t * c;
                for (int k = 0; k < n; k++) Turn(ref a[k * n + p], ref a[k * n + q], c, s);
                for (int k = 0; k < n; k++) Turn(ref a[p * n + k], ref a[q * n + k], c, s);
                for (int k = 0; k < n; k++) Turn(ref vectors[k * n + p], ref vectors[k * n + q], c, s);
                a[p * n + q] = a[q * n + p] = 0;
            }
        }

        return isChanged;
    }

    private static void Turn(ref double x, ref double y, double c, double s) => (x, y) = (c * x - s * y, s * x + c * y);
}
