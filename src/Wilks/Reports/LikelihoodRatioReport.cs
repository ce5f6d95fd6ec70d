using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes a test of several parameters at once as text, Markdown or JSON.</summary>
public static class LikelihoodRatioReport
{
    private const int Digits = 4;

    /// <summary>The test as text.</summary>
    /// <param name="result">The test.</param>
    /// <param name="markdown">Whether tables are Markdown.</param>
    public static string Text(LikelihoodRatioResult result, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"test of {string.Join(", ", result.Tested.Select(tested => $"{tested.Parameter.Name} = {ValueWithUncertainty.Short(tested.Value, 6)}"))}\n");
        text.Append(CultureInfo.InvariantCulture, $"fitted {string.Join(", ", result.Tested.Select(tested => $"{tested.Parameter.Name} = {ValueWithUncertainty.Short(tested.Fitted, 6)}"))}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"t = {Number(result.Value)}, p-value {Number(result.PValue)} (chi-squared, {result.Tested.Count} degree{(result.Tested.Count == 1 ? "" : "s")} of freedom)\n");
        if (result.Toys is { } toys) text.Append(CultureInfo.InvariantCulture, $"p-value {new ValueWithUncertainty(toys.PValue.Value, toys.PValue.Uncertainty)} from {toys.PValue.Passed} of {toys.PValue.Count} toys; seed {toys.Seed}, {toys.FailedCount} failed, {toys.RetriedCount} retried\n");
        if (result.Statistics.Count > 0)
        {
            var table = new Table(
                [new TableColumn("statistic"), new TableColumn("tested", Alignment.Decimal), new TableColumn("value", Alignment.Decimal), new TableColumn("p-value", Alignment.Decimal)],
                [.. result.Statistics.Select(test => new[] { TestWords.Statistic(test.Statistic), ValueWithUncertainty.Short(test.TestValue, 6), Number(test.Value), Number(test.PValue) })]);
            text.Append('\n').Append(markdown ? table.ToMarkdown() : table.ToText());
        }

        if (result.Status != InferenceStatus.Done) text.Append(CultureInfo.InvariantCulture, $"{TestWords.Status(result.Status).Replace('_', ' ')}: {result.StatusMessage}\n");
        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="result">The test.</param>
    /// <param name="json">The writer.</param>
    public static void Write(LikelihoodRatioResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(result.Status));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteStartArray("tested");
        foreach (TestedParameter tested in result.Tested)
        {
            json.WriteStartObject();
            json.WriteString("name", tested.Parameter.Name);
            json.WriteNumberOrNull("value", tested.Value);
            json.WriteNumberOrNull("fitted", tested.Fitted);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumberOrNull("test_statistic", result.Value);
        json.WriteNumber("degrees_of_freedom", result.Tested.Count);
        json.WriteNumberOrNull("p_value", result.PValue);
        if (result.Toys is { } toys) WriteToys(toys, json);
        json.WriteStartArray("statistics");
        foreach (StatisticTest test in result.Statistics)
        {
            json.WriteStartObject();
            json.WriteString("test_stat", TestWords.Statistic(test.Statistic));
            json.WriteNumberOrNull("test_value", test.TestValue);
            json.WriteNumberOrNull("value", test.Value);
            json.WriteNumberOrNull("p_value", test.PValue);
            json.WriteString("status", TestWords.Status(test.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteToys(RatioToyResult toys, Utf8JsonWriter json)
    {
        json.WriteStartObject("toys");
        json.WriteNumberOrNull("p_value", toys.PValue.Value);
        json.WriteNumberOrNull("p_value_uncertainty", toys.PValue.Uncertainty);
        json.WriteNumbers("p_value_interval", [toys.PValue.Lower, toys.PValue.Upper]);
        json.WriteNumber("passed", toys.PValue.Passed);
        json.WriteNumber("valid", toys.PValue.Count);
        json.WriteNumber("failed", toys.FailedCount);
        json.WriteNumber("retried", toys.RetriedCount);
        json.WriteNumber("seed", toys.Seed);
        json.WriteEndObject();
    }

    private static string Number(double value) => ValueWithUncertainty.Significant(value, Digits);
}
