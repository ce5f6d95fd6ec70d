using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Wilks.Reports;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>What was found, by severity and place.</summary>
/// <param name="Findings">The findings.</param>
/// <param name="Diagnostics">What compiling the workspace said.</param>
/// <param name="IsCompiled">Whether it could be compiled; otherwise the diagnostics hold errors, and what needs a model was not checked.</param>
public sealed record CheckReport(ImmutableArray<CheckFinding> Findings, ImmutableArray<Diagnostic> Diagnostics, bool IsCompiled)
{
    private const int MostOfOneKind = 10;
    private const int ShownOfMany = 3;

    /// <summary>The report with some kinds only.</summary>
    /// <param name="only">The kinds that stay; empty for all.</param>
    /// <param name="ignored">The kinds that go.</param>
    public CheckReport Select(IReadOnlyCollection<FindingKind> only, IReadOnlyCollection<FindingKind> ignored) =>
        this with { Findings = [.. Findings.Where(finding => (only.Count == 0 || only.Contains(finding.Kind)) && !ignored.Contains(finding.Kind))] };

    /// <summary>How many findings have a severity.</summary>
    /// <param name="severity">The severity.</param>
    public int Count(FindingSeverity severity) => Findings.Count(finding => finding.Severity == severity);

    /// <summary>A table, what to do about each kind, and a line of counts. Of more than ten of one kind and severity the first three are shown and the others counted.</summary>
    /// <param name="showsAll">Whether all are shown.</param>
    /// <param name="width">The number of characters available.</param>
    public string Text(bool showsAll, int width = int.MaxValue)
    {
        var text = new StringBuilder();
        if (Findings.Length > 0)
        {
            text.Append(Table(showsAll).ToText(width)).Append("\nwhat to do\n");
            FindingKind[] kinds = [.. Findings.Select(finding => finding.Kind).Distinct()];
            int longest = kinds.Max(kind => FindingKinds.Word(kind).Length);
            foreach (FindingKind kind in kinds) text.Append("  ").Append(FindingKinds.Word(kind).PadRight(longest)).Append("  ").Append(FindingKinds.RemedyOf(kind)).Append('\n');
            text.Append('\n');
        }

        return text.Append(Counted(FindingSeverity.Problem)).Append(", ").Append(Counted(FindingSeverity.Warning)).Append(", ").Append(Counted(FindingSeverity.Hint)).Append('\n').ToString();
    }

    /// <summary>One object with <c>findings</c> and <c>counts</c>.</summary>
    /// <param name="json">The writer.</param>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        json.WriteStartArray("findings");
        foreach (CheckFinding finding in Findings) Write(finding, json);
        json.WriteEndArray();
        json.WriteStartObject("counts");
        foreach (FindingSeverity severity in Enum.GetValues<FindingSeverity>()) json.WriteNumber(FindingKinds.Word(severity), Count(severity));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(CheckFinding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", FindingKinds.Word(finding.Kind));
        json.WriteString("severity", FindingKinds.Word(finding.Severity));
        json.WriteString("region", finding.Region);
        json.WriteString("sample", finding.Sample);
        json.WriteString("parameter", finding.Parameter);
        if (finding.Bin is { } bin) json.WriteNumber("bin", bin);
        else json.WriteNull("bin");
        json.WriteNumberOrNull("value", finding.Value);
        json.WriteNumberOrNull("threshold", finding.Threshold);
        json.WriteString("message", finding.Message);
        json.WriteString("remedy", finding.Remedy);
        json.WriteEndObject();
    }

    private string Counted(FindingSeverity severity)
    {
        int count = Count(severity);
        return string.Create(CultureInfo.InvariantCulture, $"{count} {FindingKinds.Word(severity)}{(count == 1 ? "" : "s")}");
    }

    private Table Table(bool showsAll)
    {
        string[] headers = ["", "kind", "region", "sample", "parameter", "bin", "value", "threshold", "found"];
        string[][] rows = [.. Findings.GroupBy(finding => finding.Severity).SelectMany(severity => Rows([.. severity], showsAll))];
        int[] used = [.. Enumerable.Range(0, headers.Length).Where(column => rows.Any(row => row[column].Length > 0))];
        TableColumn[] columns = [.. used.Select(column => new TableColumn(headers[column], column is >= 5 and <= 7 ? Alignment.Right : Alignment.Left))];
        return new Table(columns, [.. rows.Select(row => used.Select(column => row[column]).ToArray())]);
    }

    private static IEnumerable<string[]> Rows(CheckFinding[] findings, bool showsAll)
    {
        HashSet<FindingKind> folded = showsAll ? [] : [.. findings.CountBy(finding => finding.Kind).Where(pair => pair.Value > MostOfOneKind).Select(pair => pair.Key)];
        foreach (CheckFinding finding in findings.Where(finding => !folded.Contains(finding.Kind))) yield return Row(finding);
        foreach (IGrouping<FindingKind, CheckFinding> kind in findings.Where(finding => folded.Contains(finding.Kind)).GroupBy(finding => finding.Kind).OrderBy(kind => kind.Key))
        {
            foreach (CheckFinding finding in kind.Take(ShownOfMany)) yield return Row(finding);
            CheckFinding first = kind.First();
            yield return [FindingKinds.Word(first.Severity), FindingKinds.Word(first.Kind), "…", "", "", "", "", "", string.Create(CultureInfo.InvariantCulture, $"{kind.Count() - ShownOfMany} more; --all shows them")];
        }
    }

    private static string[] Row(CheckFinding finding) =>
    [
        FindingKinds.Word(finding.Severity), FindingKinds.Word(finding.Kind), finding.Region, finding.Sample, finding.Parameter,
        finding.Bin?.ToString(CultureInfo.InvariantCulture) ?? "", Number(finding.Value), Number(finding.Threshold), finding.Message,
    ];

    private static string Number(double value) => double.IsNaN(value) ? "" : Wilks.Analysis.Checks.Text.Number(value);
}
