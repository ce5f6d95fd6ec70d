using System.Globalization;
using System.Text;

namespace Wilks.Reports;

/// <summary>How a fit is written as text.</summary>
public sealed record FitTextOptions
{
    /// <summary>The defaults.</summary>
    public static FitTextOptions Default { get; } = new();

    /// <summary>The number of parameters up to which all are shown. The default is 40.</summary>
    public int MostRows { get; init; } = 40;

    /// <summary>How many of the largest pulls a folded table keeps. The default is 20.</summary>
    public int LargestPulls { get; init; } = 20;

    /// <summary>Whether all parameters are shown, however many.</summary>
    public bool All { get; init; }

    /// <summary>Whether the table is Markdown.</summary>
    public bool Markdown { get; init; }

    /// <summary>The width to keep to. The default is no limit.</summary>
    public int Width { get; init; } = int.MaxValue;
}

/// <summary>Writes a fit as text or Markdown.</summary>
public static class FitReportText
{
    private const int CorrelationsShown = 10;

    /// <summary>The fit as text: heading, table of parameters, ending.</summary>
    /// <param name="report">The fit.</param>
    /// <param name="options">How; null takes the defaults.</param>
    public static string Write(FitReport report, FitTextOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= FitTextOptions.Default;
        IReadOnlyList<FitParameter> shown = Select(report.Parameters, options);

        var text = new StringBuilder();
        text.Append(Heading(report)).Append("\n\n");
        text.Append(Render(ParameterTable(shown), options));
        int left = report.Parameters.Count - shown.Count;
        if (left > 0) text.Append(CultureInfo.InvariantCulture, $"… {left} more parameters, with smaller pulls or fixed; --all shows them, --top N the N largest pulls\n");
        if (report.Correlation is not null) AppendCorrelations(text, report.Correlation, options);
        text.Append('\n').Append(Ending(report));
        if (report.GoodnessOfFit is not null) text.Append(GoodnessOfFitReport.Summary(report.GoodnessOfFit));
        if (report.RandomStarts is not null) AppendRandomStarts(text, report.RandomStarts);
        return text.ToString();
    }

    private static string Heading(FitReport report)
    {
        int fixedCount = report.Parameters.Count(parameter => parameter.Fixed);
        int free = report.Parameters.Count - fixedCount;
        int profiled = Math.Min(report.ProfiledParameterCount, free);
        string masked = report.MaskedChannelCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({report.MaskedChannelCount} masked)");
        return string.Create(CultureInfo.InvariantCulture, $"measurement {report.Measurement}: {Count(report.ChannelCount, "channel")}{masked}, {Count(report.BinCount, "bin")}, {Count(report.Parameters.Count, "parameter")} ({free - profiled} free, {profiled} profiled, {fixedCount} fixed)");
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    // A long table keeps what an analyst looks for: POIs, free parameters, parameters at a bound and the largest pulls, in the model's order.
    private static IReadOnlyList<FitParameter> Select(IReadOnlyList<FitParameter> parameters, FitTextOptions options)
    {
        if (options.All || parameters.Count <= options.MostRows) return parameters;

        HashSet<FitParameter> pulled = [.. parameters.Where(parameter => double.IsFinite(parameter.Pull)).OrderByDescending(parameter => Math.Abs(parameter.Pull)).Take(options.LargestPulls)];
        return [.. parameters.Where(parameter => parameter.IsPoi || parameter.AtLower || parameter.AtUpper || (!parameter.Constrained && !parameter.Fixed) || pulled.Contains(parameter))];
    }

    private static Table ParameterTable(IReadOnlyList<FitParameter> parameters)
    {
        TableColumn[] columns =
        [
            new("parameter"), new("value", Alignment.Decimal), new("uncertainty", Alignment.Decimal), new("pull", Alignment.Decimal), new("remark"),
        ];
        IReadOnlyList<string>[] rows =
        [
            .. parameters.Select(parameter =>
            {
                var number = new ValueWithUncertainty(parameter.Value, parameter.Uncertainty);
                string pull = double.IsFinite(parameter.Pull) ? parameter.Pull.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) : "";
                return new[] { parameter.Name, number.ValueText, number.UncertaintyText, pull, parameter.Remark };
            }),
        ];
        return new Table(columns, rows);
    }

    private static void AppendCorrelations(StringBuilder text, NamedMatrix matrix, FitTextOptions options)
    {
        int size = matrix.Names.Count;
        IEnumerable<(int Row, int Column, double Value)> pairs =
            from row in Enumerable.Range(0, size)
            from column in Enumerable.Range(0, row)
            select (row, column, matrix.Values[(row * size) + column]);
        IReadOnlyList<string>[] rows =
        [
            .. pairs.OrderByDescending(pair => Math.Abs(pair.Value)).Take(options.All ? int.MaxValue : CorrelationsShown)
                .Select(pair => new[] { matrix.Names[pair.Column], matrix.Names[pair.Row], pair.Value.ToString("+0.000;-0.000;0.000", CultureInfo.InvariantCulture) }),
        ];
        text.Append(CultureInfo.InvariantCulture, $"\nlargest correlations ({rows.Length} of {size * (size - 1) / 2}; --json gives the matrix)\n");
        text.Append(Render(new Table([new("parameter"), new("with"), new("correlation", Alignment.Decimal)], rows), options));
    }

    private static string Ending(FitReport report)
    {
        string status = report.Status.Replace('_', ' ');
        string numbers = string.Create(CultureInfo.InvariantCulture, $"2NLL {report.TwiceNll:F6}, EDM {report.Edm:0.0e+0}, {report.Evaluations.Value + report.Evaluations.Gradient + report.Evaluations.Hessian} evaluations{(double.IsNaN(report.Seconds) ? "" : ", " + Duration.Text(report.Seconds))}");
        // A message that only repeats the status is not worth a line.
        bool saysMore = !string.Equals(report.StatusMessage.TrimEnd('.'), status, StringComparison.OrdinalIgnoreCase);
        return saysMore && report.StatusMessage.Length > 0 ? $"{status}: {numbers}\n{report.StatusMessage}\n" : $"{status}: {numbers}\n";
    }

    private static void AppendRandomStarts(StringBuilder text, RandomStartsReport starts)
    {
        text.Append(CultureInfo.InvariantCulture, $"random starts: {starts.LowestCount} of {starts.Count} reached the lowest 2NLL {starts.LowestTwiceNll:F6}; {starts.Count - starts.ConvergedCount} did not converge\n");
        foreach (OtherMinimum minimum in starts.OtherMinima)
        {
            IEnumerable<string> differences = minimum.Differences.Select(difference =>
                $"{difference.Name} {ValueWithUncertainty.Significant(difference.Value, 4)} for {ValueWithUncertainty.Significant(difference.LowestValue, 4)}");
            text.Append(CultureInfo.InvariantCulture, $"  another minimum at 2NLL {minimum.TwiceNll:F6} (+{minimum.TwiceNll - starts.LowestTwiceNll:0.0e+0}): {string.Join(", ", differences)}\n");
        }
    }

    private static string Render(Table table, FitTextOptions options) => options.Markdown ? table.ToMarkdown() : table.ToText(options.Width);
}
