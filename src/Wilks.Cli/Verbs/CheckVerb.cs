using System.CommandLine;
using Wilks.Analysis.Checks;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Cli.Analyses;
using Wilks.Formats.Documents;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks check</c>: what is suspicious before a fit.</summary>
internal sealed class CheckVerb : IVerb
{
    private readonly AnalysisOptions _analysis = new("CONFIG_OR_WORKSPACE", "An analysis configuration, or a workspace: pyhf JSON, HS3 or HistFactory XML; - reads a workspace from standard input.");
    private readonly Option<string?> _measurement = new("--measurement") { HelpName = "NAME", Description = "Of a workspace: the measurement to use (default: the first)." };
    private readonly Option<string[]> _patch = new("--patch", "-p") { HelpName = "FILE", Description = "Of a workspace: a JSON patch to apply; repeatable, applied in order." };
    private readonly Option<string[]> _overlay = new("--overlay") { HelpName = "FILE", Description = "Of a workspace: an overlay; repeatable, the later one wins." };
    private readonly Option<string[]> _only = new("--only") { HelpName = "KIND", Description = "Tell this kind of finding only, such as same_side; repeatable." };
    private readonly Option<string[]> _ignore = new("--ignore") { HelpName = "KIND", Description = "Leave this kind of finding out; repeatable." };
    private readonly Option<bool> _all = new("--all") { Description = "Show every finding, however many there are of a kind." };

    public CheckVerb()
    {
        Command = new Command("check", "Tell what is suspicious of an analysis or a workspace before anything is fitted: templates, systematics, data and signal.");
        _analysis.AddTo(Command);
        foreach (Option option in new Option[] { _measurement, _patch, _overlay, _only, _ignore, _all }) Command.Options.Add(option);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        FindingKind[] only = Kinds(call, _only), ignored = Kinds(call, _ignore);
        string path = _analysis.Path(call);
        bool isConfiguration = path != WorkspaceInput.StandardInput && ConfigurationDetection.IsConfiguration(path);
        CheckReport report = (isConfiguration ? OfConfiguration(call) : OfWorkspace(path, call)).Select(only, ignored);
        if (!report.IsCompiled) call.Messages.Diagnostics(report.Diagnostics);
        call.Answer(_analysis.IsJson(call) ? VerbCall.Json(report.Write) : report.Text(call.Arguments.GetValue(_all), call.Terminal.Width), null);
        if (!report.IsCompiled) return ExitCodes.BadInput;

        return report.Count(FindingSeverity.Problem) > 0 ? ExitCodes.NotToBeTrusted : ExitCodes.Done;
    }

    private CheckReport OfConfiguration(VerbCall call)
    {
        foreach (Option option in new Option[] { _measurement, _patch, _overlay })
        {
            if (call.Arguments.GetResult(option) is not null) throw new UsageException($"{option.Name} goes with a workspace, and this is an analysis configuration");
        }

        AnalysisConfigurationDocument document = _analysis.Read(call);
        using var progress = new Progress(call.Terminal, "reading");
        PreparedAnalysis prepared = AnalysisRunner.Prepare(document, _analysis.Run(call, progress), call.CancellationToken);
        progress.Report("checking");
        CheckReport report = AnalysisChecker.Check(document.Configuration, prepared);
        progress.Dispose();
        Diagnostic[] found = [.. document.Diagnostics, .. prepared.Build.Diagnostics, .. prepared.Workspace.Diagnostics];
        if (call.Arguments.GetValue(_all)) call.Messages.AllDiagnostics(report.IsCompiled ? [.. found, .. report.Diagnostics] : found);
        else call.Messages.Diagnostics(found);
        return report;
    }

    private CheckReport OfWorkspace(string path, VerbCall call)
    {
        call.Messages.Quiet = _analysis.IsQuiet(call);
        string? measurement = call.Arguments.GetValue(_measurement);
        using var progress = new Progress(call.Terminal, "checking");
        var options = new WorkspaceFileOptions { Patches = call.Arguments.GetValue(_patch) ?? [], Likelihood = measurement };
        Workspace workspace = WorkspaceInput.ReadWhole(path, options, call.Arguments.GetValue(_overlay) ?? [], call.Terminal).Workspace;
        return AnalysisChecker.Check(workspace, null, measurement);
    }

    /// <exception cref="UsageException">There is no such kind.</exception>
    private static FindingKind[] Kinds(VerbCall call, Option<string[]> option) =>
        [.. (call.Arguments.GetValue(option) ?? []).Select(word => FindingKinds.Find(word) ?? throw new UsageException($"{option.Name}: there is no kind '{word}'. {NearestNames.Suggest(word, FindingKinds.All.Select(FindingKinds.Word))}"))];
}
