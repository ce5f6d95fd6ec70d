using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Wilks.Root;

/// <summary>How the numbers of a member or leaf are stored: as they are, or shortened (Float16_t, Double32_t).</summary>
internal readonly record struct NumberCodec
{
    private const int FewBits = 15;

    private NumberCodec(NumberKind kind, Shortening shortening = Shortening.None, int bits = 0, double minimum = 0, double maximum = 0)
    {
        Kind = kind;
        _shortening = shortening;
        _bits = bits;
        _minimum = minimum;
        _maximum = maximum;
    }

    private readonly Shortening _shortening;
    private readonly int _bits;
    private readonly double _minimum;
    private readonly double _maximum;

    private enum Shortening
    {
        None,

        /// <summary>A double as a float.</summary>
        AsFloat,

        /// <summary>An exponent byte, then sign and leading bits of the mantissa in two bytes.</summary>
        Mantissa,

        /// <summary>A fraction of a range as an unsigned integer.</summary>
        Range,
    }

    /// <summary>The kind in memory.</summary>
    public NumberKind Kind { get; }

    /// <summary>The number of bytes in the file.</summary>
    public int StoredSize => _shortening switch
    {
        Shortening.AsFloat or Shortening.Range => 4,
        Shortening.Mantissa => 3,
        _ => Kind.Size(),
    };

    /// <summary>What the type is called in C++.</summary>
    public string CppName => (_shortening, Kind) switch
    {
        (Shortening.None, NumberKind.Bool) => "bool",
        (Shortening.None, NumberKind.Int8) => "int8_t",
        (Shortening.None, NumberKind.UInt8) => "uint8_t",
        (Shortening.None, NumberKind.Int16) => "int16_t",
        (Shortening.None, NumberKind.UInt16) => "uint16_t",
        (Shortening.None, NumberKind.Int32) => "int32_t",
        (Shortening.None, NumberKind.UInt32) => "uint32_t",
        (Shortening.None, NumberKind.Int64) => "int64_t",
        (Shortening.None, NumberKind.UInt64) => "uint64_t",
        (Shortening.None, NumberKind.Float32) => "float",
        (Shortening.None, _) => "double",
        (_, NumberKind.Float32) => "Float16_t",
        _ => "Double32_t",
    };

    public static NumberCodec Plain(NumberKind kind) => new(kind);

    public static NumberCodec Of(StreamerElement element) => Of(element.Type % StreamerTypes.Array, element.Title)
        ?? throw new RootException(new RootPlace("layout", element.Name), 0, $"a number of type {element.Type}", "this type is not known");

    /// <summary>By ROOT's number of the basic type; the title may hold <c>[min,max,bits]</c>. Null for what is no number.</summary>
    public static NumberCodec? Of(int basicType, string title) => basicType switch
    {
        1 or 10 => Plain(NumberKind.Int8),
        2 => Plain(NumberKind.Int16),
        3 => Plain(NumberKind.Int32),
        4 or 16 => Plain(NumberKind.Int64),
        5 => Plain(NumberKind.Float32),
        6 => Plain(NumberKind.Int32),
        8 => Plain(NumberKind.Float64),
        StreamerTypes.Double32 => Shortened(NumberKind.Float64, title),
        11 => Plain(NumberKind.UInt8),
        12 => Plain(NumberKind.UInt16),
        13 or 15 => Plain(NumberKind.UInt32),
        14 or 17 => Plain(NumberKind.UInt64),
        18 => Plain(NumberKind.Bool),
        StreamerTypes.Float16 => Shortened(NumberKind.Float32, title),
        _ => null,
    };

    /// <summary>A Double32_t (in memory a double) or Float16_t (a float) with the range that its title gives.</summary>
    public static NumberCodec Shortened(NumberKind kind, string title)
    {
        bool isDouble = kind == NumberKind.Float64;
        const int bitsOfMantissa = 12;
        if (Range(title) is not { } range) return isDouble ? new NumberCodec(kind, Shortening.AsFloat) : new NumberCodec(kind, Shortening.Mantissa, bitsOfMantissa);
        (double minimum, double maximum, int bits) = range;
        if (minimum >= maximum)
        {
            // ROOT: no range and fewer than 15 bits means a shortened mantissa; anything else is as if nothing were said.
            if (bits < FewBits) return new NumberCodec(kind, Shortening.Mantissa, bits);
            return isDouble ? new NumberCodec(kind, Shortening.AsFloat) : new NumberCodec(kind, Shortening.Mantissa, bitsOfMantissa);
        }
        return new NumberCodec(kind, Shortening.Range, bits, minimum, maximum);
    }

    public object ReadOne(ByteCursor cursor) => _shortening == Shortening.None ? Kind.ReadOne(cursor) : Read(cursor, 1).GetValue(0)!;

    public Array Read(ByteCursor cursor, int count)
    {
        if (count < 0 || (long)count * StoredSize > cursor.Remaining) throw cursor.Fault($"an array of {count} numbers", $"{cursor.Remaining} bytes are left");
        Array values = Kind.Create(count);
        Convert(cursor.Take(count * StoredSize), Kind.Bytes(values));
        return values;
    }

    /// <summary>Turns stored numbers into this machine's.</summary>
    public void Convert(ReadOnlySpan<byte> stored, Span<byte> destination)
    {
        if (_shortening == Shortening.None)
        {
            Kind.Convert(stored, destination);
            return;
        }
        int size = StoredSize;
        for (int index = 0; index * size < stored.Length; index++)
        {
            double value = Expand(stored.Slice(index * size, size));
            if (Kind == NumberKind.Float64) MemoryMarshal.Cast<byte, double>(destination)[index] = value;
            else MemoryMarshal.Cast<byte, float>(destination)[index] = (float)value;
        }
    }

    private double Expand(ReadOnlySpan<byte> stored)
    {
        switch (_shortening)
        {
            case Shortening.AsFloat:
                return BinaryPrimitives.ReadSingleBigEndian(stored);
            case Shortening.Range:
                double steps = _bits < 32 ? 1u << _bits : 4294967295.0;
                double factor = steps / (_maximum - _minimum);
                return (BinaryPrimitives.ReadUInt32BigEndian(stored) / factor) + _minimum;
            default:
                int mantissa = BinaryPrimitives.ReadUInt16BigEndian(stored[1..]);
                int bits = (stored[0] << 23) | ((mantissa & ((1 << (_bits + 1)) - 1)) << (23 - _bits));
                float value = BitConverter.Int32BitsToSingle(bits);
                return ((1 << (_bits + 1)) & mantissa) != 0 ? -value : value;
        }
    }

    // "[min,max,bits]" or "[min,max]" somewhere in the title; anything else there, such as "[n]", is an array.
    private static (double Minimum, double Maximum, int Bits)? Range(string title)
    {
        const int all = 32;
        int left = title.IndexOf('[', StringComparison.Ordinal);
        int right = left < 0 ? -1 : title.IndexOf(']', left);
        if (right < 0) return null;
        string[] parts = title[(left + 1)..right].Split(',');
        if (parts.Length is not (2 or 3) || Limit(parts[0]) is not { } minimum || Limit(parts[1]) is not { } maximum) return null;
        if (parts.Length == 2) return (minimum, maximum, all);
        return int.TryParse(parts[2], CultureInfo.InvariantCulture, out int bits) ? (minimum, maximum, bits is >= 2 and <= all ? bits : all) : null;
    }

    private static double? Limit(string text)
    {
        string plain = text.Trim();
        double sign = plain.StartsWith('-') ? -1 : 1;
        string name = plain.TrimStart('-').Trim();
        if (double.TryParse(plain, CultureInfo.InvariantCulture, out double value)) return value;
        string[] quotient = name.Split('/');
        double? pi = quotient[0].Trim().ToUpperInvariant() switch { "PI" => Math.PI, "TWOPI" => 2 * Math.PI, "2*PI" => 2 * Math.PI, _ => null };
        if (pi is null || quotient.Length > 2) return null;
        if (quotient.Length == 1) return sign * pi;
        return double.TryParse(quotient[1], CultureInfo.InvariantCulture, out double divisor) ? sign * pi / divisor : null;
    }
}
