using System.Globalization;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>Writes intervals of parameters as text, Markdown or JSON.</summary>
public static class IntervalReport
{
    /// <summary>The intervals as text.</summary>
    /// <param name="intervals">The intervals, of one method and level.</param>
    /// <param name="markdown">Whether the table is Markdown.</param>
    public static string Text(IReadOnlyList<ParameterInterval> intervals, bool markdown = false)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        if (intervals.Count == 0) return "no parameter to give an interval of\n";

        IReadOnlyList<string>[] rows = [.. intervals.Select(Row)];
        var table = new Table([new("parameter"), new("value", Alignment.Decimal), new("below", Alignment.Decimal), new("above", Alignment.Decimal), new("from", Alignment.Decimal), new("to", Alignment.Decimal), new("remark")], rows);
        string heading = string.Create(CultureInfo.InvariantCulture, $"intervals of {100 * intervals[0].Level:G4} %: {(intervals[0].Method == IntervalMethod.Profile ? "profile likelihood" : "Hessian uncertainties")}\n\n");
        IEnumerable<string> messages = intervals.Where(interval => interval.Status is not (InferenceStatus.Done or InferenceStatus.AtBound)).Select(interval => $"{interval.Name}: {interval.StatusMessage}\n");
        int fits = intervals.Sum(interval => interval.FitCount);
        return heading + (markdown ? table.ToMarkdown() : table.ToText()) + string.Create(CultureInfo.InvariantCulture, $"\n{fits + 1} fits\n") + string.Concat(messages);
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="intervals">The intervals.</param>
    /// <param name="json">The writer.</param>
    public static void Write(IReadOnlyList<ParameterInterval> intervals, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("status", TestWords.Status(Worst(intervals)));
        json.WriteStartArray("intervals");
        foreach (ParameterInterval interval in intervals) WriteInterval(interval, json);
        json.WriteEndArray();
        json.WriteNumber("fits", intervals.Sum(interval => interval.FitCount) + 1);
        json.WriteEndObject();
    }

    /// <summary>The status of the least trustworthy interval.</summary>
    /// <param name="intervals">The intervals.</param>
    public static InferenceStatus Worst(IReadOnlyList<ParameterInterval> intervals) => intervals.Select(interval => interval.Status).DefaultIfEmpty(InferenceStatus.Done).Max();

    private static string[] Row(ParameterInterval interval)
    {
        double below = interval.Value - interval.Lower;
        double above = interval.Upper - interval.Value;
        double width = below > 0 && above > 0 ? Math.Min(below, above) : Math.Max(below, above);
        string remark = string.Join(", ", Remarks(interval));
        return [interval.Name, Digits(interval.Value, width), Digits(-below, width), "+" + Digits(above, width), Digits(interval.Lower, width), Digits(interval.Upper, width), remark];
    }

    private static IEnumerable<string> Remarks(ParameterInterval interval)
    {
        if (interval.LowerAtBound) yield return "from its lower bound";
        if (interval.UpperAtBound) yield return "to its upper bound";
        if (interval.Status is not (InferenceStatus.Done or InferenceStatus.AtBound)) yield return TestWords.Status(interval.Status).Replace('_', ' ');
    }

    private static string Digits(double value, double width) => double.IsNaN(value) ? "" : new ValueWithUncertainty(value, width).ValueText;

    private static void WriteInterval(ParameterInterval interval, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", interval.Name);
        json.WriteNumberOrNull("value", interval.Value);
        json.WriteNumberOrNull("lower", interval.Lower);
        json.WriteNumberOrNull("upper", interval.Upper);
        json.WriteBoolean("lower_at_bound", interval.LowerAtBound);
        json.WriteBoolean("upper_at_bound", interval.UpperAtBound);
        json.WriteString("method", interval.Method == IntervalMethod.Profile ? "profile" : "hesse");
        json.WriteNumber("level", interval.Level);
        json.WriteString("status", TestWords.Status(interval.Status));
        json.WriteString("status_message", interval.StatusMessage);
        json.WriteEndObject();
    }
}
