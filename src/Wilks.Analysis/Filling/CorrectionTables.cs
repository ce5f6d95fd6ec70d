using System.Collections.Immutable;
using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Formats.Tables;
using Wilks.Workspaces;

namespace Wilks.Analysis.Filling;

/// <summary>Reads tables of corrections.</summary>
public static class CorrectionTables
{
    /// <summary>Reads a table: a row is a cell, with columns <c>NAME_min</c> and <c>NAME_max</c> for each variable.</summary>
    /// <param name="path">A CSV file, or any other that holds a table.</param>
    /// <param name="settings">Which columns count.</param>
    /// <exception cref="WorkspaceException">The file can't be read, a column is missing or holds no numbers, a cell is empty or not finite, or two cells overlap.</exception>
    public static CorrectionTable Read(string path, CorrectionSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(settings);
        var collector = new DiagnosticCollector();
        CorrectionTable? table = null;
        try
        {
            using IEventTable file = EventTables.Open(path);
            table = Read(file, settings, collector);
        }
        catch (TableException exception)
        {
            collector.Error("WK861", settings.Location, exception.Message);
        }

        collector.ThrowIfErrors();
        return table!;
    }

    private static CorrectionTable? Read(IEventTable file, CorrectionSettings settings, DiagnosticCollector collector)
    {
        string[] variables = [.. settings.Variables.Select(pair => pair.Key)];
        var columns = new CorrectionColumns(file, settings.Location, collector);
        double[][] lower = [.. variables.Select(name => columns.Get($"{name}_min", isVariable: true))];
        double[][] upper = [.. variables.Select(name => columns.Get($"{name}_max", isVariable: true))];
        double[] values = columns.Get(settings.Value);
        double[][] uncorrelated = [.. settings.Uncorrelated.Select(name => columns.Get(name))];
        double[][] correlated = [.. settings.Correlated.Select(name => columns.Get(name))];
        if (collector.HasErrors) return null;

        var table = new CorrectionTable
        {
            Variables = [.. variables],
            Lower = Interleaved(lower, values.Length),
            Upper = Interleaved(upper, values.Length),
            Values = [.. values],
            Uncorrelated = [.. uncorrelated.Select(column => column.ToImmutableArray())],
            Correlated = [.. correlated.Select(column => column.ToImmutableArray())],
        };
        Check(table, file.Name, settings.Location, collector);
        return table;
    }

    private static ImmutableArray<double> Interleaved(double[][] columns, int rows) => [.. Enumerable.Range(0, rows).SelectMany(row => columns.Select(column => column[row]))];

    private static void Check(CorrectionTable table, string name, SourceLocation location, DiagnosticCollector collector)
    {
        if (table.CellCount == 0) collector.Error("WK862", location, $"'{name}' has no rows; each is a cell of the correction.", "Give at least one.");
        int count = table.Variables.Length;
        for (int cell = 0; cell < table.CellCount; cell++)
        {
            for (int v = 0; v < count; v++)
            {
                (double lower, double upper) = (table.Lower[(cell * count) + v], table.Upper[(cell * count) + v]);
                if (!(lower < upper)) collector.Error("WK862", location, string.Create(CultureInfo.InvariantCulture, $"'{name}' row {cell + 1}: '{table.Variables[v]}' goes from {lower:R} to {upper:R}."), "Give a lower end below the upper one.");
            }
        }

        if (!collector.HasErrors && FirstOverlap(table) is var (one, other)) collector.Error("WK863", location, string.Create(CultureInfo.InvariantCulture, $"'{name}': the cells of rows {one + 1} and {other + 1} overlap, so that events in both have two corrections."), "Make the cells disjoint, or select one kind of rows.");
    }

    // Cells that begin before the end of one in the first variable stand behind it in this order.
    private static (int One, int Other)? FirstOverlap(CorrectionTable table)
    {
        int count = table.Variables.Length;
        int[] order = [.. Enumerable.Range(0, table.CellCount).OrderBy(cell => table.Lower[cell * count])];
        for (int i = 0; i < order.Length; i++)
        {
            for (int j = i + 1; j < order.Length && table.Lower[order[j] * count] < table.Upper[order[i] * count]; j++)
            {
                bool overlaps = Enumerable.Range(0, count).All(v => table.Lower[(order[i] * count) + v] < table.Upper[(order[j] * count) + v] && table.Lower[(order[j] * count) + v] < table.Upper[(order[i] * count) + v]);
                if (overlaps) return (Math.Min(order[i], order[j]), Math.Max(order[i], order[j]));
            }
        }

        return null;
    }
}
