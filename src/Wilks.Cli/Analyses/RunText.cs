using System.Text;
using System.Text.Json;
using Wilks.Analysis.Steps;
using Wilks.Reports;

namespace Wilks.Cli.Analyses;

/// <summary>Writes what a run did, as text or JSON.</summary>
internal static class RunText
{
    /// <summary>One line per step, then where the files are.</summary>
    public static string Text(RunOutcome outcome)
    {
        IReadOnlyList<string>[] rows = [.. outcome.Steps.Select(step => new[] { step.Name, step.IsTrusted ? step.Summary : $"NOT TO BE TRUSTED: {step.Message}", step.WasUpToDate ? "up to date" : Duration.Text(step.Seconds) })];
        var table = new Table([new("step"), new("result"), new("time", Alignment.Right)], rows);
        return new StringBuilder(table.ToText()).Append('\n').Append(Places(outcome)).ToString();
    }

    /// <summary>One object.</summary>
    public static void Write(RunOutcome outcome, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps");
        foreach (StepEnding step in outcome.Steps)
        {
            json.WriteStartObject();
            json.WriteString("name", step.Name);
            json.WriteBoolean("up_to_date", step.WasUpToDate);
            json.WriteNumber("seconds", step.Seconds);
            json.WriteString("summary", step.Summary);
            json.WriteBoolean("to_be_trusted", step.IsTrusted);
            json.WriteString("message", step.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("histogram_folder", outcome.Folders.Histograms);
        json.WriteString("result_folder", outcome.Folders.Results);
        json.WriteEndObject();
    }

    private static string Places(RunOutcome outcome)
    {
        bool hasResults = outcome.Steps.Any(step => step.Name == "workspace");
        return hasResults ? $"templates in {outcome.Folders.Histograms}, results in {outcome.Folders.Results}\n" : $"templates in {outcome.Folders.Histograms}\n";
    }
}
