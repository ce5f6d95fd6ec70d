using System.Runtime.Intrinsics;

namespace Wilks.Numerics.Kernels;

internal static partial class Rows
{
    internal static void AddScaledVector(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double px = ref Lanes.Start(x);
        ref double py = ref Lanes.Start(y);
        Vector256<double> va = Vector256.Create(a);
        int i = 0;
        for (; i <= x.Length - Lanes.Width; i += Lanes.Width)
        {
            Lanes.Store(Vector256.FusedMultiplyAdd(va, Lanes.Load(ref px, i), Lanes.Load(ref py, i)), ref py, i);
        }

        for (; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
    }

    internal static void AddScaledPairVector(double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> z, Span<double> y)
    {
        ref double px = ref Lanes.Start(x);
        ref double pz = ref Lanes.Start(z);
        ref double py = ref Lanes.Start(y);
        Vector256<double> va = Vector256.Create(a), vb = Vector256.Create(b);
        int i = 0;
        for (; i <= x.Length - Lanes.Width; i += Lanes.Width)
        {
            Vector256<double> sum = Vector256.FusedMultiplyAdd(va, Lanes.Load(ref px, i), Lanes.Load(ref py, i));
            Lanes.Store(Vector256.FusedMultiplyAdd(vb, Lanes.Load(ref pz, i), sum), ref py, i);
        }

        for (; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(b, z[i], Math.FusedMultiplyAdd(a, x[i], y[i]));
    }

    internal static double DotVector(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double px = ref Lanes.Start(x);
        ref double py = ref Lanes.Start(y);
        Vector256<double> sum = Vector256<double>.Zero;
        int i = 0;
        for (; i <= x.Length - Lanes.Width; i += Lanes.Width)
        {
            sum = Vector256.FusedMultiplyAdd(Lanes.Load(ref px, i), Lanes.Load(ref py, i), sum);
        }

        double tail = 0;
        for (; i < x.Length; i++) tail = Math.FusedMultiplyAdd(x[i], y[i], tail);
        return Lanes.Sum(sum) + tail;
    }
}
