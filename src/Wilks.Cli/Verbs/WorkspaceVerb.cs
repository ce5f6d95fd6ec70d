using System.CommandLine;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.Steps;
using Wilks.Cli.Analyses;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks workspace</c>: the workspace of an analysis.</summary>
internal sealed class WorkspaceVerb : IVerb
{
    private readonly AnalysisOptions _analysis = new();
    private readonly Option<string?> _output = new("--output", "-o") { HelpName = "FILE", Description = "Write the workspace to FILE: HS3 where it ends in .hs3.json, pyhf JSON otherwise (default: the folder of results)." };
    private readonly Option<string?> _overlayOutput = new("--overlay-output") { HelpName = "FILE", Description = "With --output: write what pyhf's format has no room for to FILE." };
    private readonly Option<bool> _validation = new("--with-validation") { Description = "With --output: write the validation regions too." };

    public WorkspaceVerb()
    {
        Command = new Command("workspace", "Make the workspace of an analysis, with what it needs.");
        _analysis.AddTo(Command);
        foreach (Option option in new Option[] { _output, _overlayOutput, _validation }) Command.Options.Add(option);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        string? output = call.Arguments.GetValue(_output);
        string? overlayOutput = call.Arguments.GetValue(_overlayOutput);
        bool hasValidation = call.Arguments.GetValue(_validation);
        if (output is null && (overlayOutput is not null || hasValidation)) throw new UsageException("--overlay-output and --with-validation need --output");

        AnalysisConfigurationDocument document = _analysis.Read(call);
        using var progress = new Progress(call.Terminal, "reading");
        RunOptions options = _analysis.Run(call, progress);
        if (output is null)
        {
            RunOutcome outcome = AnalysisRunner.Run(document, RunTarget.Workspace, options, call.CancellationToken);
            progress.Dispose();
            call.Messages.Diagnostics(outcome.Diagnostics);
            call.Answer(_analysis.IsJson(call) ? VerbCall.Json(json => RunText.Write(outcome, json)) : RunText.Text(outcome), null);
            return ExitCodes.Done;
        }

        PreparedAnalysis prepared = AnalysisRunner.Prepare(document, options, call.CancellationToken);
        progress.Dispose();
        Write(prepared.Workspace, hasValidation, output, overlayOutput, call);
        call.Messages.Diagnostics([.. document.Diagnostics, .. prepared.Build.Diagnostics, .. prepared.Workspace.Diagnostics]);
        return ExitCodes.Done;
    }

    private static void Write(ConstructedWorkspace made, bool hasValidation, string output, string? overlayOutput, VerbCall call)
    {
        Workspace workspace = hasValidation ? made.Whole : made.Fitted;
        if (overlayOutput is not null && workspace.Overlay is { } overlay)
        {
            WorkspaceInput.WriteFile(overlayOutput, stream => Wilks.Formats.Overlays.OverlayWriter.Write(overlay, stream));
            workspace = workspace with { Overlay = null };
        }

        // The axes are in the templates beside it.
        Diagnostic[] losses = [.. WorkspaceInput.Write(workspace, output).Where(loss => loss.Code != "WK507")];
        call.Messages.Diagnostics(losses);
    }
}
