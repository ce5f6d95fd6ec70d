namespace Wilks.Numerics;

/// <content>The scalar kernels: the reference for the bits.</content>
internal static partial class Cholesky
{
    internal static int FactorScalar(Span<double> matrix, int stride, int n, double pivotFloor)
    {
        for (int i = 0; i < n; i++)
        {
            Span<double> row = matrix.Slice(i * stride, i + 1);
            for (int j = 0; j < i; j++)
            {
                ReadOnlySpan<double> above = matrix.Slice(j * stride, j + 1);
                row[j] = (row[j] - DotScalar(row, above, j)) / above[j];
            }

            double pivot = row[i] - DotScalar(row, row, i);
            if (!IsPivot(pivot, row[i], pivotFloor)) return i;
            row[i] = Math.Sqrt(pivot);
        }

        return -1;
    }

    internal static void SolveScalar(ReadOnlySpan<double> factor, int stride, Span<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<double> row = factor.Slice(i * stride, i + 1);
            x[i] = (x[i] - DotScalar(row, x, i)) / row[i];
        }

        for (int i = x.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<double> row = factor.Slice(i * stride, i + 1);
            double value = x[i] / row[i];
            x[i] = value;
            for (int k = 0; k < i; k++) x[k] = Math.FusedMultiplyAdd(-value, row[k], x[k]);
        }
    }

    internal static void InverseScalar(ReadOnlySpan<double> factor, int stride, int n, Span<double> inverse)
    {
        // Row j first holds column j of L⁻¹ (zero before j), so that both passes run along rows. The inner products start at the
        // multiple of four at or below j, as the vector kernel's blocks of four columns do.
        for (int j = 0; j < n; j++)
        {
            int from = j & ~3;
            Span<double> column = inverse.Slice(j * stride, n);
            column[..j].Clear();
            column[j] = 1 / factor[(j * stride) + j];
            for (int i = j + 1; i < n; i++)
            {
                ReadOnlySpan<double> row = factor.Slice(i * stride, i + 1);
                column[i] = -DotScalar(row[from..], column[from..], i - from) / row[i];
            }
        }

        for (int j = 0; j < n; j++)
        {
            Span<double> column = inverse.Slice(j * stride, n);
            for (int i = j; i < n; i++)
                column[i] = DotScalar(column[i..], inverse.Slice((i * stride) + i, n - i), n - i);
        }

        MirrorUpper(inverse, stride, n);
    }

    internal static double DotScalar(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int length)
    {
        left = left[..length];
        right = right[..length];
        double sum = 0;
        int k = 0;
        if (length >= 4)
        {
            double lane0 = 0, lane1 = 0, lane2 = 0, lane3 = 0;
            for (; k <= length - 4; k += 4)
            {
                lane0 = Math.FusedMultiplyAdd(left[k], right[k], lane0);
                lane1 = Math.FusedMultiplyAdd(left[k + 1], right[k + 1], lane1);
                lane2 = Math.FusedMultiplyAdd(left[k + 2], right[k + 2], lane2);
                lane3 = Math.FusedMultiplyAdd(left[k + 3], right[k + 3], lane3);
            }

            sum = (lane0 + lane2) + (lane1 + lane3);
        }

        for (; k < length; k++) sum = Math.FusedMultiplyAdd(left[k], right[k], sum);
        return sum;
    }

    /// <summary>False for NaN too.</summary>
    private static bool IsPivot(double pivot, double diagonal, double floor) => pivot > floor * Math.Abs(diagonal) && pivot < double.PositiveInfinity;
}
