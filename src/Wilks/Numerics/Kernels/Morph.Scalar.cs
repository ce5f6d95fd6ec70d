namespace Wilks.Numerics.Kernels;

internal static partial class Morph
{
    internal static void AccumulateScalar(Span<double> total, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> a, ReadOnlySpan<double> c)
    {
        int stride = total.Length;
        for (int r = 0; r < a.Length; r++)
        {
            int row = r * stride;
            for (int b = 0; b < stride; b++)
            {
                total[b] = Math.FusedMultiplyAdd(c[r], d[row + b], Math.FusedMultiplyAdd(a[r], s[row + b], total[b]));
            }
        }
    }

    internal static void AdjointScalar(ReadOnlySpan<double> u, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> c1, Span<double> q, Span<double> p)
    {
        int stride = u.Length;
        Span<double> lanes = stackalloc double[2 * Lanes.Width];
        for (int r = 0; r < q.Length; r++)
        {
            lanes.Clear();
            int row = r * stride;
            for (int b = 0; b < stride; b++)
            {
                int lane = b % Lanes.Width;
                lanes[lane] = Math.FusedMultiplyAdd(u[b], Math.FusedMultiplyAdd(c1[r], d[row + b], s[row + b]), lanes[lane]);
                lanes[Lanes.Width + lane] = Math.FusedMultiplyAdd(u[b], d[row + b], lanes[Lanes.Width + lane]);
            }

            q[r] = Lanes.Sum(lanes[0], lanes[1], lanes[2], lanes[3]);
            if (!p.IsEmpty) p[r] = Lanes.Sum(lanes[4], lanes[5], lanes[6], lanes[7]);
        }
    }
}
