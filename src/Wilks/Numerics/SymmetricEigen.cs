namespace Wilks.Numerics;

/// <summary>The smallest eigenvalue of a symmetric matrix and its vector.</summary>
/// <remarks>
/// Householder reduction to tridiagonal form, bisection on Sturm counts, inverse iteration, and the reflections backwards
/// (Golub and Van Loan, Matrix Computations, §8.3.1, §8.4.1 and §8.2.2). The absolute error is a few units of rounding of the largest
/// |eigenvalue|. Off the hot path: about four factorisations in cost.
/// </remarks>
internal static partial class SymmetricEigen
{
    /// <summary>The number of doubles of work space per dimension.</summary>
    public const int WorkPerDimension = 6;

    /// <summary>Enough halvings to go from the Gershgorin interval to neighbouring doubles.</summary>
    private const int BisectionLimit = 120;

    /// <summary>The smallest eigenvalue; NaN if the matrix holds a value that is not finite.</summary>
    /// <param name="matrix">The full symmetric matrix, n·n values; destroyed.</param>
    /// <param name="vector">Receives the eigenvector of length 1 (n values, n ≥ 1).</param>
    /// <param name="work">At least <see cref="WorkPerDimension"/>·n values.</param>
    public static double Smallest(Span<double> matrix, Span<double> vector, Span<double> work)
    {
        int n = vector.Length;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(matrix.Length, n * n);
        ArgumentOutOfRangeException.ThrowIfLessThan(work.Length, WorkPerDimension * n);
        Span<double> diagonal = work[..n];
        Span<double> below = work.Slice(n, n);
        Span<double> rest = work[(2 * n)..];
        Tridiagonalize(matrix, diagonal, below, rest[..n]);
        double value = Bisect(diagonal, below);
        if (double.IsNaN(value))
        {
            vector.Clear();
            return value;
        }

        InverseIterate(diagonal, below, value, vector, rest);
        ReflectBack(matrix, vector);
        return value;
    }

    /// <summary>Row i keeps, left of the diagonal, the reflection (scaled to length √2) that cleared it; all zero where none was needed.</summary>
    private static void Tridiagonalize(Span<double> a, Span<double> diagonal, Span<double> below, Span<double> product)
    {
        int n = diagonal.Length;
        below[0] = 0;
        for (int i = n - 1; i >= 1; i--)
        {
            Span<double> row = a.Slice(i * n, i);
            below[i] = Reflect(row);
            diagonal[i] = a[(i * n) + i];
            for (int k = 0; k < i; k++) product[k] = Cholesky.Dot(a.Slice(k * n, i), row);
            double half = 0.5 * Cholesky.Dot(product[..i], row);
            for (int k = 0; k < i; k++) product[k] -= half * row[k];
            for (int k = 0; k < i; k++)
            {
                Span<double> target = a.Slice(k * n, i);
                double u = row[k];
                double w = product[k];
                for (int j = 0; j < i; j++) target[j] -= (u * product[j]) + (w * row[j]);
            }
        }

        diagonal[0] = a[0];
    }

    /// <summary>Turns a row into the reflection that maps it to a multiple of its last unit vector, and returns that multiple.</summary>
    private static double Reflect(Span<double> row)
    {
        int last = row.Length - 1;
        double largest = 0;
        foreach (double x in row) largest = Math.Max(largest, Math.Abs(x));
        double head = row[last];
        bool isCleared = true;
        for (int k = 0; k < last; k++) isCleared &= row[k] == 0;
        if (isCleared || !double.IsFinite(largest))
        {
            row.Clear();
            return double.IsFinite(largest) ? head : double.NaN;
        }

        for (int k = 0; k <= last; k++) row[k] /= largest;
        double length = Math.Sqrt(Cholesky.Dot(row, row));
        double image = row[last] > 0 ? -length : length;
        row[last] -= image;
        double factor = Math.Sqrt(2 / Cholesky.Dot(row, row));
        for (int k = 0; k <= last; k++) row[k] *= factor;
        return image * largest;
    }

    private static double Bisect(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below)
    {
        double low = double.PositiveInfinity;
        double high = double.PositiveInfinity;
        for (int i = 0; i < diagonal.Length; i++)
        {
            double radius = Math.Abs(below[i]) + (i + 1 < diagonal.Length ? Math.Abs(below[i + 1]) : 0);
            if (!double.IsFinite(diagonal[i] + radius)) return double.NaN;
            low = Math.Min(low, diagonal[i] - radius);
            high = Math.Min(high, diagonal[i]);
        }

        for (int step = 0; step < BisectionLimit; step++)
        {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) break;
            if (HasSmaller(diagonal, below, middle)) high = middle;
            else low = middle;
        }

        return high;
    }

    /// <summary>Whether an eigenvalue lies below a number: the sequence of pivots of T − σ has a negative one.</summary>
    private static bool HasSmaller(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, double sigma)
    {
        double pivot = 1;
        for (int i = 0; i < diagonal.Length; i++)
        {
            pivot = diagonal[i] - sigma - (i > 0 ? below[i] * below[i] / pivot : 0);
            if (pivot < 0) return true;
            if (pivot == 0) pivot = double.Epsilon;
        }

        return false;
    }

    /// <summary>Three solves with T − σ from a start without symmetry; pivoting is replaced by floors, enough for one extreme eigenvalue.</summary>
    private static void InverseIterate(ReadOnlySpan<double> diagonal, ReadOnlySpan<double> below, double sigma, Span<double> vector, Span<double> work)
    {
        int n = vector.Length;
        double size = Math.Abs(sigma);
        for (int i = 0; i < n; i++) size = Math.Max(size, Math.Abs(diagonal[i]) + Math.Abs(below[i]));
        double floor = Math.Max(size, 1e-290) * 1e-15;
        Span<double> pivots = work[..n];

        // T − σ + floor is positive definite up to rounding because σ is the smallest eigenvalue.
        for (int i = 0; i < n; i++)
        {
            double pivot = diagonal[i] - sigma + floor - (i > 0 ? below[i] * below[i] / pivots[i - 1] : 0);
            pivots[i] = Math.Max(pivot, floor);
        }

        for (int i = 0; i < n; i++) vector[i] = 1 + (0.01 * ((i * 7) % 11));
        for (int round = 0; round < 3; round++)
        {
            for (int i = 1; i < n; i++) vector[i] -= below[i] / pivots[i - 1] * vector[i - 1];
            for (int i = n - 1; i >= 0; i--)
                vector[i] = (vector[i] - (i + 1 < n ? below[i + 1] * vector[i + 1] : 0)) / pivots[i];
            Normalize(vector);
        }
    }

    private static void ReflectBack(ReadOnlySpan<double> reflections, Span<double> vector)
    {
        int n = vector.Length;
        for (int i = 1; i < n; i++)
        {
            ReadOnlySpan<double> row = reflections.Slice(i * n, i);
            double share = Cholesky.Dot(row, vector[..i]);
            for (int k = 0; k < i; k++) vector[k] -= share * row[k];
        }

        Normalize(vector);
    }

    private static void Normalize(Span<double> vector)
    {
        double largest = 0;
        foreach (double x in vector) largest = Math.Max(largest, Math.Abs(x));
        if (largest == 0 || !double.IsFinite(largest)) return;
        for (int i = 0; i < vector.Length; i++) vector[i] /= largest;
        double length = Math.Sqrt(Cholesky.Dot(vector, vector));
        for (int i = 0; i < vector.Length; i++) vector[i] /= length;
    }
}
