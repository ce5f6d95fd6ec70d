using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Tables;

/// <summary>A table in memory: the same rows for every format.</summary>
internal sealed class SampleTable(string name, IReadOnlyList<ColumnData> columns, int rowCount, int chunkRows = 1000) : IEventTable
{
    public string Name => name;

    public IReadOnlyList<ColumnInfo> Columns { get; } = [.. columns.Select(column => column.Info)];

    public long RowCount => rowCount;

    /// <summary>A column of each flat type, with and without missing values.</summary>
    public static SampleTable Flat(int rows, bool withNulls = true)
    {
        var columns = new List<ColumnData>();
        foreach (ColumnType type in Enum.GetValues<ColumnType>())
        {
            columns.Add(new ColumnData(new ColumnInfo($"{ElementTypes.NameOf(type)}", type), Values(type, rows), []));
            if (withNulls) columns.Add(WithNulls(new ColumnInfo($"{ElementTypes.NameOf(type)}_or_null", type), rows));
        }
        return new SampleTable("flat", columns, rows);
    }

    /// <summary>Lists and lists of lists of each type, empty ones among them.</summary>
    public static SampleTable Lists(int rows)
    {
        var columns = new List<ColumnData>();
        foreach (ColumnType type in Enum.GetValues<ColumnType>())
        {
            int[] outer = Ends(rows, 4);
            columns.Add(new ColumnData(new ColumnInfo($"{ElementTypes.NameOf(type)}_list", type, 1), Values(type, outer[^1]), [outer]));
            int[] inner = Ends(outer[^1], 3);
            columns.Add(new ColumnData(new ColumnInfo($"{ElementTypes.NameOf(type)}_lists", type, 2), Values(type, inner[^1]), [outer, inner]));
        }
        return new SampleTable("lists", columns, rows);
    }

    public static Array Values(ColumnType type, int count)
    {
        Array values = ElementTypes.Create(type, count);
        for (int i = 0; i < count; i++)
        {
            long number = (i * 7919L) - 40;
            values.SetValue(type switch
            {
                ColumnType.Boolean => i % 3 == 0,
                ColumnType.Int8 => (sbyte)number,
                ColumnType.Int16 => (short)number,
                ColumnType.Int32 => (int)number * 1000,
                ColumnType.Int64 => number * 1_000_000_007L,
                ColumnType.UInt8 => (byte)number,
                ColumnType.UInt16 => (ushort)number,
                ColumnType.UInt32 => (uint)number * 500_000,
                ColumnType.UInt64 => (ulong)number * 2_000_000_011UL,
                ColumnType.Float => (float)(number * 0.37),
                ColumnType.Double => number * 0.1,
                _ => (object)(i % 5 == 0 ? "é\"," : $"row {i}"),
            }, i);
        }
        return values;
    }

    public IEnumerable<TableChunk> Read(IReadOnlyList<string> wanted, RowRange rows, CancellationToken cancellationToken = default)
    {
        ColumnData[] chosen = [.. wanted.Select(column => columns.First(candidate => candidate.Info.Name == column))];
        int end = (int)Math.Min(rowCount, rows.Count == long.MaxValue ? rowCount : rows.First + rows.Count);
        for (int row = (int)rows.First; row < end; row += chunkRows)
        {
            int count = Math.Min(chunkRows, end - row);
            yield return new TableChunk(row, count, [.. chosen.Select(column => ColumnSlice.Of(column, row, count))]);
        }
    }

    public void Dispose()
    {
    }

    private static ColumnData WithNulls(ColumnInfo info, int rows)
    {
        Array values = Values(info.Type, rows);
        Array missing = ElementTypes.Create(info.Type, 1);
        if (info.Type == ColumnType.Double) missing.SetValue(double.NaN, 0);
        if (info.Type == ColumnType.Float) missing.SetValue(float.NaN, 0);
        bool[] isNull = new bool[rows];
        for (int i = 0; i < rows; i++)
        {
            isNull[i] = i % 4 == 1 || i / 50 == 3;
            if (isNull[i]) Array.Copy(missing, 0, values, i, 1);
        }
        return new ColumnData(info, values, [], isNull);
    }

    private static int[] Ends(int count, int most)
    {
        int[] ends = new int[count + 1];
        for (int i = 0; i < count; i++) ends[i + 1] = ends[i] + (((i * 31) + 2) % most);
        return ends;
    }
}
