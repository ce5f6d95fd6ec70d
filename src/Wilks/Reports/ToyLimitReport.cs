using System.Globalization;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes limits from toys as text, Markdown or JSON.</summary>
public static class ToyLimitReport
{
    private const int Digits = 4;

    /// <summary>The limits as text.</summary>
    /// <param name="result">The limits.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(ToyLimitResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<(string Name, string Value)> lines = result.Expected.Select((value, index) => ("expected " + ExpectedBand.Names[index], Number(value)))
            .Prepend(("observed", double.IsNaN(result.Observed) ? "not found" : new ValueWithUncertainty(result.Observed, result.Uncertainty).ToString()));
        bool isLower = result.Statistic == TestStatistic.QMuLower;
        var table = new Table([new(""), new($"{result.PoiName} {(isLower ? "above" : "below")}", Alignment.Decimal)], [.. lines.Select(line => new[] { line.Name, line.Value })]);
        string heading = string.Create(CultureInfo.InvariantCulture, $"{(isLower ? "lower" : "upper")} limits on {result.PoiName} at {100 * result.ConfidenceLevel:G6} % confidence level: {(result.Method == LimitMethod.CLs ? "CLs" : "CLsb")}, statistic {TestWords.Statistic(result.Statistic)}, toys\n\n");
        int failed = result.Points.Sum(point => point.Failures.Count);
        string ending = string.Create(CultureInfo.InvariantCulture, $"\n{result.PoiName} fitted {ValueWithUncertainty.Short(result.PoiHat, 6)}; {result.Points.Count} tested values, {failed} toys failed\n");
        return heading + (markdown ? table.ToMarkdown() : table.ToText()) + ending + (result.StatusMessage.Length == 0 ? "" : $"{TestWords.Status(result.Status).Replace('_', ' ')}: {result.StatusMessage}\n");
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The limits.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ToyLimitResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(result.Status));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteString("poi", result.PoiName);
        json.WriteString("side", result.Statistic == TestStatistic.QMuLower ? "lower" : "upper");
        json.WriteNumberOrNull("poi_hat", result.PoiHat);
        json.WriteString("test_stat", TestWords.Statistic(result.Statistic));
        json.WriteString("method", result.Method == LimitMethod.CLs ? "cls" : "clsb");
        json.WriteNumber("confidence_level", result.ConfidenceLevel);
        json.WriteNumberOrNull("observed", result.Observed);
        json.WriteNumberOrNull("observed_uncertainty", result.Uncertainty);
        json.WriteNumbers("expected", [.. result.Expected]);
        json.WriteStartArray("points");
        foreach (ToyTestResult point in result.Points)
        {
            json.WriteStartObject();
            json.WriteNumberOrNull("poi", point.Experiment.TestValue);
            json.WriteNumberOrNull("CLs_obs", point.CLs.Value);
            json.WriteNumberOrNull("CLs_obs_uncertainty", point.CLs.Uncertainty);
            json.WriteNumbers("CLs_exp", [.. point.CLsExpected]);
            json.WriteNumberOrNull("CLsb", point.CLsb.Value);
            json.WriteNumberOrNull("CLsb_uncertainty", point.CLsb.Uncertainty);
            json.WriteNumberOrNull("CLb", point.CLb.Value);
            json.WriteNumber("failed", point.Failures.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Number(double value) => double.IsNaN(value) ? "not found" : ValueWithUncertainty.Significant(value, Digits);
}
