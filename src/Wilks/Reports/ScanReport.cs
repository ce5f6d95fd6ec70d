using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>Writes profile scans as text and JSON.</summary>
public static class ScanReport
{
    private const int Digits = 6;

    /// <summary>The scan as a table: the scanned values, 2NLL above the best fit, and how the fit ended where it did not converge.</summary>
    /// <param name="result">The scan.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(ScanResult result, IReadOnlyList<Parameter> parameters, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameters);
        List<TableColumn> columns = [.. result.Axes.Select(a => new TableColumn(parameters[a.Parameter].Name, Alignment.Decimal))];
        columns.Add(new TableColumn("delta 2NLL", Alignment.Decimal));
        columns.Add(new TableColumn("remark"));
        var table = new Table(columns, [.. result.Points.Select(Row)]);
        var text = new StringBuilder("profile scan\n\n");
        text.Append(markdown ? table.ToMarkdown() : table.ToText());
        text.Append('\n');
        foreach (ScanAxis axis in result.Axes)
        {
            string fitted = new ValueWithUncertainty(result.Best.Values[axis.Parameter], result.Best.Uncertainties[axis.Parameter]).ToString();
            text.Append(CultureInfo.InvariantCulture, $"{parameters[axis.Parameter].Name} fitted {fitted}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"2NLL at the best fit {result.Best.TwiceNll:F6}\n");
        if (result.FoundLower) text.Append("a point of the scan lay below the free fit; the free fit was made again from there\n");
        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The scan.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ScanResult result, IReadOnlyList<Parameter> parameters, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteStartArray("parameters");
        foreach (ScanAxis axis in result.Axes) json.WriteStringValue(parameters[axis.Parameter].Name);
        json.WriteEndArray();
        json.WriteNumberOrNull("twice_nll", result.Best.TwiceNll);
        json.WriteNumbers("best_fit", [.. result.Axes.Select(a => result.Best.Values[a.Parameter])]);
        json.WriteBoolean("found_lower", result.FoundLower);
        json.WriteStartArray("points");
        foreach (ScanPoint point in result.Points)
        {
            json.WriteStartObject();
            json.WriteNumbers("values", point.Held);
            json.WriteNumberOrNull("twice_nll", point.TwiceNll);
            json.WriteNumberOrNull("delta_twice_nll", point.DeltaTwiceNll);
            json.WriteString("status", FitReport.StatusWord(point.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IReadOnlyList<string> Row(ScanPoint point)
        => [.. point.Held.Select(v => ValueWithUncertainty.Short(v, Digits)), point.DeltaTwiceNll.ToString("F4", CultureInfo.InvariantCulture), point.Status == FitStatus.Converged ? "" : FitReport.StatusWord(point.Status).Replace('_', ' ')];
}
