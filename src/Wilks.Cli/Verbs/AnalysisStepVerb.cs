using System.CommandLine;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Cli.Analyses;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks templates</c> and <c>wilks postprocess</c>: an analysis up to one step.</summary>
internal sealed class AnalysisStepVerb : IVerb
{
    private readonly RunTarget _target;
    private readonly AnalysisOptions _analysis = new();
    private readonly Option<string?> _export = new("--export") { HelpName = "FOLDER", Description = "Write every template as an .npz file too, named and laid out as cabinetry does." };

    private AnalysisStepVerb(string name, string description, RunTarget target)
    {
        _target = target;
        Command = new Command(name, description);
        _analysis.AddTo(Command);
        Command.Options.Add(_export);
    }

    public static AnalysisStepVerb Templates() => new("templates", "Make the templates of an analysis from its events or histograms: one pass for all of them, and only those that are not up to date.", RunTarget.Templates);

    public static AnalysisStepVerb PostProcess() => new("postprocess", "Smooth, symmetrise and prune the templates of an analysis, and tell every decision.", RunTarget.PostProcessing);

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        AnalysisConfigurationDocument document = _analysis.Read(call);
        using var progress = new Progress(call.Terminal, "reading");
        RunOutcome outcome = AnalysisRunner.Run(document, _target, _analysis.Run(call, progress), call.CancellationToken);
        if (call.Arguments.GetValue(_export) is { } folder) TemplateExport.Write(document, outcome.Folders, folder, _target == RunTarget.PostProcessing, call.CancellationToken);
        progress.Dispose();
        call.Messages.Diagnostics(outcome.Diagnostics);
        if (_analysis.IsJson(call)) call.Answer(VerbCall.Json(json => RunText.Write(outcome, json)), null);
        else call.Answer(_target == RunTarget.PostProcessing ? File.ReadAllText(outcome.Folders.PostProcessingText) : RunText.Text(outcome), null);
        return ExitCodes.Done;
    }
}
