using System.Globalization;
using Wilks.Root;
using RootColumn = Wilks.Root.ColumnData;

namespace Wilks.Formats.Tables.Root;

/// <summary>What branches of trees and fields of RNTuples become as columns of tables.</summary>
internal static class RootColumns
{
    public static ColumnInfo Info(string path, NumberKind? kind, int depth, string typeName) => new(path, Type(kind), depth, depth == 1 ? FixedLength(typeName) : 0);

    public static ColumnData Converted(ColumnInfo info, RootColumn column)
        => new(info, column.Values, [.. column.Levels.Select(level => Array.ConvertAll(level.Offsets, offset => checked((int)offset)))]);

    // The length in a type such as float[3]; a counted array has an empty pair of brackets.
    private static int FixedLength(string type)
    {
        int open = type.LastIndexOf('[');
        return open > 0 && type[^1] == ']' && int.TryParse(type.AsSpan(open + 1, type.Length - open - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : 0;
    }

    private static ColumnType Type(NumberKind? kind) => kind switch
    {
        NumberKind.Bool => ColumnType.Boolean,
        NumberKind.Int8 => ColumnType.Int8,
        NumberKind.UInt8 => ColumnType.UInt8,
        NumberKind.Int16 => ColumnType.Int16,
        NumberKind.UInt16 => ColumnType.UInt16,
        NumberKind.Int32 => ColumnType.Int32,
        NumberKind.UInt32 => ColumnType.UInt32,
        NumberKind.Int64 => ColumnType.Int64,
        NumberKind.UInt64 => ColumnType.UInt64,
        NumberKind.Float32 => ColumnType.Float,
        NumberKind.Float64 => ColumnType.Double,
        _ => ColumnType.Text,
    };
}
