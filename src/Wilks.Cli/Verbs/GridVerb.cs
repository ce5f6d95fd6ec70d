using System.CommandLine;
using System.Globalization;
using System.Text;
using Wilks.Cli.Grids;
using Wilks.Cli.Toys;
using Wilks.Formats.Documents;
using Wilks.Formats.Grids;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks grid</c>: every signal of a patch set.</summary>
internal sealed class GridVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "The background-only workspace; .gz is understood." };
    private readonly Argument<string[]> _patches = new("PATCHES") { Description = "Patch sets, JSON patches, or folders of them.", Arity = ArgumentArity.OneOrMore };
    private readonly Option<bool> _cls = new("--cls") { Description = "Test --test-poi at every point (the default without --limit)." };
    private readonly Option<bool> _limit = new("--limit") { Description = "Find upper limits at every point, observed and expected." };
    private readonly Option<string?> _testPoi = new("--test-poi") { HelpName = "X", Description = "The tested value of the parameter of interest (default: 1)." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _level = new("--confidence-level") { HelpName = "X", Description = "The confidence level of the limits, between 0.5 and 1 (default: 0.95)." };
    private readonly Option<string?> _checkpoint = new("--checkpoint") { HelpName = "FILE", Description = "Write each point to FILE as soon as it is finished." };
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on with the file of --checkpoint: compute only the points that are missing from it." };
    private readonly Option<bool> _noVerify = new("--no-verify") { Description = "Do not compare the digests of patch sets with the workspace." };
    private readonly CommonOptions _common = new();

    public GridVerb()
    {
        Command = new Command("grid", "Test every signal of a patch set: CLs or limits of all points in one table.") { _workspace, _patches, _cls, _limit, _testPoi, _testStat, _level, _checkpoint, _resume, _noVerify };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        GridOptions options = ReadOptions(call, settings);
        if (settings.Compile.Blinded.Count > 0) throw new UsageException("'wilks grid' would give the value of a blinded parameter away; fit, interval, scan, contour, impacts and breakdown do not");

        string? checkpoint = call.Arguments.GetValue(_checkpoint);
        bool resumes = call.Arguments.GetValue(_resume);
        if (resumes && checkpoint is null) throw new UsageException("--resume goes on with a file: name it with --checkpoint FILE");
        if (!resumes && checkpoint is not null && File.Exists(checkpoint)) throw new UsageException($"'{checkpoint}' is there already: go on with it by --resume, or remove it first");

        using var progress = new Progress(call.Terminal, "reading");
        PyhfDocument background = WorkspaceInput.ReadPyhf(call.Arguments.GetRequiredValue(_workspace), settings.Patches, call.Terminal);
        call.Messages.Diagnostics(background.Diagnostics);
        var grid = GridInput.Read(call.Arguments.GetRequiredValue(_patches), background.Tree, !call.Arguments.GetValue(_noVerify));
        using GridFile? file = checkpoint is null ? null : GridFile.Open(checkpoint, Fingerprint(background, grid, settings, options), resumes);
        IReadOnlyList<GridPointResult> results = Compute(background, grid, settings, options, file, call, progress);
        progress.Dispose();

        var report = new GridReport(grid.Labels, options, results);
        call.Answer(settings.Format switch
        {
            OutputFormat.Json => VerbCall.Json(report.Write),
            OutputFormat.Csv => report.Csv(),
            OutputFormat.Latex => report.Latex(),
            _ => report.Text(settings.Format == OutputFormat.Markdown, settings.Output is null ? call.Terminal.Width : int.MaxValue),
        }, settings.Output);
        foreach (IGrouping<string, GridPointResult> bad in results.Where(result => result.Status != GridPointStatus.Done).GroupBy(result => result.StatusMessage, StringComparer.Ordinal))
        {
            string more = bad.Count() == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" and {bad.Count() - 1} more");
            call.Messages.Error($"{bad.First().Name}{more}: {bad.Key}");
        }

        return results.Any(result => result.Status == GridPointStatus.BadInput) ? ExitCodes.BadInput : results.Any(result => result.Status == GridPointStatus.Failed) ? ExitCodes.NotToBeTrusted : ExitCodes.Done;
    }

    private GridOptions ReadOptions(VerbCall call, CommonSettings settings)
    {
        bool hasLimit = call.Arguments.GetValue(_limit), hasTest = call.Arguments.GetValue(_cls) || !hasLimit;
        double? tested = OptionValue.Number("--test-poi", call.Arguments.GetValue(_testPoi));
        if (tested is not null && !hasTest) throw new UsageException("--test-poi is tested with --cls; add it beside --limit");
        double level = OptionValue.Number("--confidence-level", call.Arguments.GetValue(_level)) ?? LimitOptions.Default.ConfidenceLevel;
        if (!(level is > 0.5 and < 1)) throw new UsageException("--confidence-level takes a number between 0.5 and 1, such as 0.95");

        return new GridOptions
        {
            TestedPoi = hasTest ? tested ?? 1 : null,
            Limit = hasLimit ? LimitOptions.Default with { ConfidenceLevel = level } : null,
            Statistic = TestTarget.Statistic(call.Arguments.GetValue(_testStat)),
            Threads = settings.Threads,
        };
    }

    private static GridPointResult[] Compute(PyhfDocument background, GridInput grid, CommonSettings settings, GridOptions options, GridFile? file, VerbCall call, Progress progress)
    {
        int[] missing = [.. Enumerable.Range(0, grid.Points.Count).Where(index => file is null || !file.Known.ContainsKey(grid.Points[index].Name))];
        (Overlay? overlay, IReadOnlyList<Diagnostic> found) = WorkspaceInput.ReadOverlays(settings.Overlays);
        call.Messages.Diagnostics(found);
        int known = grid.Points.Count - missing.Length, finished = known;
        progress.Report(string.Create(CultureInfo.InvariantCulture, $"{finished} of {grid.Points.Count} points"));
        IReadOnlyList<GridPointResult> made = SignalGrid.Run([.. missing.Select(index => (grid.Points[index].Name, grid.Points[index].Values))], Open, options, Done, call.CancellationToken);
        var byName = made.ToDictionary(result => result.Name, StringComparer.Ordinal);
        if (known > 0) call.Messages.Note(string.Create(CultureInfo.InvariantCulture, $"{known} points were finished before; {missing.Length} were computed now"));
        return [.. grid.Points.Select(point => byName.TryGetValue(point.Name, out GridPointResult? result) ? result : file!.Known[point.Name] with { Values = point.Values })];

        GridModel Open(int index)
        {
            try
            {
                return OpenPoint(index);
            }
            catch (Exception exception) when (exception is UsageException or UntrustedException)
            {
                throw new WorkspaceException([new Diagnostic("WK409", Severity.Error, default, exception.Message, "")]);
            }
        }

        GridModel OpenPoint(int index)
        {
            IJsonNode patched = JsonPatch.Apply(background.Tree, grid.Points[missing[index]].Operations);
            Workspace workspace = WorkspaceInput.Finish(WorkspaceFiles.Decode(patched).Workspace, overlay, settings);
            var model = Model.Compile(workspace, ChannelSelection.Compilation(workspace, settings));
            return new GridModel(new CompiledModel(model), FitData.Choose(model, settings), TestTarget.Choose(model));
        }

        void Done(int index, GridPointResult result)
        {
            file?.Append(result);
            progress.Report(string.Create(CultureInfo.InvariantCulture, $"{++finished} of {grid.Points.Count} points"));
        }
    }

    // All that decides the results: the workspace, the patches, the options that choose model, data and what is computed.
    private static string Fingerprint(PyhfDocument background, GridInput grid, CommonSettings settings, GridOptions options)
    {
        var text = new StringBuilder();
        text.Append(WorkspaceDigest.Compute(background.Tree, "sha256")).Append('\n').Append(grid.Describe());
        text.Append(CultureInfo.InvariantCulture, $"{options.TestedPoi:R} {options.Limit?.ConfidenceLevel:R} {options.Statistic}\n");
        text.Append(ModelFingerprint.Choices(settings));
        foreach (string overlay in settings.Overlays) text.Append(File.ReadAllText(overlay));
        return ToyFingerprint.Of(Encoding.UTF8.GetBytes(text.ToString())).ToString("x32", CultureInfo.InvariantCulture);
    }
}
