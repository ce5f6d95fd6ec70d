using System.Globalization;

namespace Wilks.Analysis.Variations;

/// <summary>Reads rows of numbers from a text file, separated by commas, semicolons, tabs or blanks; lines that begin with # are left out.</summary>
internal static class RowFile
{
    private static readonly char[] s_separators = [',', ';', '\t', ' '];

    /// <summary>Reads the rows.</summary>
    /// <param name="path">The file.</param>
    /// <param name="labelled">Whether the first entry of a row is its name, and the first line a heading.</param>
    /// <exception cref="FormatException">An entry is no number; the message tells the line.</exception>
    internal static List<(string Label, double[] Values)> Read(string path, bool labelled)
    {
        var rows = new List<(string, double[])>();
        int line = 0;
        foreach (string text in File.ReadLines(path))
        {
            line++;
            string[] entries = text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            bool isHeading = labelled && line == 1;
            if (entries.Length == 0 || entries[0].StartsWith('#') || isHeading) continue;

            string label = labelled ? entries[0] : "";
            rows.Add((label, Array.ConvertAll(labelled ? entries[1..] : entries, entry => Number(entry, line))));
        }

        return rows;
    }

    private static double Number(string entry, int line) =>
        double.TryParse(entry, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"'{entry}' in line {line} is no number");
}
