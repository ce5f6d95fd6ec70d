using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>A test with toys as text and as JSON.</summary>
public static class ToyTestReport
{
    private const int FailuresShown = 10;

    private static readonly string[] s_bandNames = ["-2σ", "-1σ", "median", "+1σ", "+2σ"];

    /// <summary>The test statistic of a word of the command line, or null.</summary>
    /// <param name="word">The word.</param>
    public static TestStatistic? Statistic(string word) => word switch
    {
        "q" => TestStatistic.QMu,
        "qtilde" => TestStatistic.QMuTilde,
        "t" => TestStatistic.TMu,
        "ttilde" => TestStatistic.TMuTilde,
        "q0" => TestStatistic.Q0,
        _ => null,
    };

    /// <summary>Writes JSON.</summary>
    /// <param name="result">The result.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ToyTestResult result, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(json);
        ToyExperiment experiment = result.Experiment;
        json.WriteStartObject();
        json.WriteString("status", Snake(result.Status.ToString()));
        json.WriteString("status_message", result.StatusMessage);
        json.WriteString("poi", experiment.PoiName);
        json.WriteNumberOrNull("test_poi", experiment.TestValue);
        json.WriteString("test_stat", TestWords.Statistic(experiment.Statistic));
        json.WriteNumber("seed", experiment.Seed);
        json.WriteBoolean("fixed_auxiliary_data", experiment.FixedAuxiliaryData);
        json.WriteNumberOrNull("test_statistic", experiment.Observed);
        json.WriteNumberOrNull("poi_hat", experiment.ObservedPoiHat);
        json.WriteNumberOrNull("CLs_obs", result.CLs.Value);
        json.WriteNumberOrNull("CLs_obs_uncertainty", result.CLs.Uncertainty);
        WriteFraction(json, "CLsb", result.CLsb);
        WriteFraction(json, "CLb", result.CLb);
        json.WriteNumbers("CLs_exp", result.CLsExpected.ToArray());
        json.WriteNumbers("CLsb_exp", result.CLsbExpected.ToArray());
        json.WriteNumbers("CLb_exp", result.CLbExpected.ToArray());
        WriteToys(json, "toys", result, ToyEnsemble.Tested, result.CLsb);
        WriteToys(json, "background_toys", result, ToyEnsemble.Alternative, result.CLb);
        json.WriteNumber("retried", result.RetriedCount);
        json.WriteStartArray("failures");
        foreach (ToyFailure failure in result.Failures)
        {
            json.WriteStartObject();
            json.WriteString("ensemble", Name(failure.Ensemble));
            json.WriteNumber("index", failure.Index);
            json.WriteString("status", Snake(failure.Status.ToString()));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The result as text.</summary>
    /// <param name="result">The result.</param>
    /// <param name="markdown">Whether tables are Markdown.</param>
    /// <param name="width">The width for tables of text.</param>
    public static string Text(ToyTestResult result, bool markdown, int width)
    {
        ArgumentNullException.ThrowIfNull(result);
        ToyExperiment experiment = result.Experiment;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{experiment.PoiName} = {experiment.TestValue:G6} tested with {TestWords.Statistic(experiment.Statistic)}: {ValueWithUncertainty.Short(experiment.Observed, 6)} observed, fitted {experiment.PoiName} {ValueWithUncertainty.Short(experiment.ObservedPoiHat, 6)}\n\n");
        bool isDiscovery = experiment.Statistic is TestStatistic.Q0 or TestStatistic.Q0Uncapped;
        IReadOnlyList<string>[] rows =
        [
            Row(isDiscovery ? "CLsb (p0)" : "CLsb", result.CLsb.Value, result.CLsb.Uncertainty, result.CLsbExpected, $"{result.CLsb.Passed} of {result.CLsb.Count}"),
            Row("CLb", result.CLb.Value, result.CLb.Uncertainty, result.CLbExpected, $"{result.CLb.Passed} of {result.CLb.Count}"),
            Row("CLs", result.CLs.Value, result.CLs.Uncertainty, result.CLsExpected, ""),
        ];
        TableColumn[] columns = [new(""), new("observed", Alignment.Decimal), new("uncertainty", Alignment.Decimal), new("toys", Alignment.Right), .. s_bandNames.Select(name => new TableColumn(name, Alignment.Decimal))];
        var table = new Table(columns, rows);
        text.Append(markdown ? table.ToMarkdown() : table.ToText(width));
        text.Append(CultureInfo.InvariantCulture, $"\n{Snake(result.Status.ToString()).Replace('_', ' ')}: seed {experiment.Seed}, {result.Failures.Count} failed, {result.RetriedCount} retried, {result.MissingCount} missing{(experiment.FixedAuxiliaryData ? "; auxiliary data fixed" : "")}\n");
        foreach (ToyFailure failure in result.Failures.Take(FailuresShown)) text.Append(CultureInfo.InvariantCulture, $"  {Name(failure.Ensemble)} toy {failure.Index}: {Snake(failure.Status.ToString()).Replace('_', ' ')}\n");
        if (result.Failures.Count > FailuresShown) text.Append(CultureInfo.InvariantCulture, $"  and {result.Failures.Count - FailuresShown} more; --json lists all\n");
        return text.ToString();
    }

    private static string[] Row(string name, double value, double uncertainty, IReadOnlyList<double> band, string toys)
    {
        var number = new ValueWithUncertainty(value, uncertainty);
        IEnumerable<string> expected = band.Count == 0 ? Enumerable.Repeat("", 5) : band.Select(quantile => ValueWithUncertainty.Short(quantile, 4));
        return [name, number.ValueText, number.UncertaintyText, toys, .. expected];
    }

    private static void WriteFraction(Utf8JsonWriter json, string key, ToyPValue value)
    {
        json.WriteNumberOrNull(key, value.Value);
        json.WriteNumberOrNull(key + "_uncertainty", value.Uncertainty);
        json.WriteNumbers(key + "_interval", [value.Lower, value.Upper]);
    }

    private static void WriteToys(Utf8JsonWriter json, string key, ToyTestResult result, ToyEnsemble ensemble, ToyPValue value)
    {
        ToyColumns columns = result.Sample[ensemble];
        int failed = result.Failures.Count(failure => failure.Ensemble == ensemble);
        json.WriteStartObject(key);
        json.WriteNumber("first", columns.First);
        json.WriteNumber("count", columns.Count);
        json.WriteNumber("valid", value.Count);
        json.WriteNumber("passed", value.Passed);
        json.WriteNumber("failed", failed);
        json.WriteNumber("missing", columns.Count - value.Count - failed);
        json.WriteEndObject();
    }

    private static string Name(ToyEnsemble ensemble) => ensemble == ToyEnsemble.Tested ? "tested" : "alternative";

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
