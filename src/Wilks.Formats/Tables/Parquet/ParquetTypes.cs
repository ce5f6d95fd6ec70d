using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Wilks.Formats.Tables.Parquet;

/// <summary>From Parquet's physical and logical types to ours. Times are nanoseconds since 1970 (of a day: since midnight) as <c>int64</c>; decimals are doubles.</summary>
internal static class ParquetTypes
{
    private const int Text = 1;
    private const int Decimal = 5;
    private const int Date = 6;
    private const int Time = 7;
    private const int Timestamp = 8;
    private const int Integer = 10;
    private const int Float16 = 15;
    private const long JulianDayOf1970 = 2_440_588;
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>The type of a leaf's elements; null when it can't be read.</summary>
    public static ColumnType? ColumnTypeOf(SchemaElement element)
    {
        if (IsDecimal(element)) return element.Physical is 1 or 2 or 6 or 7 ? ColumnType.Double : null;
        return element.Physical switch
        {
            0 => ColumnType.Boolean,
            1 => Int32Type(element),
            2 => element.Converted == 14 || (element.Logical == Integer && element.LogicalDetail == -64) ? ColumnType.UInt64 : ColumnType.Int64,
            3 => ColumnType.Int64,
            4 => ColumnType.Float,
            5 => ColumnType.Double,
            6 => ColumnType.Text,
            7 when element is { Logical: Float16, TypeLength: 2 } => ColumnType.Float,
            7 when element.Logical == Text || element.Converted == 0 => ColumnType.Text,
            _ => null,
        };
    }

    /// <summary>What decodes the pages of a leaf.</summary>
    public static IColumnCursor CreateCursor(ParquetColumn column, ParquetPages pages)
    {
        SchemaElement element = column.Element;
        double scale = Math.Pow(10, -element.Scale);
        if (IsDecimal(element))
        {
            return element.Physical switch
            {
                1 => Cursor(new MappedValues<int, double>(new NumberValues<int>(), value => value / Math.Pow(10, element.Scale))),
                2 => Cursor(new MappedValues<long, double>(new NumberValues<long>(), value => value / Math.Pow(10, element.Scale))),
                6 => Cursor(new ByteValues<double>(bytes => (double)new BigInteger(bytes, isBigEndian: true) * scale)),
                _ => Cursor(new ByteValues<double>(bytes => (double)new BigInteger(bytes, isBigEndian: true) * scale, element.TypeLength)),
            };
        }
        return element.Physical switch
        {
            0 => Cursor(new BooleanValues()),
            1 => Int32Cursor(column, pages),
            2 => Int64Cursor(column, pages),
            3 => Cursor(new ByteValues<long>(FromInt96, 12)),
            4 => Cursor(new NumberValues<float>()),
            5 => Cursor(new NumberValues<double>()),
            7 when column.Info.Type == ColumnType.Float => Cursor(new ByteValues<float>(bytes => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes), 2)),
            7 => Cursor(new ByteValues<string>(ToText, element.TypeLength)),
            _ => Cursor(new ByteValues<string>(ToText)),
        };

        IColumnCursor Cursor<T>(IValueFormat<T> format) => new ParquetCursor<T>(column, pages, format);
    }

    private static IColumnCursor Int32Cursor(ParquetColumn column, ParquetPages pages)
    {
        var plain = new NumberValues<int>();
        return column.Info.Type switch
        {
            ColumnType.Int8 => Cursor(new MappedValues<int, sbyte>(plain, value => (sbyte)value)),
            ColumnType.Int16 => Cursor(new MappedValues<int, short>(plain, value => (short)value)),
            ColumnType.UInt8 => Cursor(new MappedValues<int, byte>(plain, value => (byte)value)),
            ColumnType.UInt16 => Cursor(new MappedValues<int, ushort>(plain, value => (ushort)value)),
            ColumnType.UInt32 => Cursor(new MappedValues<int, uint>(plain, value => (uint)value)),
            ColumnType.Int64 when column.Element.Converted == 6 || column.Element.Logical == Date => Cursor(new MappedValues<int, long>(plain, value => value * NanosecondsPerDay)),
            ColumnType.Int64 => Cursor(new MappedValues<int, long>(plain, value => value * 1_000_000L)),
            _ => Cursor(plain),
        };

        IColumnCursor Cursor<T>(IValueFormat<T> format) => new ParquetCursor<T>(column, pages, format);
    }

    private static IColumnCursor Int64Cursor(ParquetColumn column, ParquetPages pages)
    {
        if (column.Info.Type == ColumnType.UInt64) return new ParquetCursor<ulong>(column, pages, new MappedValues<long, ulong>(new NumberValues<long>(), value => (ulong)value));
        long factor = Nanoseconds(column.Element);
        var plain = new NumberValues<long>();
        return new ParquetCursor<long>(column, pages, factor == 1 ? plain : new MappedValues<long, long>(plain, value => value * factor));
    }

    private static long Nanoseconds(SchemaElement element)
    {
        if (element.Logical is Time or Timestamp) return element.LogicalDetail switch { 1 => 1_000_000, 2 => 1_000, _ => 1 };
        return element.Converted switch { 9 => 1_000_000, 8 or 10 => 1_000, _ => 1 };
    }

    private static bool IsDecimal(SchemaElement element) => element.Converted == 5 || element.Logical == Decimal;

    private static ColumnType Int32Type(SchemaElement element)
    {
        if (element.Logical is Date or Time || element.Converted is 6 or 7) return ColumnType.Int64;
        int kind = element.Logical == Integer ? element.LogicalDetail : element.Converted switch { 11 => -8, 12 => -16, 13 => -32, 15 => 8, 16 => 16, _ => 32 };
        return kind switch
        {
            8 => ColumnType.Int8,
            16 => ColumnType.Int16,
            -8 => ColumnType.UInt8,
            -16 => ColumnType.UInt16,
            -32 => ColumnType.UInt32,
            _ => ColumnType.Int32,
        };
    }

    // Nanoseconds of the day, then the Julian day: an old layout of timestamps.
    private static long FromInt96(ReadOnlySpan<byte> bytes) =>
        ((BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]) - JulianDayOf1970) * NanosecondsPerDay) + BinaryPrimitives.ReadInt64LittleEndian(bytes);

    private static string ToText(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes);
}
