using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Reports;

namespace Wilks.Analysis.PostProcessing;

/// <summary>Writes what was decided about templates, as text and JSON.</summary>
public static class ProcessingReport
{
    /// <summary>A line of counts, and a table with one row for every decision: what it is about, the number that decided and the threshold.</summary>
    /// <param name="processed">The templates.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(ProcessedTemplates processed, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(processed);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{processed.Outcomes.Length} variation{(processed.Outcomes.Length == 1 ? "" : "s")}: {Count(processed, VariationStatus.Kept)} kept, {Count(processed, VariationStatus.ShapeOnly)} with the norm dropped, ");
        text.Append(CultureInfo.InvariantCulture, $"{Count(processed, VariationStatus.NormOnly)} with the shape dropped, {Count(processed, VariationStatus.Dropped)} dropped altogether\n");
        if (processed.Decisions.IsEmpty) return text.ToString();

        TableColumn[] columns = [new("region"), new("sample"), new("parameter"), new("decision"), new("value", Alignment.Decimal), new("threshold", Alignment.Decimal), new("explanation")];
        var table = new Table(columns, [.. processed.Decisions.Select(Row)]);
        return text.Append('\n').Append(markdown ? table.ToMarkdown() : table.ToText()).ToString();
    }

    /// <summary>Writes one object: <c>summary</c>, <c>systematics</c> with what is left of each in every region and sample, <c>held_bins</c> and <c>decisions</c>. Numbers that there are none of become null.</summary>
    /// <param name="processed">The templates.</param>
    /// <param name="json">The writer.</param>
    public static void Write(ProcessedTemplates processed, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(processed);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        WriteSummary(processed, json);
        WriteSystematics(processed, json);
        json.WriteStartObject("held_bins");
        foreach ((string region, System.Collections.Immutable.ImmutableArray<bool> held) in processed.HeldBins)
        {
            json.WriteStartArray(region);
            foreach (bool isHeld in held) json.WriteBooleanValue(isHeld);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteStartArray("decisions");
        foreach (ProcessingDecision decision in processed.Decisions) WriteDecision(decision, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSummary(ProcessedTemplates processed, Utf8JsonWriter json)
    {
        json.WriteStartObject("summary");
        json.WriteNumber("variations", processed.Outcomes.Length);
        json.WriteNumber("kept", Count(processed, VariationStatus.Kept));
        json.WriteNumber("norm_dropped", Count(processed, VariationStatus.ShapeOnly));
        json.WriteNumber("shape_dropped", Count(processed, VariationStatus.NormOnly));
        json.WriteNumber("dropped", Count(processed, VariationStatus.Dropped));
        json.WriteNumber("held_bins", processed.HeldBins.Values.Sum(held => held.Count(isHeld => isHeld)));
        json.WriteEndObject();
    }

    // In the order in which a systematic is first met, so that rows of a matrix follow the configuration.
    private static void WriteSystematics(ProcessedTemplates processed, Utf8JsonWriter json)
    {
        json.WriteStartArray("systematics");
        foreach (IGrouping<(string Systematic, string Parameter), VariationOutcome> group in processed.Outcomes.GroupBy(outcome => (outcome.Systematic, outcome.Parameter)))
        {
            json.WriteStartObject();
            json.WriteString("name", group.Key.Systematic);
            json.WriteString("parameter", group.Key.Parameter);
            json.WriteStartArray("outcomes");
            foreach (VariationOutcome outcome in group)
            {
                json.WriteStartObject();
                json.WriteString("region", outcome.Target.Region);
                json.WriteString("sample", outcome.Target.Sample);
                json.WriteString("status", NameOf(outcome.Status));
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDecision(ProcessingDecision decision, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("region", decision.Region);
        json.WriteString("sample", decision.Sample);
        json.WriteString("parameter", decision.Parameter);
        json.WriteString("decision", KeyOf(decision.Kind));
        json.WriteNumberOrNull("value", decision.Value);
        json.WriteNumberOrNull("threshold", decision.Threshold);
        json.WriteString("explanation", decision.Explanation);
        json.WriteEndObject();
    }

    private static IReadOnlyList<string> Row(ProcessingDecision decision) =>
        [decision.Region, decision.Sample, decision.Parameter, KeyOf(decision.Kind).Replace('_', ' '), Number(decision.Value), Number(decision.Threshold), decision.Explanation];

    private static int Count(ProcessedTemplates processed, VariationStatus status) => processed.Outcomes.Count(outcome => outcome.Status == status);

    private static string Number(double value) => double.IsNaN(value) ? "" : ValueWithUncertainty.Significant(value, 4);

    private static string NameOf(VariationStatus status) => status switch
    {
        VariationStatus.Kept => "kept",
        VariationStatus.NormOnly => "norm_only",
        VariationStatus.ShapeOnly => "shape_only",
        VariationStatus.Dropped => "dropped",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    private static string KeyOf(DecisionKind kind) => kind switch
    {
        DecisionKind.NormDropped => "norm_dropped",
        DecisionKind.ShapeDropped => "shape_dropped",
        DecisionKind.DroppedOnEmpty => "dropped_on_empty",
        DecisionKind.DroppedAsLarge => "dropped_as_large",
        DecisionKind.Large => "large",
        DecisionKind.SameSide => "same_side",
        DecisionKind.Smoothed => "smoothed",
        DecisionKind.Symmetrized => "symmetrized",
        DecisionKind.NegativeBins => "negative_bins",
        DecisionKind.EmptyBins => "empty_bins",
        DecisionKind.StatErrorHeld => "stat_error_held",
        DecisionKind.Undefined => "undefined",
        DecisionKind.UnknownVariances => "unknown_variances",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
