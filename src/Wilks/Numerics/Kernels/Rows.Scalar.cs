namespace Wilks.Numerics.Kernels;

internal static partial class Rows
{
    internal static void AddScaledScalar(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(a, x[i], y[i]);
    }

    internal static void AddScaledPairScalar(double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> z, Span<double> y)
    {
        for (int i = 0; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(b, z[i], Math.FusedMultiplyAdd(a, x[i], y[i]));
    }

    internal static double DotScalar(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int i = 0;
        for (; i <= x.Length - Lanes.Width; i += Lanes.Width)
        {
            s0 = Math.FusedMultiplyAdd(x[i], y[i], s0);
            s1 = Math.FusedMultiplyAdd(x[i + 1], y[i + 1], s1);
            s2 = Math.FusedMultiplyAdd(x[i + 2], y[i + 2], s2);
            s3 = Math.FusedMultiplyAdd(x[i + 3], y[i + 3], s3);
        }

        double tail = 0;
        for (; i < x.Length; i++) tail = Math.FusedMultiplyAdd(x[i], y[i], tail);
        return Lanes.Sum(s0, s1, s2, s3) + tail;
    }
}
