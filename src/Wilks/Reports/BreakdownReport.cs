using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a breakdown of uncertainties as text, Markdown or JSON.</summary>
public static class BreakdownReport
{
    private const int Digits = 3;

    /// <summary>The breakdown as text: one table for each parameter of interest.</summary>
    /// <param name="result">The breakdown.</param>
    /// <param name="markdown">Whether tables are Markdown.</param>
    public static string Text(BreakdownResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        foreach (PoiBreakdown poi in result.Pois)
        {
            if (text.Length > 0) text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"uncertainty of {poi.Poi.Name} = {new ValueWithUncertainty(poi.Value, poi.Total.Symmetric)}\n\n");
            Alignment right = Alignment.Decimal;
            var table = new Table(
                [new("group"), new("members", Alignment.Right), new("alone", right), new("up", right), new("down", right), new("in order", right), new("up", right), new("down", right)],
                [
                    Row("total", "", poi.Total, poi.Total),
                    .. poi.Groups.Select(group => Row(group.Name, group.Parameters.Count.ToString(CultureInfo.InvariantCulture), group.Alone, group.InOrder)),
                    Row("systematic", "", poi.Systematic, null),
                    Row("statistical", "", poi.Statistical, poi.Remaining),
                ]);
            text.Append(markdown ? table.ToMarkdown() : table.ToText());
        }

        if (result.FailedCount > 0) text.Append(CultureInfo.InvariantCulture, $"\n{result.FailedCount} intervals were not found\n");
        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The breakdown.</param>
    /// <param name="json">The writer.</param>
    public static void Write(BreakdownResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteNumber("failed_intervals", result.FailedCount);
        json.WriteStartArray("pois");
        foreach (PoiBreakdown poi in result.Pois)
        {
            json.WriteStartObject();
            json.WriteString("name", poi.Poi.Name);
            json.WriteNumberOrNull("value", poi.Value);
            Write("total", poi.Total, json);
            Write("statistical", poi.Statistical, json);
            Write("systematic", poi.Systematic, json);
            Write("remaining", poi.Remaining, json);
            json.WriteStartArray("groups");
            foreach (GroupBreakdown group in poi.Groups)
            {
                json.WriteStartObject();
                json.WriteString("name", group.Name);
                json.WriteNumber("parameters", group.Parameters.Count);
                Write("alone", group.Alone, json);
                Write("in_order", group.InOrder, json);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(string key, UncertaintySplit split, Utf8JsonWriter json)
    {
        json.WriteStartObject(key);
        json.WriteNumberOrNull("symmetric", split.Symmetric);
        json.WriteNumberOrNull("up", split.Up);
        json.WriteNumberOrNull("down", split.Down);
        json.WriteEndObject();
    }

    private static string[] Row(string name, string members, UncertaintySplit alone, UncertaintySplit? inOrder)
    {
        string[] cells = [name, members, Number(alone.Symmetric), Number(alone.Up), Number(alone.Down), "", "", ""];
        if (inOrder is { } split) (cells[5], cells[6], cells[7]) = (Number(split.Symmetric), Number(split.Up), Number(split.Down));
        return cells;
    }

    private static string Number(double value) => double.IsNaN(value) ? "" : ValueWithUncertainty.Significant(value, Digits);
}
