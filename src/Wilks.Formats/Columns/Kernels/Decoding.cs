using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Columns.Kernels;

/// <summary>Elements of a column as the type that a plan computes with. A column that has that type already is borrowed, not copied.</summary>
internal static class Decoding
{
    /// <summary>Reads part of a column.</summary>
    /// <returns>The first element that has no value of the type, counted from <paramref name="start"/>; -1 where all have.</returns>
    internal static int Read(ColumnData column, int start, int count, ColumnValueType type, ColumnBuffer buffer) => type switch
    {
        ColumnValueType.Number => Numbers(column, start, count, buffer),
        ColumnValueType.Integer => Integers(column, start, count, buffer),
        _ => Truths(column, start, count, buffer),
    };

    private static int Numbers(ColumnData column, int start, int count, ColumnBuffer buffer)
    {
        if (column.Info.Type == ColumnType.Double && column.IsNull is null)
        {
            buffer.Borrow((double[])column.Values, start, count);
            return -1;
        }

        Span<double> result = buffer.WriteNumbers(count);
        switch (column.Info.Type)
        {
            case ColumnType.Double: Part<double>(column, start, count).CopyTo(result); break;
            case ColumnType.Float: Widen(Part<float>(column, start, count), result); break;
            case ColumnType.Int8: Convert(Part<sbyte>(column, start, count), result); break;
            case ColumnType.Int16: Convert(Part<short>(column, start, count), result); break;
            case ColumnType.Int32: Convert(Part<int>(column, start, count), result); break;
            case ColumnType.Int64: Convert(Part<long>(column, start, count), result); break;
            case ColumnType.UInt8: Convert(Part<byte>(column, start, count), result); break;
            case ColumnType.UInt16: Convert(Part<ushort>(column, start, count), result); break;
            case ColumnType.UInt32: Convert(Part<uint>(column, start, count), result); break;
            default: Convert(Part<ulong>(column, start, count), result); break;
        }

        if (column.IsNull is not { } isNull) return -1;

        for (int i = 0; i < count; i++)
        {
            if (isNull[start + i]) result[i] = double.NaN;
        }

        return -1;
    }

    private static int Integers(ColumnData column, int start, int count, ColumnBuffer buffer)
    {
        if (column.Info.Type == ColumnType.Int64 && column.IsNull is null)
        {
            buffer.Borrow((long[])column.Values, start, count);
            return -1;
        }

        Span<long> result = buffer.WriteIntegers(count);
        switch (column.Info.Type)
        {
            case ColumnType.Int8: Convert(Part<sbyte>(column, start, count), result); break;
            case ColumnType.Int16: Convert(Part<short>(column, start, count), result); break;
            case ColumnType.Int32: Convert(Part<int>(column, start, count), result); break;
            case ColumnType.Int64: Part<long>(column, start, count).CopyTo(result); break;
            case ColumnType.UInt8: Convert(Part<byte>(column, start, count), result); break;
            case ColumnType.UInt16: Convert(Part<ushort>(column, start, count), result); break;
            case ColumnType.UInt32: Convert(Part<uint>(column, start, count), result); break;
            default:
                ReadOnlySpan<ulong> large = Part<ulong>(column, start, count);
                int beyond = large.IndexOfAnyInRange((ulong)long.MaxValue + 1, ulong.MaxValue);
                if (beyond >= 0) return beyond;

                MemoryMarshal.Cast<ulong, long>(large).CopyTo(result);
                break;
        }

        if (column.IsNull is not { } isNull) return -1;

        for (int i = 0; i < count; i++)
        {
            if (isNull[start + i]) result[i] = ColumnBuffer.Missing;
        }

        return -1;
    }

    private static int Truths(ColumnData column, int start, int count, ColumnBuffer buffer)
    {
        buffer.Borrow((bool[])column.Values, start, count);
        return column.IsNull is { } isNull ? isNull.AsSpan(start, count).IndexOf(true) : -1;
    }

    private static ReadOnlySpan<T> Part<T>(ColumnData column, int start, int count) => ((T[])column.Values).AsSpan(start, count);

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> values, Span<TTo> result)
        where TFrom : struct, INumber<TFrom>
        where TTo : struct, INumber<TTo>
    {
        for (int i = 0; i < result.Length; i++) result[i] = TTo.CreateTruncating(values[i]);
    }

    private static void Widen(ReadOnlySpan<float> values, Span<double> result)
    {
        int i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> lower, Vector256<double> upper) = Vector256.Widen(Vector256.Create(values[i..]));
            lower.CopyTo(result[i..]);
            upper.CopyTo(result[(i + Vector256<double>.Count)..]);
        }

        for (; i < values.Length; i++) result[i] = values[i];
    }
}
