using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>The results of a grid of models.</summary>
/// <param name="Labels">The names of the coordinates; may be empty.</param>
/// <param name="Options">What was computed.</param>
/// <param name="Points">The points in the order of the grid.</param>
public sealed record GridReport(IReadOnlyList<string> Labels, GridOptions Options, IReadOnlyList<GridPointResult> Points)
{
    private const int Digits = 4;
    private const double UsualSize = 0.05;

    /// <summary>A table with one line per point, and a sentence about all.</summary>
    /// <param name="markdown">Whether the table is Markdown.</param>
    /// <param name="width">The width to keep to; the default is no limit.</param>
    public string Text(bool markdown = false, int width = int.MaxValue)
    {
        Table table = Table();
        return $"{(markdown ? table.ToMarkdown() : table.ToText(width))}\n{Summary()}\n";
    }

    /// <summary>A LaTeX <c>tabular</c>.</summary>
    public string Latex() => Table().ToLatex();

    /// <summary>Comma-separated values with a heading (RFC 4180); numbers read back as the same double, and are empty where there is none.</summary>
    public string Csv()
    {
        var text = new StringBuilder();
        string[] numbers = ["poi_hat", "CLs_obs", .. Band("CLs_exp"), "limit_obs", .. Band("limit_exp")];
        text.AppendJoin(',', ((string[])["name", .. Labels, "status", .. numbers, "fits", "seconds"]).Select(Quote)).Append('\n');
        foreach (GridPointResult point in Points)
        {
            double[] values = [point.PoiHat, point.ObservedCLs, .. Five(point.ExpectedCLs), point.ObservedLimit, .. Five(point.ExpectedLimits)];
            string[] cells = [point.Name, .. Coordinates(point), Word(point.Status), .. values.Select(Exact), point.FitCount.ToString(CultureInfo.InvariantCulture), Exact(point.Seconds)];
            text.AppendJoin(',', cells.Select(Quote)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes one object; numbers that are not finite become null.</summary>
    /// <param name="json">The writer.</param>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteStartArray("labels");
        foreach (string label in Labels) json.WriteStringValue(label);
        json.WriteEndArray();
        if (Options.TestedPoi is { } tested) json.WriteNumber("test_poi", tested);
        if (Options.Limit is { } limit) json.WriteNumber("confidence_level", limit.ConfidenceLevel);
        json.WriteString("test_stat", TestWords.Statistic(Options.Statistic));
        json.WriteStartArray("points");
        foreach (GridPointResult point in Points) WritePoint(point, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the object of one point.</summary>
    /// <param name="point">The point.</param>
    /// <param name="json">The writer.</param>
    public static void WritePoint(GridPointResult point, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(point);
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteString("name", point.Name);
        json.WriteStartArray("values");
        foreach (string value in point.Values)
        {
            if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)) json.WriteNumberValue(number);
            else json.WriteStringValue(value);
        }

        json.WriteEndArray();
        json.WriteString("status", Word(point.Status));
        json.WriteString("status_message", point.StatusMessage);
        json.WriteNumberOrNull("poi_hat", point.PoiHat);
        json.WriteNumberOrNull("CLs_obs", point.ObservedCLs);
        json.WriteNumbers("CLs_exp", [.. point.ExpectedCLs]);
        json.WriteNumberOrNull("limit_obs", point.ObservedLimit);
        json.WriteNumbers("limit_exp", [.. point.ExpectedLimits]);
        json.WriteNumber("fits", point.FitCount);
        json.WriteNumber("seconds", point.Seconds);
        json.WriteEndObject();
    }

    private static string Word(GridPointStatus status) => status switch
    {
        GridPointStatus.Done => "done",
        GridPointStatus.Failed => "failed",
        _ => "bad_input",
    };

    private Table Table()
    {
        bool hasTest = Options.TestedPoi is not null, hasLimit = Options.Limit is not null;
        TableColumn[] columns =
        [
            new("point"), .. Labels.Select(label => new TableColumn(label, Alignment.Decimal)),
            .. hasTest ? Columns("CLs") : [], .. hasLimit ? Columns("limit") : [], new("remark"),
        ];
        return new Table(columns, [.. Points.Select(point => (string[])
        [
            point.Name, .. Coordinates(point), .. hasTest ? Cells(point.ObservedCLs, point.ExpectedCLs) : [], .. hasLimit ? Cells(point.ObservedLimit, point.ExpectedLimits) : [], Remark(point),
        ])]);
    }

    private static TableColumn[] Columns(string what) => [new($"{what} obs", Alignment.Decimal), .. ExpectedBand.Names.Select(name => new TableColumn(name, Alignment.Decimal))];

    private static string[] Cells(double observed, IReadOnlyList<double> expected) => [.. Five(expected).Prepend(observed).Select(value => double.IsFinite(value) ? ValueWithUncertainty.Significant(value, Digits) : "")];

    private static string Remark(GridPointResult point)
    {
        if (point.Status != GridPointStatus.Done) return $"{Word(point.Status).Replace('_', ' ')}: {point.StatusMessage.Split('\n')[0]}";
        return point.ObservedCLs < UsualSize ? "excluded" : "";
    }

    private string Summary()
    {
        int failed = Points.Count(point => point.Status != GridPointStatus.Done);
        int excluded = Points.Count(point => point.Status == GridPointStatus.Done && point.ObservedCLs < UsualSize);
        string tested = Options.TestedPoi is null ? "" : $", {excluded} excluded at 95 % confidence level by CLs";
        string bad = failed == 0 ? "" : $", {failed} not to be trusted";
        return string.Create(CultureInfo.InvariantCulture, $"{Points.Count} point{(Points.Count == 1 ? "" : "s")}{tested}{bad}");
    }

    private IEnumerable<string> Coordinates(GridPointResult point) => Labels.Select((_, index) => index < point.Values.Count ? point.Values[index] : "");

    private static IEnumerable<string> Band(string what) => ((string[])["m2", "m1", "0", "p1", "p2"]).Select(place => $"{what}_{place}");

    private static IEnumerable<double> Five(IReadOnlyList<double> band) => band.Count == 0 ? Enumerable.Repeat(double.NaN, 5) : band;

    private static string Exact(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
