using System.Globalization;
using System.Text;
using Wilks.Root;

namespace Wilks.Cli.Look;

/// <summary>A histogram of one dimension as lines of text: one bar per bin, underflow and overflow at the ends if they hold anything.</summary>
internal static class HistogramPlot
{
    private const int LongestBar = 60;
    private const int MostBins = 100;

    public static string Draw(Axis axis, double[] values, int width)
    {
        var text = new StringBuilder();
        int step = Math.Max(1, (axis.BinCount + MostBins - 1) / MostBins);
        var rows = new List<(string Label, double Value)>();
        if (values[0] != 0) rows.Add(("below", values[0]));
        for (int bin = 0; bin < axis.BinCount; bin += step)
        {
            int next = Math.Min(bin + step, axis.BinCount);
            string label = step == 1 && axis.Labels.TryGetValue(bin + 1, out string? name) ? name : $"[{Number(axis.Edges[bin])}, {Number(axis.Edges[next])})";
            rows.Add((label, values.AsSpan((bin + 1)..(next + 1)).ToArray().Sum()));
        }
        if (values[^1] != 0) rows.Add(("above", values[^1]));
        int labelWidth = rows.Count == 0 ? 0 : rows.Max(row => row.Label.Length);
        int valueWidth = rows.Count == 0 ? 0 : rows.Max(row => Number(row.Value).Length);
        double largest = rows.Count == 0 ? 0 : rows.Max(row => double.IsFinite(row.Value) ? row.Value : 0);
        int bar = Math.Clamp(width - labelWidth - valueWidth - 4, 10, LongestBar);
        foreach ((string label, double value) in rows)
        {
            int length = largest > 0 && value > 0 ? (int)Math.Round(Math.Min(value / largest, 1) * bar) : 0;
            text.Append($"{label.PadRight(labelWidth)}  {Number(value).PadLeft(valueWidth)}  {new string('█', length)}".TrimEnd()).Append('\n');
        }
        return text.ToString();
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
