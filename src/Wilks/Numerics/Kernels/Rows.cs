using System.Diagnostics;

namespace Wilks.Numerics.Kernels;

/// <summary>Elementary operations on rows: y += a·x and x·y, each with a vector form and a scalar twin that gives the same bits.</summary>
internal static partial class Rows
{
    /// <summary><c>y[i] += a·x[i]</c>.</summary>
    public static void AddScaled(double a, ReadOnlySpan<double> x, Span<double> y)
    {
        Debug.Assert(x.Length == y.Length);
        if (KernelMode.IsVector) AddScaledVector(a, x, y);
        else AddScaledScalar(a, x, y);
    }

    /// <summary><c>y[i] += a·x[i] + b·z[i]</c>, rounded in that order.</summary>
    public static void AddScaledPair(double a, ReadOnlySpan<double> x, double b, ReadOnlySpan<double> z, Span<double> y)
    {
        Debug.Assert(x.Length == y.Length && z.Length == y.Length);
        if (KernelMode.IsVector) AddScaledPairVector(a, x, b, z, y);
        else AddScaledPairScalar(a, x, b, z, y);
    }

    /// <summary><c>Σ w[i]·x[i]·y[i]</c>, one by one: for short rows.</summary>
    public static double ShortDot(ReadOnlySpan<double> w, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Debug.Assert(x.Length == w.Length && y.Length == w.Length);
        double sum = 0;
        for (int i = 0; i < w.Length; i++) sum = Math.FusedMultiplyAdd(w[i] * x[i], y[i], sum);
        return sum;
    }

    /// <summary><c>Σ x[i]·y[i]</c> in four lanes and a fixed final tree.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Debug.Assert(x.Length == y.Length);
        return KernelMode.IsVector ? DotVector(x, y) : DotScalar(x, y);
    }
}
