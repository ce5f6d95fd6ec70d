using System.Globalization;
using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>The columns of a table of corrections as doubles; what is missing or no number is told to the collector.</summary>
internal sealed class CorrectionColumns(IEventTable table, SourceLocation location, DiagnosticCollector collector)
{
    /// <summary>A column; zeros when it can't be used.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isVariable">Whether it holds the ends of cells, which may be infinite.</param>
    public double[] Get(string name, bool isVariable = false)
    {
        double[] none = new double[table.RowCount];
        ColumnInfo? column = table.Columns.FirstOrDefault(column => column.Name == name);
        if (column is null)
        {
            string what = isVariable ? " Each variable needs its columns _min and _max." : "";
            collector.Error("WK861", location, $"'{table.Name}' has no column '{name}'.{what}", NearestNames.Suggest(name, table.Columns.Select(known => known.Name)));
            return none;
        }

        if (column.Type is ColumnType.Text or ColumnType.Boolean || column.Depth > 0)
        {
            collector.Error("WK861", location, $"'{table.Name}': column '{name}' holds no numbers.", "Name a column of numbers.");
            return none;
        }

        double[] values = [.. table.Read([name], RowRange.All).SelectMany(Numbers)];
        for (int row = 0; row < values.Length; row++)
        {
            bool isUsable = isVariable ? !double.IsNaN(values[row]) : double.IsFinite(values[row]);
            if (!isUsable) collector.Error("WK862", location, string.Create(CultureInfo.InvariantCulture, $"'{table.Name}' row {row + 1}, column '{name}': {(double.IsNaN(values[row]) ? "there is no number" : "the number is infinite")}."), "Give a finite number in each row.");
        }

        return values;
    }

    private static IEnumerable<double> Numbers(TableChunk chunk)
    {
        ColumnData column = chunk.Columns[0];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            yield return column.IsNull?[row] == true ? double.NaN : Convert.ToDouble(column.Values.GetValue(row), CultureInfo.InvariantCulture);
        }
    }
}
