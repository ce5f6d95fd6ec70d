namespace Wilks.Numerics;

/// <summary>The eigenvalues and eigenvectors of a real symmetric matrix, the largest first. Immutable.</summary>
/// <remarks>The error of an eigenvalue is a few units of rounding of the largest |eigenvalue|. The component of a vector that is largest by absolute value is positive.</remarks>
public sealed class EigenDecomposition
{
    private readonly double[] _values;
    private readonly double[] _vectors;

    private EigenDecomposition(double[] values, double[] vectors)
    {
        _values = values;
        _vectors = vectors;
    }

    /// <summary>The eigenvalues, descending.</summary>
    public ReadOnlySpan<double> Values => _values;

    /// <summary>An eigenvector of length 1.</summary>
    /// <param name="index">Which one, in the order of <see cref="Values"/>.</param>
    public ReadOnlySpan<double> Vector(int index) => _vectors.AsSpan(index * _values.Length, _values.Length);

    /// <summary>Decomposes a matrix, in O(n³).</summary>
    /// <param name="matrix">The full symmetric matrix, row by row; only the lower triangle is read.</param>
    /// <param name="size">The number n of rows.</param>
    /// <exception cref="ArgumentException">It has not n·n values, or one is not finite.</exception>
    public static EigenDecomposition Of(ReadOnlySpan<double> matrix, int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (matrix.Length != size * size) throw new ArgumentException($"{matrix.Length} values for {size} rows.", nameof(matrix));

        double[] work = matrix.ToArray();
        foreach (double value in work)
        {
            if (!double.IsFinite(value)) throw new ArgumentException("A value is not finite.", nameof(matrix));
        }

        double[] values = new double[size];
        double[] vectors = new double[size * size];
        SymmetricEigen.All(work, values, vectors);
        return Sorted(values, vectors);
    }

    private static EigenDecomposition Sorted(double[] values, double[] vectors)
    {
        int size = values.Length;
        int[] order = [.. Enumerable.Range(0, size).OrderByDescending(i => values[i]).ThenBy(i => i)];
        double[] sorted = new double[vectors.Length];
        for (int i = 0; i < size; i++)
        {
            ReadOnlySpan<double> from = vectors.AsSpan(order[i] * size, size);
            double largest = 0;
            foreach (double x in from)
            {
                if (Math.Abs(x) > Math.Abs(largest)) largest = x;
            }

            double sign = largest < 0 ? -1 : 1;
            for (int k = 0; k < size; k++) sorted[(i * size) + k] = sign * from[k];
        }

        return new EigenDecomposition([.. order.Select(i => values[i])], sorted);
    }
}
