using System.Globalization;
using Wilks.Formats.Tables;

namespace Wilks.Analysis.Variations;

/// <summary>Reads rows of numbers: from a <c>.npy</c> file, or from a text file, separated by commas, semicolons, tabs or blanks, the first of these that a line has. Lines that begin with # are left out.</summary>
internal static class RowFile
{
    private const string NumpyExtension = ".npy";
    private static readonly char[] s_separators = [',', ';', '\t'];

    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelled">Whether the first entry of a row is its name, and the first row a heading; of text files.</param>
    /// <exception cref="FormatException">An entry is no number; the message tells the line.</exception>
    internal static List<(string Label, double[] Values)> Read(string path, bool labelled)
    {
        if (!labelled && path.EndsWith(NumpyExtension, StringComparison.OrdinalIgnoreCase)) return ReadArray(path);

        var rows = new List<(string, double[])>();
        int line = 0;
        bool isHeadingNext = labelled;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith('#')) continue;
            if (isHeadingNext)
            {
                isHeadingNext = false;
                continue;
            }

            string[] entries = Split(text);
            string label = labelled ? entries[0].Trim('"') : "";
            rows.Add((label, Array.ConvertAll(labelled ? entries[1..] : entries, entry => Number(entry, line))));
        }

        return rows;
    }

    // Only blanks may stand several in a row: between two commas a number is missing.
    private static string[] Split(string text)
    {
        foreach (char separator in s_separators)
        {
            if (text.Contains(separator)) return text.Split(separator, StringSplitOptions.TrimEntries);
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static List<(string Label, double[] Values)> ReadArray(string path)
    {
        using IEventTable table = EventTables.Open(path);
        if (table.Columns.Count != 1 || table.Columns[0].Depth != 1) throw new FormatException("it is no array of two dimensions");

        var rows = new List<(string, double[])>();
        foreach (TableChunk chunk in table.Read([table.Columns[0].Name], RowRange.All))
        {
            ColumnData column = chunk.Columns[0];
            for (int row = 0; row < chunk.RowCount; row++)
            {
                (int first, int end) = (column.Offsets[0][row], column.Offsets[0][row + 1]);
                rows.Add(("", [.. Enumerable.Range(first, end - first).Select(i => Finite(Convert.ToDouble(column.Values.GetValue(i), CultureInfo.InvariantCulture), rows.Count))]));
            }
        }

        return rows;
    }

    private static double Finite(double value, int row) => double.IsFinite(value) ? value : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"row {row} holds {value}"));

    private static double Number(string entry, int line) =>
        double.TryParse(entry, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"'{entry}' in line {line} is no number");
}
