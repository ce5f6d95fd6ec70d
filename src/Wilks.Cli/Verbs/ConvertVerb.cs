using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Documents;
using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks convert</c>: event tables, histograms and workspaces from one file format to another.</summary>
internal sealed class ConvertVerb : IVerb
{
    private readonly Argument<string> _input = new("IN") { Description = "What to read: a table (ROOT tree, Parquet, CSV, Arrow, .npy, .npz, pandas pickle; * and ? match several files) or histograms (.root, .json, .npz, .csv), or a workspace (pyhf JSON, HistFactory XML)." };
    private readonly Argument<string> _output = new("OUT") { Description = "What to write: .parquet, .arrow, .feather, .csv, .tsv, .npz or .root for tables, .json, .npz, .csv or .root for histograms, .json or .xml for workspaces." };
    private readonly Option<string[]> _columns = new("--columns") { HelpName = "NAME", Description = "The columns of a table to keep, in this order; repeatable (default: all).", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _name = new("--name") { HelpName = "NAME", Description = "The histogram to keep, of a file that holds several." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no summary." };

    private readonly Option<bool> _force = new("--force") { Description = "For XML: write over files that exist." };
    private readonly XmlOptions _xml = new();

    public ConvertVerb()
    {
        Command = new Command("convert", "Convert event tables, histograms and workspaces between file formats.") { _input, _output, _columns, _name, _quiet, _force };
        _xml.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        call.Messages.Quiet = call.Arguments.GetValue(_quiet);
        string input = call.Arguments.GetRequiredValue(_input);
        string output = call.Arguments.GetRequiredValue(_output);
        if (XmlConversion.Applies(input, output)) return XmlConversion.Run(call, input, output, _xml.Read(call), call.Arguments.GetValue(_force));

        bool toHistogram = Path.GetExtension(output).Equals(".json", StringComparison.OrdinalIgnoreCase) || ((File.Exists(input) || input.Contains(".root:", StringComparison.OrdinalIgnoreCase)) && HistogramFiles.IsHistogram(input));
        string summary = toHistogram ? ConvertHistograms(call, input, output) : ConvertTable(call, input, output);
        if (!call.Messages.Quiet) call.Answer(summary, path: null);
        return ExitCodes.Done;
    }

    private string ConvertHistograms(VerbCall call, string input, string output)
    {
        if (call.Arguments.GetValue(_columns) is { Length: > 0 }) throw new UsageException("--columns chooses columns of tables; of histograms --name chooses one");
        IReadOnlyList<Histogram> histograms = HistogramFiles.Read(input);
        if (call.Arguments.GetValue(_name) is { } name)
        {
            histograms = [.. histograms.Where(histogram => histogram.Name == name)];
            if (histograms.Count == 0) throw new UsageException($"'{input}' has no histogram '{name}'. {Workspaces.NearestNames.Suggest(name, HistogramFiles.Read(input).Select(histogram => histogram.Name))}".TrimEnd());
        }
        HistogramFiles.Write(histograms, output);
        return $"{output}: {Count(histograms.Count, "histogram")}\n";
    }

    private string ConvertTable(VerbCall call, string input, string output)
    {
        if (call.Arguments.GetValue(_name) is not null) throw new UsageException("--name chooses a histogram; of tables --columns chooses columns");
        if (!TableWriters.CanWrite(output)) throw new UsageException($"'{output}' has no extension of a table that can be written; use one of {string.Join(", ", TableWriters.Extensions)}");
        using IEventTable table = EventTables.Open(input);
        string[] columns = call.Arguments.GetValue(_columns) ?? [];
        if (columns.Length == 0) WarnOfOthers(call, table);
        using IEventTable chosen = columns.Length == 0 ? table : EventTables.Select(table, columns);
        TableWriters.Write(chosen, output, call.CancellationToken);
        return $"{output}: {Count(chosen.RowCount, "row")}, {Count(chosen.Columns.Count, "column")}\n";
    }

    private static void WarnOfOthers(VerbCall call, IEventTable table)
    {
        if (table.Columns.Count == 0) throw new UsageException($"'{table.Name}' has no column that can be read{string.Concat(table.Unreadable.Select(column => $"; '{column.Key}' {column.Value}"))}");
        foreach ((string name, string reason) in table.Unreadable) call.Messages.Warning($"column '{name}' is left out: it {reason}");
    }

    private static string Count(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
