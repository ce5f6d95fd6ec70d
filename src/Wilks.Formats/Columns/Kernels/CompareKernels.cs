using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Formats.Columns.Kernels;

/// <summary>Comparisons, which give one byte of truth per element. A missing integer compares as NaN does: unequal to everything, and in no order.</summary>
internal static class CompareKernels
{
    private interface IComparison
    {
        static abstract bool Invoke<T>(T a, T b)
            where T : struct, INumber<T>;

        static abstract Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b)
            where T : struct;
    }

    internal static void Numbers(ColumnOperator kind, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<bool> result, bool isVector)
    {
        switch (kind)
        {
            case ColumnOperator.Less: Each<Less, double>(a, b, result, isVector); break;
            case ColumnOperator.LessOrEqual: Each<LessOrEqual, double>(a, b, result, isVector); break;
            case ColumnOperator.Greater: Each<Less, double>(b, a, result, isVector); break;
            case ColumnOperator.GreaterOrEqual: Each<LessOrEqual, double>(b, a, result, isVector); break;
            case ColumnOperator.Equal: Each<Equal, double>(a, b, result, isVector); break;
            default: Each<NotEqual, double>(a, b, result, isVector); break;
        }
    }

    internal static void Integers(ColumnOperator kind, ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<bool> result, bool isVector)
    {
        switch (kind)
        {
            case ColumnOperator.Less: Each<Less, long>(a, b, result, isVector); break;
            case ColumnOperator.LessOrEqual: Each<LessOrEqual, long>(a, b, result, isVector); break;
            case ColumnOperator.Greater: Each<Less, long>(b, a, result, isVector); break;
            case ColumnOperator.GreaterOrEqual: Each<LessOrEqual, long>(b, a, result, isVector); break;
            case ColumnOperator.Equal: Each<Equal, long>(a, b, result, isVector); break;
            default: Each<NotEqual, long>(a, b, result, isVector); break;
        }

        bool whenMissing = kind == ColumnOperator.NotEqual;
        Spoil(a, result, whenMissing);
        Spoil(b, result, whenMissing);
    }

    /// <summary>Integers with numbers, exact for all: beyond 2^53 the number is the one that is converted.</summary>
    internal static void Mixed(ColumnOperator kind, ReadOnlySpan<long> a, ReadOnlySpan<double> b, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            int? order = Order(a[i], b[i]);
            result[i] = kind switch
            {
                ColumnOperator.Less => order < 0,
                ColumnOperator.LessOrEqual => order <= 0,
                ColumnOperator.Greater => order > 0,
                ColumnOperator.GreaterOrEqual => order >= 0,
                ColumnOperator.Equal => order == 0,
                _ => order != 0,
            };
        }
    }

    private static int? Order(long a, double b)
    {
        if (a == ColumnBuffer.Missing || double.IsNaN(b)) return null;

        const double end = 9223372036854775808.0;
        if (b >= end) return -1;
        if (b < -end) return 1;

        double floor = Math.Floor(b);
        int order = a.CompareTo((long)floor);
        return order == 0 && floor < b ? -1 : order;
    }

    private static void Spoil(ReadOnlySpan<long> values, Span<bool> result, bool whenMissing)
    {
        int i = values.IndexOf(ColumnBuffer.Missing);
        if (i < 0) return;

        for (; i < result.Length; i++)
        {
            if (values[i] == ColumnBuffer.Missing) result[i] = whenMissing;
        }
    }

    private static void Each<TComparison, T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result, bool isVector)
        where TComparison : IComparison
        where T : struct, INumber<T>
    {
        a = a[..result.Length];
        b = b[..result.Length];
        int i = 0;
        if (isVector)
        {
            ref T x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b);
            Span<byte> bytes = MemoryMarshal.AsBytes(result);
            for (; i <= result.Length - 4; i += 4)
            {
                uint lanes = TComparison.Invoke(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i)).ExtractMostSignificantBits();
                BinaryPrimitives.WriteUInt32LittleEndian(bytes[i..], Spread(lanes));
            }
        }

        for (; i < result.Length; i++) result[i] = TComparison.Invoke(a[i], b[i]);
    }

    // Bit k of four goes to bit 0 of byte k: the multiplication puts copies at shifts 0, 7, 14 and 21.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Spread(uint bits) => (bits * 0x00204081u) & 0x01010101u;

    private readonly struct Less : IComparison
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke<T>(T a, T b)
            where T : struct, INumber<T> => a < b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b)
            where T : struct => Vector256.LessThan(a, b);
    }

    private readonly struct LessOrEqual : IComparison
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke<T>(T a, T b)
            where T : struct, INumber<T> => a <= b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b)
            where T : struct => Vector256.LessThanOrEqual(a, b);
    }

    private readonly struct Equal : IComparison
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke<T>(T a, T b)
            where T : struct, INumber<T> => a == b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b)
            where T : struct => Vector256.Equals(a, b);
    }

    private readonly struct NotEqual : IComparison
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static bool Invoke<T>(T a, T b)
            where T : struct, INumber<T> => a != b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<T> Invoke<T>(Vector256<T> a, Vector256<T> b)
            where T : struct => ~Vector256.Equals(a, b);
    }
}
