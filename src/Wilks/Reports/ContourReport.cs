using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>Writes contours as text and JSON.</summary>
public static class ContourReport
{
    private const int Digits = 6;

    /// <summary>The contours as tables of points.</summary>
    /// <param name="result">The contours.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="markdown">Whether the tables are Markdown.</param>
    public static string Text(ContourResult result, IReadOnlyList<Parameter> parameters, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameters);
        var text = new StringBuilder();
        foreach (int p in new[] { result.FirstParameter, result.SecondParameter })
        {
            text.Append(CultureInfo.InvariantCulture, $"{parameters[p].Name} fitted {new ValueWithUncertainty(result.Best.Values[p], result.Best.Uncertainties[p])}\n");
        }

        foreach (Contour contour in result.Contours)
        {
            text.Append(CultureInfo.InvariantCulture, $"\ncontour of {100 * contour.ConfidenceLevel:G6} % confidence (delta 2NLL = {contour.DeltaTwiceNll:F4})\n\n");
            var table = new Table(
                [new TableColumn(parameters[result.FirstParameter].Name, Alignment.Decimal), new TableColumn(parameters[result.SecondParameter].Name, Alignment.Decimal), new TableColumn("remark")],
                [.. contour.Points.Select(Row)]);
            text.Append(markdown ? table.ToMarkdown() : table.ToText());
        }

        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The contours.</param>
    /// <param name="parameters">The parameters of the model.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ContourResult result, IReadOnlyList<Parameter> parameters, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteStartArray("parameters");
        json.WriteStringValue(parameters[result.FirstParameter].Name);
        json.WriteStringValue(parameters[result.SecondParameter].Name);
        json.WriteEndArray();
        json.WriteNumbers("best_fit", [result.Best.Values[result.FirstParameter], result.Best.Values[result.SecondParameter]]);
        json.WriteStartArray("contours");
        foreach (Contour contour in result.Contours)
        {
            json.WriteStartObject();
            json.WriteNumber("confidence_level", contour.ConfidenceLevel);
            json.WriteNumber("delta_twice_nll", contour.DeltaTwiceNll);
            json.WriteStartArray("points");
            foreach (ContourPoint point in contour.Points)
            {
                json.WriteStartObject();
                json.WriteNumbers("values", [point.First, point.Second]);
                json.WriteNumberOrNull("delta_twice_nll", point.DeltaTwiceNll);
                json.WriteBoolean("at_bound", point.IsAtBound);
                json.WriteString("status", FitReport.StatusWord(point.Status));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static IReadOnlyList<string> Row(ContourPoint point)
    {
        string remark = point.Status != FitStatus.Converged ? FitReport.StatusWord(point.Status).Replace('_', ' ')
            : point.IsAtBound ? string.Create(CultureInfo.InvariantCulture, $"at a bound, delta 2NLL {point.DeltaTwiceNll:F4}") : "";
        return [ValueWithUncertainty.Short(point.First, Digits), ValueWithUncertainty.Short(point.Second, Digits), remark];
    }
}
