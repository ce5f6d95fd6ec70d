namespace Wilks.Numerics;

/// <content>All eigenvalues and vectors: QL steps with implicit shifts on the tridiagonal form (Golub and Van Loan, Matrix Computations, §8.3).</content>
internal static partial class SymmetricEigen
{
    /// <summary>Steps per eigenvalue; two or three are usual.</summary>
    private const int StepLimit = 60;

    /// <summary>All eigenvalues, in no order, and their vectors.</summary>
    /// <param name="matrix">The full symmetric matrix, n·n values, finite; destroyed.</param>
    /// <param name="values">Receives the n eigenvalues.</param>
    /// <param name="vectors">Receives the eigenvectors of length 1, one in each row of n·n values.</param>
    internal static void All(Span<double> matrix, Span<double> values, Span<double> vectors)
    {
        int n = values.Length;
        if (n == 0) return;

        double[] below = new double[n];
        double[] product = new double[n];
        Tridiagonalize(matrix, values, below, product);
        vectors.Clear();
        for (int i = 0; i < n; i++) vectors[i * (n + 1)] = 1;

        // Row i now joins diagonal i with diagonal i + 1.
        for (int i = 1; i < n; i++) below[i - 1] = below[i];
        below[n - 1] = 0;
        for (int first = 0; first < n; first++)
        {
            for (int step = 0; step < StepLimit; step++)
            {
                int last = EndOfBlock(values, below, first);
                if (last == first) break;

                Step(values, below, vectors, first, last);
            }
        }

        for (int i = 0; i < n; i++) ReflectBack(matrix, vectors.Slice(i * n, n));
    }

    private static int EndOfBlock(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> beside, int first)
    {
        int last = first;
        while (last < diagonal.Length - 1)
        {
            double size = Math.Abs(diagonal[last]) + Math.Abs(diagonal[last + 1]);
            if (Math.Abs(beside[last]) <= double.Epsilon || size + Math.Abs(beside[last]) == size) break;

            last++;
        }

        return last;
    }

    /// <summary>One step from the end of a block to its beginning, with Wilkinson's shift from its first two rows.</summary>
    private static void Step(Span<double> diagonal, Span<double> beside, Span<double> vectors, int first, int last)
    {
        int n = diagonal.Length;
        double half = (diagonal[first + 1] - diagonal[first]) / (2 * beside[first]);
        double length = Hypot(half, 1);
        double bulge = diagonal[last] - diagonal[first] + (beside[first] / (half + Math.CopySign(length, half)));
        double sine = 1;
        double cosine = 1;
        double carried = 0;
        for (int i = last - 1; i >= first; i--)
        {
            double off = sine * beside[i];
            double kept = cosine * beside[i];
            length = Hypot(off, bulge);
            beside[i + 1] = length;
            if (length == 0)
            {
                // The block falls apart here; the next step finds it so.
                diagonal[i + 1] -= carried;
                beside[last] = 0;
                return;
            }

            sine = off / length;
            cosine = bulge / length;
            double corner = diagonal[i + 1] - carried;
            double turned = ((diagonal[i] - corner) * sine) + (2 * cosine * kept);
            carried = sine * turned;
            diagonal[i + 1] = corner + carried;
            bulge = (cosine * turned) - kept;
            Rotate(vectors.Slice(i * n, n), vectors.Slice((i + 1) * n, n), cosine, sine);
        }

        diagonal[first] -= carried;
        beside[first] = bulge;
        beside[last] = 0;
    }

    private static void Rotate(Span<double> lower, Span<double> upper, double cosine, double sine)
    {
        for (int k = 0; k < lower.Length; k++)
        {
            double u = upper[k];
            double l = lower[k];
            upper[k] = (sine * l) + (cosine * u);
            lower[k] = (cosine * l) - (sine * u);
        }
    }

    private static double Hypot(double x, double y)
    {
        double large = Math.Max(Math.Abs(x), Math.Abs(y));
        if (large == 0) return 0;

        double ratio = Math.Min(Math.Abs(x), Math.Abs(y)) / large;
        return large * Math.Sqrt(1 + (ratio * ratio));
    }
}
