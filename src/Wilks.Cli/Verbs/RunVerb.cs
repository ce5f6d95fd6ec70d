using System.CommandLine;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Cli.Analyses;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks run</c>: an analysis from events to results.</summary>
internal sealed class RunVerb : IVerb
{
    private readonly AnalysisOptions _analysis = new();
    private readonly Option<string[]> _only = new("--only") { HelpName = "RESULT", Description = $"Make this result: {string.Join(", ", ResultSettings.Known)}; repeatable (default: those of the configuration)." };

    public RunVerb()
    {
        Command = new Command("run", "Run an analysis from its events to its results; what is up to date is not made again, and a run that was killed is gone on with.");
        _analysis.AddTo(Command);
        Command.Options.Add(_only);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        string[] only = call.Arguments.GetValue(_only) ?? [];
        string? unknown = only.FirstOrDefault(name => !ResultSettings.Known.Contains(name));
        if (unknown is not null) throw new UsageException($"--only: there is no result '{unknown}'. {NearestNames.Suggest(unknown, ResultSettings.Known)}");

        AnalysisConfigurationDocument document = _analysis.Read(call);
        using var progress = new Progress(call.Terminal, "reading");
        RunOptions options = _analysis.Run(call, progress) with { Results = only.Length == 0 ? null : only };
        RunOutcome outcome = AnalysisRunner.Run(document, RunTarget.Results, options, call.CancellationToken);
        progress.Dispose();
        call.Messages.Diagnostics(outcome.Diagnostics);
        call.Answer(_analysis.IsJson(call) ? VerbCall.Json(json => RunText.Write(outcome, json)) : RunText.Text(outcome), null);
        foreach (StepEnding step in outcome.Steps.Where(step => !step.IsTrusted)) call.Messages.Error($"{step.Name}: {step.Message}");
        return outcome.Steps.All(step => step.IsTrusted) ? ExitCodes.Done : ExitCodes.NotToBeTrusted;
    }
}
