using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes impacts as text and JSON.</summary>
public static class ImpactReport
{
    /// <summary>The ranking as a table: all definitions side by side, largest post-fit shift first, then groups and totals.</summary>
    /// <param name="result">The impacts.</param>
    /// <param name="rows">How many parameters to show.</param>
    /// <param name="markdown">Whether the tables are Markdown.</param>
    public static string Text(ImpactResult result, int rows, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"impacts on {result.Poi.Name} = {new ValueWithUncertainty(result.Best.Values[result.Poi.Index], result.Total)}\n\n");
        TableColumn[] columns =
        [
            new("parameter"), new("pull", Alignment.Decimal), new("post up", Alignment.Decimal), new("post down", Alignment.Decimal), new("pre up", Alignment.Decimal),
            new("pre down", Alignment.Decimal), new("covariance", Alignment.Decimal), new("data up", Alignment.Decimal), new("data down", Alignment.Decimal),
        ];
        var table = new Table(columns, [.. result.Impacts.Take(rows).Select(Row)]);
        text.Append(markdown ? table.ToMarkdown() : table.ToText());
        if (result.Impacts.Count > rows) text.Append(CultureInfo.InvariantCulture, $"… {result.Impacts.Count - rows} more with smaller impacts; --all shows them\n");
        if (result.Groups.Count > 0) AppendGroups(text, result, markdown);
        text.Append(CultureInfo.InvariantCulture, $"\ntotal {Number(result.Total)}; systematic {Number(result.Systematic)} (auxiliary data, in quadrature), statistical {Number(result.Statistical)}\n");
        if (result.FailedCount > 0) text.Append(CultureInfo.InvariantCulture, $"{result.FailedCount} fits did not converge; their impacts are left out\n");
        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The impacts.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ImpactResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("poi", result.Poi.Name);
        json.WriteNumberOrNull("value", result.Best.Values[result.Poi.Index]);
        json.WriteNumberOrNull("uncertainty", result.Total);
        json.WriteNumberOrNull("systematic", result.Systematic);
        json.WriteNumberOrNull("statistical", result.Statistical);
        json.WriteNumber("failed_fits", result.FailedCount);
        json.WriteStartArray("impacts");
        foreach (Impact impact in result.Impacts)
        {
            json.WriteStartObject();
            json.WriteString("name", impact.Parameter.Name);
            json.WriteNumberOrNull("value", impact.Value);
            json.WriteNumberOrNull("uncertainty", impact.Uncertainty);
            json.WriteNumberOrNull("pull", Pull(impact));
            json.WriteNumbers("prefit", [impact.Prefit.Up, impact.Prefit.Down]);
            json.WriteNumbers("postfit", [impact.Postfit.Up, impact.Postfit.Down]);
            json.WriteNumberOrNull("covariance", impact.Covariance);
            json.WriteNumbers("auxiliary_data", [impact.Auxiliary.Up, impact.Auxiliary.Down]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("groups");
        foreach (GroupImpact group in result.Groups)
        {
            json.WriteStartObject();
            json.WriteString("name", group.Name);
            json.WriteNumber("parameters", group.Parameters.Count);
            json.WriteNumberOrNull("freezing", group.Freezing);
            json.WriteNumberOrNull("covariance", group.Covariance);
            json.WriteNumberOrNull("auxiliary_data", group.Auxiliary);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void AppendGroups(StringBuilder text, ImpactResult result, bool markdown)
    {
        var table = new Table(
            [new TableColumn("group"), new TableColumn("members", Alignment.Right), new TableColumn("freezing", Alignment.Decimal), new TableColumn("covariance", Alignment.Decimal), new TableColumn("data", Alignment.Decimal)],
            [.. result.Groups.Select(g => (IReadOnlyList<string>)[g.Name, g.Parameters.Count.ToString(CultureInfo.InvariantCulture), Number(g.Freezing), Number(g.Covariance), Number(g.Auxiliary)])]);
        text.Append('\n').Append(markdown ? table.ToMarkdown() : table.ToText());
    }

    private static IReadOnlyList<string> Row(Impact i)
        => [i.Parameter.Name, Signed(Pull(i), "+0.00;-0.00;0.00"), Shown(i.Postfit.Up), Shown(i.Postfit.Down), Shown(i.Prefit.Up), Shown(i.Prefit.Down), Shown(i.Covariance), Shown(i.Auxiliary.Up), Shown(i.Auxiliary.Down)];

    private static double Pull(Impact impact) => (impact.Value - impact.Parameter.ConstraintCentre) / impact.Parameter.PrefitUncertainty;

    private static string Number(double value) => double.IsNaN(value) ? "" : ValueWithUncertainty.Significant(value, 3);

    private static string Shown(double value) => Signed(value, "+0.0000;-0.0000;0.0000");

    private static string Signed(double value, string format) => double.IsNaN(value) ? "" : value.ToString(format, CultureInfo.InvariantCulture);
}
