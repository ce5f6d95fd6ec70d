using System.Runtime.Intrinsics;

namespace Wilks.Numerics;

/// <content>The vector kernels: four lanes along the rows, 4×2 inner products at a time to reuse what was loaded.</content>
internal static unsafe partial class Cholesky
{
    internal static int FactorVector(Span<double> matrix, int stride, int n, double pivotFloor)
    {
        fixed (double* a = matrix)
        {
            int i = 0;
            for (; i <= n - 4; i += 4)
            {
                // i is a multiple of four, so pairs of columns cover the part left of the diagonal block.
                for (int j = 0; j < i; j += 2) EliminateTile(a + ((long)i * stride), a + ((long)j * stride), stride, j);
                for (int r = i; r < i + 4; r++)
                    if (!FinishRow(a, stride, r, i, pivotFloor)) return r;
            }

            for (; i < n; i++)
                if (!FinishRow(a, stride, i, 0, pivotFloor)) return i;
        }

        return -1;
    }

    internal static void SolveVector(ReadOnlySpan<double> factor, int stride, Span<double> rightHandSide)
    {
        fixed (double* l = factor, x = rightHandSide)
        {
            int n = rightHandSide.Length;
            for (int i = 0; i < n; i++)
            {
                double* row = l + ((long)i * stride);
                x[i] = (x[i] - Dot(row, x, i)) / row[i];
            }

            for (int i = n - 1; i >= 0; i--)
            {
                double* row = l + ((long)i * stride);
                double value = x[i] / row[i];
                x[i] = value;
                Vector256<double> minus = Vector256.Create(-value);
                int k = 0;
                for (; k <= i - 4; k += 4)
                    Vector256.FusedMultiplyAdd(minus, Vector256.Load(row + k), Vector256.Load(x + k)).Store(x + k);
                for (; k < i; k++) x[k] = Math.FusedMultiplyAdd(-value, row[k], x[k]);
            }
        }
    }

    internal static void InverseVector(ReadOnlySpan<double> factor, int stride, int n, Span<double> inverse)
    {
        fixed (double* l = factor, m = inverse)
        {
            for (int from = 0; from < n; from += 4) InvertColumns(l, m, stride, n, from);
            // Element (j, i) needs rows j and i from column i on, and replaces what no later column reads.
            for (int i = 0; i < n; i++) MultiplyColumns(m, stride, n, i);
        }

        MirrorUpper(inverse, stride, n);
    }

    internal static double DotVector(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        fixed (double* a = left, b = right) return Dot(a, b, left.Length);
    }

    /// <summary>Four columns of L⁻¹ side by side, each kept as a row of <paramref name="m"/>.</summary>
    private static void InvertColumns(double* l, double* m, int stride, int n, int from)
    {
        int to = Math.Min(from + 4, n);
        for (int j = from; j < to; j++)
        {
            double* column = m + ((long)j * stride);
            new Span<double>(column, j).Clear();
            column[j] = 1 / l[((long)j * stride) + j];
        }

        double* first = m + ((long)from * stride);
        double* sums = stackalloc double[4];
        for (int i = from + 1; i < n; i++)
        {
            double* row = l + ((long)i * stride);
            int count = Math.Min(to, i) - from;
            Dots(row + from, first + from, stride, count, i - from, sums);
            for (int j = 0; j < count; j++) first[((long)j * stride) + i] = -sums[j] / row[i];
        }
    }

    /// <summary>Column i of the upper triangle of L⁻ᵀ·L⁻¹.</summary>
    private static void MultiplyColumns(double* m, int stride, int n, int i)
    {
        double* shared = m + ((long)i * stride) + i;
        double* sums = stackalloc double[4];
        for (int j = 0; j <= i; j += 4)
        {
            double* column = m + ((long)j * stride) + i;
            int count = Math.Min(4, i + 1 - j);
            Dots(shared, column, stride, count, n - i, sums);
            for (int k = 0; k < count; k++) column[(long)k * stride] = sums[k];
        }
    }

    /// <summary>Up to four inner products with one vector, side by side where there are four.</summary>
    private static void Dots(double* shared, double* others, int stride, int count, int length, double* sums)
    {
        if (count < 4)
        {
            for (int k = 0; k < count; k++) sums[k] = Dot(shared, others + ((long)k * stride), length);
            return;
        }

        double* second = others + stride;
        double* third = second + stride;
        double* fourth = third + stride;
        Vector256<double> c0 = default, c1 = default, c2 = default, c3 = default;
        int i = 0;
        for (; i <= length - 4; i += 4)
        {
            Vector256<double> x = Vector256.Load(shared + i);
            c0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(others + i), c0);
            c1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(second + i), c1);
            c2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(third + i), c2);
            c3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(fourth + i), c3);
        }

        double s0 = SumLanes(c0), s1 = SumLanes(c1), s2 = SumLanes(c2), s3 = SumLanes(c3);
        for (; i < length; i++)
        {
            s0 = Math.FusedMultiplyAdd(shared[i], others[i], s0);
            s1 = Math.FusedMultiplyAdd(shared[i], second[i], s1);
            s2 = Math.FusedMultiplyAdd(shared[i], third[i], s2);
            s3 = Math.FusedMultiplyAdd(shared[i], fourth[i], s3);
        }

        (sums[0], sums[1], sums[2], sums[3]) = (s0, s1, s2, s3);
    }

    /// <summary>Columns <paramref name="first"/> to the diagonal of one row; false where the pivot fails.</summary>
    private static bool FinishRow(double* a, int stride, int index, int first, double pivotFloor)
    {
        double* row = a + ((long)index * stride);
        for (int j = first; j < index; j++)
        {
            double* above = a + ((long)j * stride);
            row[j] = (row[j] - Dot(row, above, j)) / above[j];
        }

        double pivot = row[index] - Dot(row, row, index);
        if (!IsPivot(pivot, row[index], pivotFloor)) return false;
        row[index] = Math.Sqrt(pivot);
        return true;
    }

    /// <summary>Columns j and j+1 (j even) of four rows; both have the same whole number of lanes of four before them.</summary>
    private static void EliminateTile(double* r0, double* s0, int stride, int j)
    {
        double* r1 = r0 + stride;
        double* r2 = r1 + stride;
        double* r3 = r2 + stride;
        double* s1 = s0 + stride;
        Vector256<double> c00 = default, c10 = default, c20 = default, c30 = default;
        Vector256<double> c01 = default, c11 = default, c21 = default, c31 = default;
        int whole = j & ~3;
        for (int k = 0; k < whole; k += 4)
        {
            Vector256<double> p = Vector256.Load(s0 + k);
            Vector256<double> q = Vector256.Load(s1 + k);
            Vector256<double> x = Vector256.Load(r0 + k);
            c00 = Vector256.FusedMultiplyAdd(x, p, c00);
            c01 = Vector256.FusedMultiplyAdd(x, q, c01);
            x = Vector256.Load(r1 + k);
            c10 = Vector256.FusedMultiplyAdd(x, p, c10);
            c11 = Vector256.FusedMultiplyAdd(x, q, c11);
            x = Vector256.Load(r2 + k);
            c20 = Vector256.FusedMultiplyAdd(x, p, c20);
            c21 = Vector256.FusedMultiplyAdd(x, q, c21);
            x = Vector256.Load(r3 + k);
            c30 = Vector256.FusedMultiplyAdd(x, p, c30);
            c31 = Vector256.FusedMultiplyAdd(x, q, c31);
        }

        Settle(r0, s0, s1, j, SumLanes(c00), SumLanes(c01));
        Settle(r1, s0, s1, j, SumLanes(c10), SumLanes(c11));
        Settle(r2, s0, s1, j, SumLanes(c20), SumLanes(c21));
        Settle(r3, s0, s1, j, SumLanes(c30), SumLanes(c31));
    }

    /// <summary>Adds the rest of two inner products and divides: column j first, because column j+1 needs it.</summary>
    private static void Settle(double* row, double* s0, double* s1, int j, double sum0, double sum1)
    {
        for (int k = j & ~3; k < j; k++)
        {
            sum0 = Math.FusedMultiplyAdd(row[k], s0[k], sum0);
            sum1 = Math.FusedMultiplyAdd(row[k], s1[k], sum1);
        }

        row[j] = (row[j] - sum0) / s0[j];
        sum1 = Math.FusedMultiplyAdd(row[j], s1[j], sum1);
        row[j + 1] = (row[j + 1] - sum1) / s1[j + 1];
    }

    private static double Dot(double* left, double* right, int length)
    {
        double sum = 0;
        int k = 0;
        if (length >= 4)
        {
            Vector256<double> lanes = default;
            for (; k <= length - 4; k += 4) lanes = Vector256.FusedMultiplyAdd(Vector256.Load(left + k), Vector256.Load(right + k), lanes);
            sum = SumLanes(lanes);
        }

        for (; k < length; k++) sum = Math.FusedMultiplyAdd(left[k], right[k], sum);
        return sum;
    }

    private static double SumLanes(Vector256<double> lanes)
    {
        Vector128<double> halves = lanes.GetLower() + lanes.GetUpper();
        return halves.ToScalar() + halves.GetElement(1);
    }
}
