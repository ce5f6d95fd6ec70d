using System.Runtime.Intrinsics;

namespace Wilks.Numerics.Kernels;

internal static partial class RankUpdate
{
    // A tile of 4 rows × 8 columns of H stays in eight registers while all outer products stream by.
    internal static void LowerVector(Span<double> h, ReadOnlySpan<double> left, ReadOnlySpan<double> right, int rows, int leading)
    {
        ref double ph = ref Lanes.Start(h);
        ref double pr = ref Lanes.Start(right);
        for (int i = 0; i < leading; i += 4)
        {
            for (int j = 0; j <= i + 3; j += 8)
            {
                int h0 = i * leading + j, h1 = h0 + leading, h2 = h1 + leading, h3 = h2 + leading;
                Vector256<double> a0 = Lanes.Load(ref ph, h0), b0 = Lanes.Load(ref ph, h0 + 4);
                Vector256<double> a1 = Lanes.Load(ref ph, h1), b1 = Lanes.Load(ref ph, h1 + 4);
                Vector256<double> a2 = Lanes.Load(ref ph, h2), b2 = Lanes.Load(ref ph, h2 + 4);
                Vector256<double> a3 = Lanes.Load(ref ph, h3), b3 = Lanes.Load(ref ph, h3 + 4);
                int li = i, rj = j;
                for (int r = 0; r < rows; r++, li += leading, rj += leading)
                {
                    Vector256<double> ra = Lanes.Load(ref pr, rj), rb = Lanes.Load(ref pr, rj + 4);
                    Vector256<double> l = Vector256.Create(left[li]);
                    a0 = Vector256.FusedMultiplyAdd(l, ra, a0);
                    b0 = Vector256.FusedMultiplyAdd(l, rb, b0);
                    l = Vector256.Create(left[li + 1]);
                    a1 = Vector256.FusedMultiplyAdd(l, ra, a1);
                    b1 = Vector256.FusedMultiplyAdd(l, rb, b1);
                    l = Vector256.Create(left[li + 2]);
                    a2 = Vector256.FusedMultiplyAdd(l, ra, a2);
                    b2 = Vector256.FusedMultiplyAdd(l, rb, b2);
                    l = Vector256.Create(left[li + 3]);
                    a3 = Vector256.FusedMultiplyAdd(l, ra, a3);
                    b3 = Vector256.FusedMultiplyAdd(l, rb, b3);
                }

                Lanes.Store(a0, ref ph, h0);
                Lanes.Store(b0, ref ph, h0 + 4);
                Lanes.Store(a1, ref ph, h1);
                Lanes.Store(b1, ref ph, h1 + 4);
                Lanes.Store(a2, ref ph, h2);
                Lanes.Store(b2, ref ph, h2 + 4);
                Lanes.Store(a3, ref ph, h3);
                Lanes.Store(b3, ref ph, h3 + 4);
            }
        }

    }
}
