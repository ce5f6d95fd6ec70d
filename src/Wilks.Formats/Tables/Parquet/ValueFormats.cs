using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>Parquet's encodings by their numbers.</summary>
internal static class Encodings
{
    public const int Plain = 0;
    public const int PlainDictionary = 2;
    public const int Runs = 3;
    public const int DeltaPacked = 5;
    public const int DeltaLength = 6;
    public const int DeltaBytes = 7;
    public const int Dictionary = 8;
    public const int ByteStreamSplit = 9;

    public static InvalidDataException Unknown(int encoding) => new($"values in encoding {encoding}, which doesn't go with their type");
}

/// <summary>How the values of a physical type are encoded, and what they become.</summary>
internal interface IValueFormat<T>
{
    /// <summary>Opens the values of a page.</summary>
    /// <param name="encoding">A number of <see cref="Encodings"/>, none of the dictionary.</param>
    /// <param name="bytes">The values.</param>
    /// <param name="most">The number of values that the page may have.</param>
    IValueReader<T> Open(int encoding, ReadOnlyMemory<byte> bytes, int most);

    /// <summary>The fewest bytes that a value takes in a dictionary.</summary>
    int LeastSize { get; }
}

/// <summary>INT32, INT64, FLOAT and DOUBLE.</summary>
internal sealed class NumberValues<T> : IValueFormat<T>
    where T : unmanaged
{
    public int LeastSize => Unsafe.SizeOf<T>();

    public IValueReader<T> Open(int encoding, ReadOnlyMemory<byte> bytes, int most) => encoding switch
    {
        Encodings.Plain => new PlainReader<T>(bytes),
        Encodings.ByteStreamSplit => new ByteStreamReader<T>(bytes, Unsafe.SizeOf<T>(), value => MemoryMarshal.Read<T>(value)),
        Encodings.DeltaPacked when typeof(T) == typeof(int) => (IValueReader<T>)(object)new DeltaReader<int>(bytes),
        Encodings.DeltaPacked when typeof(T) == typeof(long) => (IValueReader<T>)(object)new DeltaReader<long>(bytes),
        _ => throw Encodings.Unknown(encoding),
    };
}

/// <summary>Values made from others.</summary>
internal sealed class MappedValues<TIn, TOut>(IValueFormat<TIn> inner, Func<TIn, TOut> map) : IValueFormat<TOut>
{
    public int LeastSize => inner.LeastSize;

    public IValueReader<TOut> Open(int encoding, ReadOnlyMemory<byte> bytes, int most) => new MappedReader<TIn, TOut>(inner.Open(encoding, bytes, most), map);
}

/// <summary>BOOLEAN.</summary>
internal sealed class BooleanValues : IValueFormat<bool>
{
    public int LeastSize => 1;

    public IValueReader<bool> Open(int encoding, ReadOnlyMemory<byte> bytes, int most) => encoding switch
    {
        Encodings.Plain => new BitReader(bytes),
        // Four bytes of length come first.
        Encodings.Runs when bytes.Length >= 4 => new RunBitReader(new RleDecoder(bytes[4..], 1)),
        _ => throw Encodings.Unknown(encoding),
    };
}

/// <summary>BYTE_ARRAY, and with a length FIXED_LEN_BYTE_ARRAY and INT96.</summary>
internal sealed class ByteValues<T>(FromBytes<T> convert, int fixedLength = -1) : IValueFormat<T>
{
    public int LeastSize => fixedLength < 0 ? 4 : Math.Max(1, fixedLength);

    public IValueReader<T> Open(int encoding, ReadOnlyMemory<byte> bytes, int most) => encoding switch
    {
        Encodings.Plain => new PlainBytesReader<T>(bytes, convert, fixedLength),
        Encodings.DeltaLength when fixedLength < 0 => new DeltaBytesReader<T>(bytes, convert, hasPrefixes: false, most),
        Encodings.DeltaBytes => new DeltaBytesReader<T>(bytes, convert, hasPrefixes: true, most),
        Encodings.ByteStreamSplit when fixedLength is > 0 and <= 16 => new ByteStreamReader<T>(bytes, fixedLength, convert),
        _ => throw Encodings.Unknown(encoding),
    };
}
