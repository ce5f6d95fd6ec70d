using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;
using Wilks.Models;

namespace Wilks.Reports;

/// <summary>Writes Feldman–Cousins intervals and regions as text, Markdown or JSON.</summary>
public static class FeldmanCousinsReport
{
    /// <summary>Intervals as text.</summary>
    /// <param name="intervals">The intervals, of one level.</param>
    /// <param name="options">How they were made.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(IReadOnlyList<FeldmanCousinsResult> intervals, FeldmanCousinsOptions options, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        ArgumentNullException.ThrowIfNull(options);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"intervals of {100 * options.Level:G4} %: Feldman-Cousins, {options.Toys} toys at each tested value, seed {options.Seed}\n\n");
        Alignment right = Alignment.Decimal;
        var table = new Table(
            [new("parameter"), new("value", right), new("from", right), new("to", right), new("tested", Alignment.Right), new("remark")],
            [.. intervals.Select(interval => new[] { interval.Name, ValueWithUncertainty.Short(interval.Value, 6), End(interval.Lower), End(interval.Upper), interval.Points.Count.ToString(CultureInfo.InvariantCulture), Remark(interval) })]);
        text.Append(markdown ? table.ToMarkdown() : table.ToText());
        foreach (FeldmanCousinsResult interval in intervals.Where(interval => interval.StatusMessage.Length > 0)) text.Append(CultureInfo.InvariantCulture, $"\n{interval.Name}: {interval.StatusMessage}");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Writes one object of intervals; numbers that are not finite become null.</summary>
    /// <param name="intervals">The intervals.</param>
    /// <param name="options">How they were made.</param>
    /// <param name="json">The writer.</param>
    public static void Write(IReadOnlyList<FeldmanCousinsResult> intervals, FeldmanCousinsOptions options, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(intervals.Select(interval => interval.Status).DefaultIfEmpty(InferenceStatus.Done).Max()));
        json.WriteNumber("toys", options.Toys);
        json.WriteNumber("seed", options.Seed);
        json.WriteStartArray("intervals");
        foreach (FeldmanCousinsResult interval in intervals)
        {
            json.WriteStartObject();
            json.WriteString("name", interval.Name);
            json.WriteNumberOrNull("value", interval.Value);
            json.WriteNumberOrNull("lower", interval.Lower.Value);
            json.WriteNumberOrNull("upper", interval.Upper.Value);
            json.WriteNumberOrNull("lower_uncertainty", interval.Lower.Uncertainty);
            json.WriteNumberOrNull("upper_uncertainty", interval.Upper.Uncertainty);
            json.WriteBoolean("lower_at_bound", interval.Lower.IsAtBound);
            json.WriteBoolean("upper_at_bound", interval.Upper.IsAtBound);
            json.WriteString("method", "feldman-cousins");
            json.WriteNumber("level", interval.Level);
            json.WriteString("status", TestWords.Status(interval.Status));
            json.WriteString("status_message", interval.StatusMessage);
            WritePoints(interval.Points, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Regions as text: the boundary of each.</summary>
    /// <param name="regions">The regions, of the same two parameters.</param>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="options">How they were made.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(IReadOnlyList<FeldmanCousinsRegionResult> regions, IReadOnlyList<Parameter> parameters, FeldmanCousinsOptions options, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        var text = new StringBuilder();
        foreach (FeldmanCousinsRegionResult region in regions)
        {
            string[] names = [.. region.Parameters.Select(index => parameters[index].Name)];
            if (text.Length > 0) text.Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"region of {100 * region.Level:G4} %: Feldman-Cousins, {options.Toys} toys at each of {region.Points.Count} points, seed {options.Seed}\n");
            text.Append(CultureInfo.InvariantCulture, $"{names[0]} fitted {ValueWithUncertainty.Short(region.Values[0], 6)}, {names[1]} fitted {ValueWithUncertainty.Short(region.Values[1], 6)}; {region.Points.Count(point => point.IsAccepted)} points accepted\n\n");
            var table = new Table([new(names[0], Alignment.Decimal), new(names[1], Alignment.Decimal)], [.. region.Boundary.Select(point => new[] { Along(point.First, point.IsAlongFirst, point.Uncertainty), Along(point.Second, !point.IsAlongFirst, point.Uncertainty) })]);
            text.Append(markdown ? table.ToMarkdown() : table.ToText());
            if (region.StatusMessage.Length > 0) text.Append(CultureInfo.InvariantCulture, $"{region.StatusMessage}\n");
        }

        return text.ToString();
    }

    /// <summary>Writes one object of regions; numbers that are not finite become null.</summary>
    /// <param name="regions">The regions, of the same two parameters.</param>
    /// <param name="parameters">The model's parameters.</param>
    /// <param name="options">How they were made.</param>
    /// <param name="json">The writer.</param>
    public static void Write(IReadOnlyList<FeldmanCousinsRegionResult> regions, IReadOnlyList<Parameter> parameters, FeldmanCousinsOptions options, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(regions);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("method", "feldman-cousins");
        json.WriteNumber("toys", options.Toys);
        json.WriteNumber("seed", options.Seed);
        json.WriteStartArray("regions");
        foreach (FeldmanCousinsRegionResult region in regions)
        {
            json.WriteStartObject();
            json.WriteString("status", TestWords.Status(region.Status));
            json.WriteString("status_message", region.StatusMessage);
            json.WriteNumber("level", region.Level);
            json.WriteStartArray("parameters");
            foreach (int index in region.Parameters) json.WriteStringValue(parameters[index].Name);
            json.WriteEndArray();
            json.WriteNumbers("best_fit", [.. region.Values]);
            json.WriteStartArray("boundary");
            foreach (BoundaryPoint point in region.Boundary)
            {
                json.WriteStartObject();
                json.WriteNumbers("values", [point.First, point.Second]);
                json.WriteNumberOrNull("uncertainty", point.Uncertainty);
                json.WriteString("along", parameters[region.Parameters[point.IsAlongFirst ? 0 : 1]].Name);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            WritePoints(region.Points, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePoints(IReadOnlyList<FeldmanCousinsPoint> points, Utf8JsonWriter json)
    {
        json.WriteStartArray("points");
        foreach (FeldmanCousinsPoint point in points)
        {
            json.WriteStartObject();
            json.WriteNumbers("values", [.. point.Values]);
            json.WriteNumberOrNull("test_statistic", point.T);
            json.WriteNumberOrNull("critical_value", point.Critical);
            json.WriteNumberOrNull("p_value", point.PValue.Value);
            json.WriteNumberOrNull("p_value_uncertainty", point.PValue.Uncertainty);
            json.WriteBoolean("accepted", point.IsAccepted);
            json.WriteNumber("failed", point.FailedCount);
            json.WriteString("status", TestWords.Status(point.Status));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Along(double value, bool isInterpolated, double uncertainty) => isInterpolated ? new ValueWithUncertainty(value, uncertainty).ToString() : ValueWithUncertainty.Short(value, 6);

    private static string End(FeldmanCousinsEnd end) => double.IsNaN(end.Value) ? "" : end.IsAtBound ? ValueWithUncertainty.Short(end.Value, 6) : new ValueWithUncertainty(end.Value, end.Uncertainty).ToString();

    private static string Remark(FeldmanCousinsResult interval)
    {
        string[] remarks = [interval.Lower.IsAtBound ? "from its lower bound" : "", interval.Upper.IsAtBound ? "to its upper bound" : "", interval.Status is InferenceStatus.Done or InferenceStatus.AtBound ? "" : TestWords.Status(interval.Status).Replace('_', ' ')];
        return string.Join(", ", remarks.Where(remark => remark.Length > 0));
    }
}
