using System.Globalization;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a test of one value as text, Markdown or JSON.</summary>
public static class HypothesisTestReport
{
    private const int Digits = 4;
    private const double UsualSize = 0.05;

    /// <summary>The test as text.</summary>
    /// <param name="result">The test.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(HypothesisTestResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        IEnumerable<(string Name, TailProbabilities Values)> lines = result.Expected.Select((values, index) => ("expected " + ExpectedBand.Names[index], values)).Prepend(("observed", result.Observed));
        IReadOnlyList<string>[] rows = [.. lines.Select(line => new[] { line.Name, Number(line.Values.CLs), Number(line.Values.CLsb), Number(line.Values.CLb) })];
        var table = new Table([new(""), new("CLs", Alignment.Decimal), new("CLsb", Alignment.Decimal), new("CLb", Alignment.Decimal)], rows);
        string poi = $"{result.PoiName} = {ValueWithUncertainty.Short(result.Poi, 6)}";
        string heading = $"test of {poi}, statistic {TestWords.Statistic(result.Statistic)}, asymptotic\n\n";
        string numbers = string.Create(CultureInfo.InvariantCulture, $"\n{result.PoiName} fitted {ValueWithUncertainty.Short(result.PoiHat, 6)}; test statistic {Number(result.Value)}, on Asimov data {Number(result.AsimovValue)}; {result.FitCount} fits\n");
        return heading + (markdown ? table.ToMarkdown() : table.ToText()) + numbers + Verdict(result, poi);
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The test.</param>
    /// <param name="json">The writer.</param>
    public static void Write(HypothesisTestResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(result.Status));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteString("poi", result.PoiName);
        json.WriteNumberOrNull("test_poi", result.Poi);
        json.WriteString("test_stat", TestWords.Statistic(result.Statistic));
        json.WriteNumberOrNull("CLs_obs", result.Observed.CLs);
        json.WriteNumbers("CLs_exp", [.. result.Expected.Select(values => values.CLs)]);
        json.WriteNumberOrNull("CLsb", result.Observed.CLsb);
        json.WriteNumberOrNull("CLb", result.Observed.CLb);
        json.WriteNumbers("CLsb_exp", [.. result.Expected.Select(values => values.CLsb)]);
        json.WriteNumbers("CLb_exp", [.. result.Expected.Select(values => values.CLb)]);
        json.WriteNumberOrNull("test_statistic", result.Value);
        json.WriteNumberOrNull("asimov_test_statistic", result.AsimovValue);
        json.WriteNumberOrNull("poi_hat", result.PoiHat);
        json.WriteNumber("fits", result.FitCount);
        json.WriteEndObject();
    }

    private static string Number(double value) => ValueWithUncertainty.Significant(value, Digits);

    private static string Verdict(HypothesisTestResult result, string poi)
    {
        if (result.Status != InferenceStatus.Done) return $"{TestWords.Status(result.Status).Replace('_', ' ')}: {result.StatusMessage}\n";

        bool isExcluded = result.Observed.CLs < UsualSize;
        return $"{poi} is {(isExcluded ? "" : "not ")}excluded at 95 % confidence level by CLs\n";
    }
}
