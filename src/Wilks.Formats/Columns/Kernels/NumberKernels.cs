using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Wilks.Formats.Columns.Kernels;

/// <summary>Arithmetic on numbers, element by element; the vector form gives the bits of the scalar one. Operands may be the destination.</summary>
internal static class NumberKernels
{
    private interface IArithmetic
    {
        static abstract double Invoke(double a, double b);

        static abstract Vector256<double> Invoke(Vector256<double> a, Vector256<double> b);
    }

    internal static void Binary(ColumnOperator kind, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result, bool isVector)
    {
        switch (kind)
        {
            case ColumnOperator.Add: Each<Sum>(a, b, result, isVector); break;
            case ColumnOperator.Subtract: Each<Difference>(a, b, result, isVector); break;
            case ColumnOperator.Multiply: Each<Product>(a, b, result, isVector); break;
            case ColumnOperator.Divide: Each<Quotient>(a, b, result, isVector); break;
            case ColumnOperator.Minimum: Each<Smaller>(a, b, result, isVector); break;
            case ColumnOperator.Maximum: Each<Larger>(a, b, result, isVector); break;
            default:
                for (int i = 0; i < result.Length; i++) result[i] = Scalar(kind, a[i], b[i]);
                break;
        }
    }

    internal static void Unary(ColumnOperator kind, ReadOnlySpan<double> a, Span<double> result)
    {
        if (kind == ColumnOperator.Sqrt)
        {
            for (int i = 0; i < result.Length; i++) result[i] = Math.Sqrt(a[i]);
            return;
        }

        for (int i = 0; i < result.Length; i++) result[i] = Scalar(kind, a[i]);
    }

    internal static void Test(ColumnOperator kind, ReadOnlySpan<double> a, Span<bool> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = kind switch
            {
                ColumnOperator.IsNaN => double.IsNaN(a[i]),
                ColumnOperator.IsFinite => double.IsFinite(a[i]),
                _ => double.IsInfinity(a[i]),
            };
        }
    }

    private static void Each<T>(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> result, bool isVector)
        where T : IArithmetic
    {
        a = a[..result.Length];
        b = b[..result.Length];
        int i = 0;
        if (isVector)
        {
            ref double x = ref MemoryMarshal.GetReference(a), y = ref MemoryMarshal.GetReference(b), z = ref MemoryMarshal.GetReference(result);
            for (; i <= result.Length - Vector256<double>.Count; i += Vector256<double>.Count)
            {
                T.Invoke(Vector256.LoadUnsafe(ref x, (nuint)i), Vector256.LoadUnsafe(ref y, (nuint)i)).StoreUnsafe(ref z, (nuint)i);
            }
        }

        for (; i < result.Length; i++) result[i] = T.Invoke(a[i], b[i]);
    }

    private static double Scalar(ColumnOperator kind, double a) => kind switch
    {
        ColumnOperator.Negate => -a,
        ColumnOperator.Abs => Math.Abs(a),
        ColumnOperator.Sqrt => Math.Sqrt(a),
        ColumnOperator.Exp => Math.Exp(a),
        ColumnOperator.Log => Math.Log(a),
        ColumnOperator.Log10 => Math.Log10(a),
        ColumnOperator.Log2 => Math.Log2(a),
        ColumnOperator.Log1P => AccurateLog(a),
        ColumnOperator.ExpM1 => AccurateExp(a),
        ColumnOperator.Sin => Math.Sin(a),
        ColumnOperator.Cos => Math.Cos(a),
        ColumnOperator.Tan => Math.Tan(a),
        ColumnOperator.Asin => Math.Asin(a),
        ColumnOperator.Acos => Math.Acos(a),
        ColumnOperator.Atan => Math.Atan(a),
        ColumnOperator.Sinh => Math.Sinh(a),
        ColumnOperator.Cosh => Math.Cosh(a),
        ColumnOperator.Tanh => Math.Tanh(a),
        ColumnOperator.Asinh => Math.Asinh(a),
        ColumnOperator.Acosh => Math.Acosh(a),
        ColumnOperator.Atanh => Math.Atanh(a),
        ColumnOperator.Floor => Math.Floor(a),
        ColumnOperator.Ceiling => Math.Ceiling(a),
        ColumnOperator.Truncate => Math.Truncate(a),
        ColumnOperator.Round => Math.Round(a, MidpointRounding.ToEven),
        ColumnOperator.Sign => double.IsNaN(a) ? a : Math.Sign(a),
        _ => throw new InvalidOperationException($"The operation {kind} is not one of a number."),
    };

    // W. Kahan's corrections: the rounding of 1 + x, and of e^x - 1, cancels in the quotient.
    private static double AccurateLog(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1);
    }

    private static double AccurateExp(double x)
    {
        double u = Math.Exp(x);
        if (u == 1) return x;

        double m = u - 1;
        return m == -1 || double.IsInfinity(u) ? m : m * x / Math.Log(u);
    }

    private static double Scalar(ColumnOperator kind, double a, double b) => kind switch
    {
        ColumnOperator.Power => Math.Pow(a, b),
        ColumnOperator.Atan2 => Math.Atan2(a, b),
        ColumnOperator.Hypot => double.Hypot(a, b),
        ColumnOperator.Remainder => a % b,
        ColumnOperator.Modulo => Modulo(a, b),
        ColumnOperator.FloorDivide => FloorDivide(a, b),
        _ => throw new InvalidOperationException($"The operation {kind} is not one of two numbers."),
    };

    private static double Modulo(double a, double b)
    {
        double remainder = a % b;
        if (remainder == 0) return Math.CopySign(0, b);

        return (remainder < 0) == (b < 0) ? remainder : remainder + b;
    }

    /// <summary>From the exact remainder, so that <c>(a // b)*b + a % b</c> is a as closely as can be.</summary>
    private static double FloorDivide(double a, double b)
    {
        if (b == 0) return a / b;

        double remainder = a % b;
        double quotient = (a - remainder) / b;
        if (remainder != 0 && (remainder < 0) != (b < 0)) quotient -= 1;

        return quotient == 0 ? Math.CopySign(0, a / b) : Math.Round(quotient);
    }

    private readonly struct Sum : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => a + b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => a + b;
    }

    private readonly struct Difference : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => a - b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => a - b;
    }

    private readonly struct Product : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => a * b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => a * b;
    }

    private readonly struct Quotient : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => a / b;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => a / b;
    }

    private readonly struct Smaller : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => Math.Min(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => Vector256.Min(a, b);
    }

    private readonly struct Larger : IArithmetic
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static double Invoke(double a, double b) => Math.Max(a, b);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector256<double> Invoke(Vector256<double> a, Vector256<double> b) => Vector256.Max(a, b);
    }
}
