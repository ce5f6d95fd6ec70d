using System.Globalization;
using System.Text;
using Wilks.Workspaces;

namespace Wilks.Reports;

/// <summary>How a model is written as text.</summary>
/// <param name="All">Whether long lists are unfolded.</param>
/// <param name="Markdown">Whether tables are Markdown.</param>
/// <param name="Width">The width to keep to.</param>
public sealed record ModelTextOptions(bool All = false, bool Markdown = false, int Width = int.MaxValue);

/// <summary>Writes a model as text or Markdown.</summary>
public static class ModelReportText
{
    private const int ModifiersShown = 4;
    private const int ParametersShown = 40;
    private const int YieldDigits = 6;
    private const int SettingDigits = 4;

    /// <summary>The model as text: measurements, channels with samples, parameters, findings.</summary>
    /// <param name="report">The model.</param>
    /// <param name="options">How; null takes the defaults.</param>
    public static string Write(ModelReport report, ModelTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= new ModelTextOptions();
        var text = new StringBuilder();
        AppendMeasurements(text, report);
        text.Append('\n').Append(Render(ChannelTable(report, options), options));
        text.Append("\nmodifiers: ").Append(report.ModifierCounts.Count == 0 ? "none" : string.Join(", ", report.ModifierCounts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")))).Append('\n');
        AppendParameters(text, report, options);
        if (report.Diagnostics.Count > 0) text.Append('\n');
        foreach (Diagnostic diagnostic in report.Diagnostics) text.Append(Word(diagnostic.Severity)).Append(": ").Append(diagnostic).Append('\n');
        return text.ToString();
    }

    private static void AppendMeasurements(StringBuilder text, ModelReport report)
    {
        foreach (MeasurementEntry measurement in report.Measurements)
        {
            string mark = measurement.Name == report.Measurement ? "measurement" : "also       ";
            string pois = measurement.Pois.Count == 0 ? "no POI" : "POI " + string.Join(", ", measurement.Pois);
            text.Append(CultureInfo.InvariantCulture, $"{mark} {measurement.Name}: {pois}\n");
        }
        MeasurementEntry? compiled = report.Measurements.FirstOrDefault(measurement => measurement.Name == report.Measurement);
        if (compiled is not null && !compiled.Pois.SequenceEqual(report.Pois)) text.Append("POI taken here: ").Append(string.Join(", ", report.Pois)).Append('\n');
    }

    private static Table ChannelTable(ModelReport report, ModelTextOptions options)
    {
        TableColumn[] columns = [new("channel / sample"), new("bins", Alignment.Right), new("observed", Alignment.Decimal), new("nominal", Alignment.Decimal), new("modifiers")];
        var rows = new List<IReadOnlyList<string>>();
        foreach (ChannelEntry channel in report.Channels)
        {
            rows.Add([channel.Name, channel.Observed.Count.ToString(CultureInfo.InvariantCulture), Yield(channel.Observed.Sum()), Yield(channel.Nominal.Sum()), ""]);
            foreach (SampleEntry sample in channel.Samples) rows.Add(["  " + sample.Name, "", "", Yield(sample.Yield), Modifiers(sample, options)]);
        }
        return new Table(columns, rows);
    }

    private static string Yield(double value) => ValueWithUncertainty.Short(value, YieldDigits);

    private static string Modifiers(SampleEntry sample, ModelTextOptions options)
    {
        if (options.All || sample.Modifiers.Count <= ModifiersShown)
        {
            return string.Join(", ", sample.Modifiers.Select(modifier => $"{modifier.Name} ({modifier.Type})"));
        }
        return string.Join(", ", sample.Modifiers.CountBy(modifier => modifier.Type).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}")));
    }

    private static void AppendParameters(StringBuilder text, ModelReport report, ModelTextOptions options)
    {
        int fixedCount = report.Parameters.Count(parameter => parameter.Fixed);
        text.Append(CultureInfo.InvariantCulture, $"parameters: {report.Parameters.Count} ({report.ProfiledParameterCount} profiled, {fixedCount} fixed)\n\n");

        // Without --all the elements of a per-bin set share one line.
        IReadOnlyList<ParameterEntry>[] lines = options.All
            ? [.. report.Parameters.Select(parameter => new[] { parameter })]
            : [.. report.Parameters.GroupBy(parameter => parameter.Set, StringComparer.Ordinal).Select(set => set.ToArray())];
        int shown = options.All ? lines.Length : Math.Min(lines.Length, ParametersShown);
        TableColumn[] columns = [new("parameter"), new("init", Alignment.Decimal), new("bounds"), new("constraint"), new("used in"), new("remark")];
        text.Append(Render(new Table(columns, [.. lines.Take(shown).Select(Row)]), options));
        if (shown < lines.Length) text.Append(CultureInfo.InvariantCulture, $"… {lines.Length - shown} more parameter sets; --all shows every parameter\n");
        else if (lines.Length < report.Parameters.Count) text.Append("--all shows every element\n");
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<ParameterEntry> elements)
    {
        ParameterEntry first = elements[0];
        string name = elements.Count == 1 ? first.Name : string.Create(CultureInfo.InvariantCulture, $"{first.Set}[0..{elements.Count - 1}]");
        string init = elements.All(element => element.Init == first.Init) ? ValueWithUncertainty.Short(first.Init, SettingDigits) : "varies";
        string bounds = elements.All(element => element.Lower == first.Lower && element.Upper == first.Upper)
            ? $"[{ValueWithUncertainty.Short(first.Lower, SettingDigits)}, {ValueWithUncertainty.Short(first.Upper, SettingDigits)}]"
            : "vary";
        string uses = string.Create(CultureInfo.InvariantCulture, $"{first.ChannelCount} ch, {first.SampleCount} {(first.SampleCount == 1 ? "sample" : "samples")}: {string.Join(", ", first.ModifierTypes)}");
        return [name, init, bounds, Constraint(elements), uses, Remark(elements)];
    }

    private static string Constraint(IReadOnlyList<ParameterEntry> elements)
    {
        ParameterEntry[] constrained = [.. elements.Where(element => element.Constraint != "none")];
        if (constrained.Length == 0) return "none";
        if (constrained.Length == 1) return $"{constrained[0].Constraint} {new ValueWithUncertainty(constrained[0].Centre, constrained[0].PrefitUncertainty)}";

        double lowest = constrained.Min(element => element.PrefitUncertainty);
        double highest = constrained.Max(element => element.PrefitUncertainty);
        string lowestText = ValueWithUncertainty.Significant(lowest, 2);
        string highestText = ValueWithUncertainty.Significant(highest, 2);
        return lowestText == highestText ? $"{constrained[0].Constraint} ± {lowestText}" : $"{constrained[0].Constraint} ± {lowestText}–{highestText}";
    }

    private static string Remark(IReadOnlyList<ParameterEntry> elements)
    {
        int fixedCount = elements.Count(element => element.Fixed);
        string fixedText = fixedCount == 0 ? "" : fixedCount == elements.Count ? "fixed" : string.Create(CultureInfo.InvariantCulture, $"{fixedCount} fixed");
        string[] words = [elements.Any(element => element.IsPoi) ? "POI" : "", fixedText];
        return string.Join(", ", words.Where(word => word.Length > 0));
    }

    private static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    private static string Render(Table table, ModelTextOptions options) => options.Markdown ? table.ToMarkdown() : table.ToText(options.Width);
}
