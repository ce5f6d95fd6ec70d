using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Wilks.Formats.Tables;
using Wilks.Reports;
using ColumnData = Wilks.Formats.Tables.ColumnData;

namespace Wilks.Cli.Look;

/// <summary>What an event table holds: rows, columns, types, and the range of every column of numbers in the first rows, found chunk by chunk.</summary>
internal sealed class LookTable
{
    private readonly IEventTable _table;
    private readonly long _rows;
    private readonly double[] _least;
    private readonly double[] _largest;

    public LookTable(IEventTable table, long mostRows, CancellationToken cancellationToken)
    {
        _table = table;
        _rows = Math.Min(mostRows, table.RowCount);
        _least = [.. table.Columns.Select(_ => double.PositiveInfinity)];
        _largest = [.. table.Columns.Select(_ => double.NegativeInfinity)];
        foreach (TableChunk chunk in table.Read([.. table.Columns.Select(column => column.Name)], new RowRange(0, _rows), cancellationToken))
        {
            for (int i = 0; i < chunk.Columns.Count; i++) Widen(i, chunk.Columns[i]);
        }
    }

    public string ToText(int width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{_table.Name}: {_table.RowCount} rows, {_table.Columns.Count} columns{(_rows < _table.RowCount ? $"; ranges of the first {_rows} rows (--all-entries: of all)" : "")}\n\n");
        IReadOnlyList<string>[] rows = [.. _table.Columns.Select((column, i) => new[] { column.Name, Describe(column), Range(i) })];
        text.Append(new Table([new("column"), new("type"), new("range")], rows).ToText(width));
        foreach ((string name, string reason) in _table.Unreadable) text.Append(CultureInfo.InvariantCulture, $"{name}: can't be read, it {reason}\n");
        return text.ToString();
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("file", _table.Name);
        json.WriteNumber("rows", _table.RowCount);
        json.WriteNumber("rows_in_ranges", _rows);
        json.WriteStartArray("columns");
        for (int i = 0; i < _table.Columns.Count; i++)
        {
            ColumnInfo column = _table.Columns[i];
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("type", column.Type.ToString().ToLowerInvariant());
            json.WriteNumber("depth", column.Depth);
            json.WriteNumber("fixed_length", column.FixedLength);
            json.WriteNumberOrNull("least", _least[i]);
            json.WriteNumberOrNull("largest", _largest[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("unreadable");
        foreach ((string name, string reason) in _table.Unreadable) json.WriteString(name, reason);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Describe(ColumnInfo column)
    {
        string name = column.Type.ToString().ToLowerInvariant();
        if (column.Depth == 0) return name;
        return column.FixedLength > 0 ? string.Create(CultureInfo.InvariantCulture, $"{name}[{column.FixedLength}]") : name + string.Concat(Enumerable.Repeat("[]", column.Depth));
    }

    private string Range(int column) => _least[column] > _largest[column] ? "" : string.Create(CultureInfo.InvariantCulture, $"{_least[column]:G6} … {_largest[column]:G6}");

    // Rows without a value have no part in the range, and neither has NaN.
    private void Widen(int column, ColumnData data)
    {
        switch (data.Values)
        {
            case double[] values: Widen(column, values, data.IsNull); break;
            case float[] values: Widen(column, values, data.IsNull); break;
            case sbyte[] values when data.Info.Type == ColumnType.Int8: Widen(column, values, data.IsNull); break;
            case byte[] values: Widen(column, values, data.IsNull); break;
            case short[] values when data.Info.Type == ColumnType.Int16: Widen(column, values, data.IsNull); break;
            case ushort[] values: Widen(column, values, data.IsNull); break;
            case int[] values when data.Info.Type == ColumnType.Int32: Widen(column, values, data.IsNull); break;
            case uint[] values: Widen(column, values, data.IsNull); break;
            case long[] values when data.Info.Type == ColumnType.Int64: Widen(column, values, data.IsNull); break;
            case ulong[] values: Widen(column, values, data.IsNull); break;
        }
    }

    private void Widen<T>(int column, T[] values, bool[]? isNull)
        where T : INumberBase<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (isNull?[i] == true) continue;

            double value = double.CreateChecked(values[i]);
            if (value < _least[column]) _least[column] = value;
            if (value > _largest[column]) _largest[column] = value;
        }
    }
}
