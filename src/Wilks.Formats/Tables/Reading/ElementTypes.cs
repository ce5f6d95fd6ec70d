namespace Wilks.Formats.Tables;

/// <summary>What goes with each type of element: its array, its size, its name.</summary>
internal static class ElementTypes
{
    /// <summary>An array whose elements are 0, false or "".</summary>
    public static Array Create(ColumnType type, int length) => type switch
    {
        ColumnType.Boolean => new bool[length],
        ColumnType.Int8 => new sbyte[length],
        ColumnType.Int16 => new short[length],
        ColumnType.Int32 => new int[length],
        ColumnType.Int64 => new long[length],
        ColumnType.UInt8 => new byte[length],
        ColumnType.UInt16 => new ushort[length],
        ColumnType.UInt32 => new uint[length],
        ColumnType.UInt64 => new ulong[length],
        ColumnType.Float => new float[length],
        ColumnType.Double => new double[length],
        _ => EmptyTexts(length),
    };

    /// <summary>Bytes of one element in memory; of a text 16, a lower bound.</summary>
    public static int SizeOf(ColumnType type) => type switch
    {
        ColumnType.Boolean or ColumnType.Int8 or ColumnType.UInt8 => 1,
        ColumnType.Int16 or ColumnType.UInt16 => 2,
        ColumnType.Int32 or ColumnType.UInt32 or ColumnType.Float => 4,
        ColumnType.Text => 16,
        _ => 8,
    };

    /// <summary>The type as users write it: <c>int32</c>, <c>double</c>, <c>text</c>.</summary>
    public static string NameOf(ColumnType type) => type.ToString().ToLowerInvariant();

    /// <summary>The column in words: <c>double</c>, <c>list of int32</c>, <c>3 float per row</c>.</summary>
    public static string Describe(ColumnInfo column)
    {
        string name = NameOf(column.Type);
        if (column.Depth == 0) return name;
        if (column.FixedLength > 0 && column.Depth == 1) return $"{column.FixedLength} {name} per row";
        return column.Depth == 1 ? $"list of {name}" : $"list of lists of {name}";
    }

    /// <summary>Gives the elements without a value what the face promises: NaN, 0 or "".</summary>
    public static T Missing<T>()
    {
        if (typeof(T) == typeof(double)) return (T)(object)double.NaN;
        if (typeof(T) == typeof(float)) return (T)(object)float.NaN;
        if (typeof(T) == typeof(string)) return (T)(object)"";
        return default!;
    }

    private static string[] EmptyTexts(int length)
    {
        string[] texts = new string[length];
        Array.Fill(texts, "");
        return texts;
    }
}
