using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Numerics.Kernels;

/// <summary>How rows of numbers are laid out for the kernels, and the one order in which four lanes are summed.</summary>
internal static class Lanes
{
    public const int Width = 4;

    /// <summary>The distance between rows of <paramref name="count"/> numbers: padded to whole vectors from four numbers on, tight below.</summary>
    public static int Stride(int count) => count < Width ? count : (count + Width - 1) / Width * Width;

    /// <summary>(lane 0 + lane 2) + (lane 1 + lane 3): the fixed tree of every reduction, scalar twins included.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector256<double> v)
    {
        Vector128<double> half = v.GetLower() + v.GetUpper();
        return half.ToScalar() + half.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(double lane0, double lane1, double lane2, double lane3) => (lane0 + lane2) + (lane1 + lane3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref double Start(ReadOnlySpan<double> span) => ref MemoryMarshal.GetReference(span);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Load(ref double start, int index) => Vector256.LoadUnsafe(ref start, (nuint)index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<double> value, ref double start, int index) => value.StoreUnsafe(ref start, (nuint)index);
}
