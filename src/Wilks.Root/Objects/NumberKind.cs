using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Wilks.Root;

/// <summary>The type of a column's numbers in memory.</summary>
public enum NumberKind
{
    /// <summary>True or false, one byte.</summary>
    Bool,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>Unsigned, 64 bits.</summary>
    UInt64,

    /// <summary>Floating point, 32 bits.</summary>
    Float32,

    /// <summary>Floating point, 64 bits.</summary>
    Float64,
}

/// <summary>Sizes and arrays of number kinds, and the way from the file's big-endian bytes.</summary>
internal static class NumberKinds
{
    public static int Size(this NumberKind kind) => kind switch
    {
        NumberKind.Bool or NumberKind.Int8 or NumberKind.UInt8 => 1,
        NumberKind.Int16 or NumberKind.UInt16 => 2,
        NumberKind.Int32 or NumberKind.UInt32 or NumberKind.Float32 => 4,
        _ => 8,
    };

    /// <summary>The kind of an array's numbers; null for anything else.</summary>
    /// <remarks>By the exact type: to the runtime a byte[] is an sbyte[] as well.</remarks>
    public static NumberKind? Of(Array values) => Type.GetTypeCode(values.GetType().GetElementType()) switch
    {
        TypeCode.Boolean => NumberKind.Bool,
        TypeCode.SByte => NumberKind.Int8,
        TypeCode.Byte => NumberKind.UInt8,
        TypeCode.Int16 => NumberKind.Int16,
        TypeCode.UInt16 => NumberKind.UInt16,
        TypeCode.Int32 => NumberKind.Int32,
        TypeCode.UInt32 => NumberKind.UInt32,
        TypeCode.Int64 => NumberKind.Int64,
        TypeCode.UInt64 => NumberKind.UInt64,
        TypeCode.Single => NumberKind.Float32,
        TypeCode.Double => NumberKind.Float64,
        _ => null,
    };

    public static Array Create(this NumberKind kind, long length) => kind switch
    {
        NumberKind.Bool => new bool[length],
        NumberKind.Int8 => new sbyte[length],
        NumberKind.UInt8 => new byte[length],
        NumberKind.Int16 => new short[length],
        NumberKind.UInt16 => new ushort[length],
        NumberKind.Int32 => new int[length],
        NumberKind.UInt32 => new uint[length],
        NumberKind.Int64 => new long[length],
        NumberKind.UInt64 => new ulong[length],
        NumberKind.Float32 => new float[length],
        _ => new double[length],
    };

    /// <summary>The memory of an array of numbers.</summary>
    public static Span<byte> Bytes(this NumberKind kind, Array values) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(values), checked(values.Length * kind.Size()));

    /// <summary>Turns the file's big-endian numbers into this machine's.</summary>
    public static void Convert(this NumberKind kind, ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        switch (kind.Size())
        {
            case 2:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, short>(stored), MemoryMarshal.Cast<byte, short>(destination));
                break;
            case 4:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, int>(stored), MemoryMarshal.Cast<byte, int>(destination));
                break;
            case 8:
                BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<byte, long>(stored), MemoryMarshal.Cast<byte, long>(destination));
                break;
            default:
                stored.CopyTo(destination);
                if (kind == NumberKind.Bool) Normalize(destination);
                break;
        }
    }

    /// <summary>The next <paramref name="count"/> numbers.</summary>
    public static Array Read(this NumberKind kind, ByteCursor cursor, int count)
    {
        if (count < 0 || (long)count * kind.Size() > cursor.Remaining) throw cursor.Fault($"an array of {count} numbers", $"{cursor.Remaining} bytes are left");
        Array values = kind.Create(count);
        kind.Convert(cursor.Take(count * kind.Size()), kind.Bytes(values));
        return values;
    }

    /// <summary>The next number.</summary>
    public static object ReadOne(this NumberKind kind, ByteCursor cursor) => kind switch
    {
        NumberKind.Bool => cursor.Bool(),
        NumberKind.Int8 => cursor.I8(),
        NumberKind.UInt8 => cursor.U8(),
        NumberKind.Int16 => cursor.I16(),
        NumberKind.UInt16 => cursor.U16(),
        NumberKind.Int32 => cursor.I32(),
        NumberKind.UInt32 => cursor.U32(),
        NumberKind.Int64 => cursor.I64(),
        NumberKind.UInt64 => cursor.U64(),
        NumberKind.Float32 => cursor.F32(),
        _ => cursor.F64(),
    };

    // A bool of any other value than 0 and 1 is undefined in .NET.
    private static void Normalize(Span<byte> values)
    {
        for (int index = 0; index < values.Length; index++) values[index] = values[index] == 0 ? (byte)0 : (byte)1;
    }
}
