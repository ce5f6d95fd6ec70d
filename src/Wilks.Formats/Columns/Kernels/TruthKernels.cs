using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Formats.Columns.Kernels;

/// <summary>Truth values, one byte each, and what they choose.</summary>
internal static class TruthKernels
{
    internal static void Binary(ColumnOperator kind, ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, Span<bool> result, bool isVector)
    {
        ReadOnlySpan<byte> x = MemoryMarshal.AsBytes(a)[..result.Length], y = MemoryMarshal.AsBytes(b)[..result.Length];
        Span<byte> z = MemoryMarshal.AsBytes(result);
        int i = 0;
        if (isVector)
        {
            for (; i <= z.Length - Vector256<byte>.Count; i += Vector256<byte>.Count)
            {
                Vector256<byte> left = Vector256.Create(x[i..]), right = Vector256.Create(y[i..]);
                Vector256<byte> both = kind switch { ColumnOperator.And => left & right, ColumnOperator.Or => left | right, _ => left ^ right };
                both.CopyTo(z[i..]);
            }
        }

        for (; i < z.Length; i++)
        {
            z[i] = kind switch { ColumnOperator.And => (byte)(x[i] & y[i]), ColumnOperator.Or => (byte)(x[i] | y[i]), _ => (byte)(x[i] ^ y[i]) };
        }
    }

    internal static void Not(ReadOnlySpan<bool> a, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++) result[i] = !a[i];
    }

    /// <summary>Chooses by masks: conditions on data are hard to predict, and a wrong branch costs more than both loads.</summary>
    internal static void Select(ReadOnlySpan<bool> condition, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result) =>
        Select(condition, MemoryMarshal.Cast<double, long>(a), MemoryMarshal.Cast<double, long>(b), MemoryMarshal.Cast<double, long>(result));

    internal static void Select(ReadOnlySpan<bool> condition, ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result)
    {
        ReadOnlySpan<byte> chosen = MemoryMarshal.AsBytes(condition)[..result.Length];
        a = a[..result.Length];
        b = b[..result.Length];
        for (int i = 0; i < result.Length; i++) result[i] = b[i] ^ ((a[i] ^ b[i]) & -(long)chosen[i]);
    }

    internal static void Select(ReadOnlySpan<bool> condition, ReadOnlySpan<bool> a, ReadOnlySpan<bool> b, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++) result[i] = condition[i] ? a[i] : b[i];
    }

    internal static void ToNumbers(ReadOnlySpan<bool> a, Span<double> result)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(a);
        for (int i = 0; i < result.Length; i++) result[i] = bytes[i];
    }

    internal static void ToIntegers(ReadOnlySpan<bool> a, Span<long> result)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(a);
        for (int i = 0; i < result.Length; i++) result[i] = bytes[i];
    }
}
