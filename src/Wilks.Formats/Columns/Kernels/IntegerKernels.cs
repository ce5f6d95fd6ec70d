namespace Wilks.Formats.Columns.Kernels;

/// <summary>Operations on integers of 64 bits. What has no value (a missing operand, a division by 0, a shift beyond 63) is missing.</summary>
internal static class IntegerKernels
{
    internal static void Unary(ColumnOperator kind, ReadOnlySpan<long> a, Span<long> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            long value = a[i];
            result[i] = value == ColumnBuffer.Missing
                ? value
                : kind switch { ColumnOperator.Negate => -value, ColumnOperator.Abs => Math.Abs(value), _ => ~value };
        }
    }

    internal static void Binary(ColumnOperator kind, ReadOnlySpan<long> a, ReadOnlySpan<long> b, Span<long> result)
    {
        for (int i = 0; i < result.Length; i++)
        {
            bool isMissing = a[i] == ColumnBuffer.Missing || b[i] == ColumnBuffer.Missing;
            result[i] = isMissing ? ColumnBuffer.Missing : Scalar(kind, a[i], b[i]);
        }
    }

    private static long Scalar(ColumnOperator kind, long a, long b) => kind switch
    {
        ColumnOperator.BitAnd => a & b,
        ColumnOperator.BitOr => a | b,
        ColumnOperator.BitXor => a ^ b,
        ColumnOperator.Minimum => Math.Min(a, b),
        ColumnOperator.Maximum => Math.Max(a, b),
        ColumnOperator.ShiftLeft => b is >= 0 and < 64 ? a << (int)b : ColumnBuffer.Missing,
        ColumnOperator.ShiftRight => b is >= 0 and < 64 ? a >> (int)b : ColumnBuffer.Missing,
        _ when b == 0 => ColumnBuffer.Missing,
        ColumnOperator.Remainder => a % b,
        ColumnOperator.Modulo => a % b is var remainder && remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : a % b,
        ColumnOperator.FloorDivide => a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0),
        _ => throw new InvalidOperationException($"The operation {kind} is not one of two integers."),
    };
}
