using System.Runtime.Intrinsics;

namespace Wilks.Numerics.Kernels;

internal static partial class Morph
{
    // Four vectors of bins stay in registers while all rows stream by.
    private const int Block = 4 * Lanes.Width;

    internal static void AccumulateVector(Span<double> total, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> a, ReadOnlySpan<double> c)
    {
        ref double pt = ref Lanes.Start(total);
        ref double ps = ref Lanes.Start(s);
        ref double pd = ref Lanes.Start(d);
        int stride = total.Length;
        int b = 0;
        for (; b <= stride - Block; b += Block)
        {
            Vector256<double> t0 = Lanes.Load(ref pt, b), t1 = Lanes.Load(ref pt, b + 4), t2 = Lanes.Load(ref pt, b + 8), t3 = Lanes.Load(ref pt, b + 12);
            int at = b;
            for (int r = 0; r < a.Length; r++, at += stride)
            {
                Vector256<double> va = Vector256.Create(a[r]), vc = Vector256.Create(c[r]);
                t0 = Vector256.FusedMultiplyAdd(vc, Lanes.Load(ref pd, at), Vector256.FusedMultiplyAdd(va, Lanes.Load(ref ps, at), t0));
                t1 = Vector256.FusedMultiplyAdd(vc, Lanes.Load(ref pd, at + 4), Vector256.FusedMultiplyAdd(va, Lanes.Load(ref ps, at + 4), t1));
                t2 = Vector256.FusedMultiplyAdd(vc, Lanes.Load(ref pd, at + 8), Vector256.FusedMultiplyAdd(va, Lanes.Load(ref ps, at + 8), t2));
                t3 = Vector256.FusedMultiplyAdd(vc, Lanes.Load(ref pd, at + 12), Vector256.FusedMultiplyAdd(va, Lanes.Load(ref ps, at + 12), t3));
            }

            Lanes.Store(t0, ref pt, b);
            Lanes.Store(t1, ref pt, b + 4);
            Lanes.Store(t2, ref pt, b + 8);
            Lanes.Store(t3, ref pt, b + 12);
        }

        for (; b < stride; b += Lanes.Width)
        {
            Vector256<double> t = Lanes.Load(ref pt, b);
            int at = b;
            for (int r = 0; r < a.Length; r++, at += stride)
            {
                t = Vector256.FusedMultiplyAdd(Vector256.Create(a[r]), Lanes.Load(ref ps, at), t);
                t = Vector256.FusedMultiplyAdd(Vector256.Create(c[r]), Lanes.Load(ref pd, at), t);
            }

            Lanes.Store(t, ref pt, b);
        }
    }

    internal static void AdjointVector(ReadOnlySpan<double> u, ReadOnlySpan<double> s, ReadOnlySpan<double> d, ReadOnlySpan<double> c1, Span<double> q, Span<double> p)
    {
        ref double pu = ref Lanes.Start(u);
        ref double ps = ref Lanes.Start(s);
        ref double pd = ref Lanes.Start(d);
        int stride = u.Length;
        for (int r = 0; r < q.Length; r++)
        {
            Vector256<double> slope = Vector256.Create(c1[r]), sum = Vector256<double>.Zero, bend = Vector256<double>.Zero;
            int row = r * stride;
            for (int b = 0; b < stride; b += Lanes.Width)
            {
                Vector256<double> vu = Lanes.Load(ref pu, b), vd = Lanes.Load(ref pd, row + b);
                sum = Vector256.FusedMultiplyAdd(vu, Vector256.FusedMultiplyAdd(slope, vd, Lanes.Load(ref ps, row + b)), sum);
                bend = Vector256.FusedMultiplyAdd(vu, vd, bend);
            }

            q[r] = Lanes.Sum(sum);
            if (!p.IsEmpty) p[r] = Lanes.Sum(bend);
        }
    }
}
