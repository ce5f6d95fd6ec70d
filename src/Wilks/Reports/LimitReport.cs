using System.Globalization;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes limits as text, Markdown or JSON.</summary>
public static class LimitReport
{
    private const int Digits = 5;

    /// <summary>The limits as text.</summary>
    /// <param name="result">The limits.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(LimitResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<(string Name, double Value)> lines = result.Expected.Select((value, index) => ("expected " + ExpectedBand.Names[index], value)).Prepend(("observed", result.Observed));
        IReadOnlyList<string>[] rows = [.. lines.Select(line => new[] { line.Name, double.IsNaN(line.Value) ? "not found" : ValueWithUncertainty.Significant(line.Value, Digits) })];
        var table = new Table([new(""), new($"{result.PoiName} {(IsLower(result) ? "above" : "below")}", Alignment.Decimal)], rows);
        string heading = string.Create(CultureInfo.InvariantCulture, $"{(IsLower(result) ? "lower" : "upper")} limits on {result.PoiName} at {100 * result.ConfidenceLevel:G6} % confidence level: {Method(result)}, statistic {TestWords.Statistic(result.Statistic)}, asymptotic\n\n");
        string ending = string.Create(CultureInfo.InvariantCulture, $"\n{result.PoiName} fitted {ValueWithUncertainty.Short(result.PoiHat, 6)}; {result.Points.Count} tested values, {result.FitCount} fits\n");
        string failure = result.Status == InferenceStatus.Done ? "" : $"{TestWords.Status(result.Status).Replace('_', ' ')}: {result.StatusMessage}\n";
        return heading + (markdown ? table.ToMarkdown() : table.ToText()) + ending + failure;
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The limits.</param>
    /// <param name="json">The writer.</param>
    public static void Write(LimitResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(result.Status));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteString("poi", result.PoiName);
        json.WriteString("side", IsLower(result) ? "lower" : "upper");
        json.WriteNumberOrNull("poi_hat", result.PoiHat);
        json.WriteString("test_stat", TestWords.Statistic(result.Statistic));
        json.WriteString("method", result.Method == LimitMethod.CLs ? "cls" : "clsb");
        json.WriteNumber("confidence_level", result.ConfidenceLevel);
        json.WriteNumberOrNull("observed", result.Observed);
        json.WriteNumbers("expected", [.. result.Expected]);
        json.WriteStartArray("points");
        foreach (HypothesisTestResult point in result.Points) WritePoint(point, json);
        json.WriteEndArray();
        json.WriteNumber("fits", result.FitCount);
        json.WriteEndObject();
    }

    private static bool IsLower(LimitResult result) => result.Statistic == TestStatistic.QMuLower;

    private static string Method(LimitResult result) => result.Method == LimitMethod.CLs ? "CLs" : "CLsb";

    private static void WritePoint(HypothesisTestResult point, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumberOrNull("poi", point.Poi);
        json.WriteNumberOrNull("CLs_obs", point.Observed.CLs);
        json.WriteNumbers("CLs_exp", [.. point.Expected.Select(values => values.CLs)]);
        json.WriteNumberOrNull("CLsb", point.Observed.CLsb);
        json.WriteNumberOrNull("CLb", point.Observed.CLb);
        json.WriteString("status", TestWords.Status(point.Status));
        json.WriteEndObject();
    }
}
