using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks impacts</c>: how nuisance parameters act on a parameter of interest.</summary>
internal sealed class ImpactsVerb : IVerb
{
    private const int DefaultRows = 20;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _group = new("--group") { HelpName = "NAME=PATTERN,…", Description = "A group of parameters by names with wildcards, such as JES=JET_*, or the name of a group of the overlay; repeatable." };
    private readonly Option<bool> _all = new("--all") { Description = "Show every parameter." };
    private readonly Option<string?> _top = new("--top") { HelpName = "N", Description = "Show the N largest impacts (default: 20)." };
    private readonly CommonOptions _common = new();

    public ImpactsVerb()
    {
        Command = new Command("impacts", "Rank nuisance parameters by their impact on a parameter of interest.") { _workspace, _group, _all, _top };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        long top = call.Arguments.GetValue(_all) ? int.MaxValue : OptionValue.Integer("--top", call.Arguments.GetValue(_top), least: 0) ?? DefaultRows;
        using var progress = new Progress(call.Terminal, "computing impacts");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Dataset data = FitData.Choose(loaded.Model, settings);
        if (loaded.Model.Pois.Count != 1) throw new UsageException($"impacts need one parameter of interest, but there are {loaded.Model.Pois.Count}; choose one with --poi");

        ImpactResult result = ImpactCalculator.Run(new CompiledModel(loaded.Model), data, loaded.Model.Pois[0], Groups(loaded.Model, call), threads: settings.Threads ?? 1, cancellationToken: call.CancellationToken);
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => ImpactReport.Write(result, json)) : ImpactReport.Text(result, (int)Math.Min(top, int.MaxValue), settings.Format == OutputFormat.Markdown), settings.Output);
        if (result.Best.Status == FitStatus.Converged && double.IsFinite(result.Total)) return ExitCodes.Done;

        call.Messages.Error(result.Best.Status == FitStatus.Converged
            ? $"'{result.Poi.Name}' is at its bound: it has no Hessian uncertainty, and impacts are one-sided"
            : $"the free fit did not converge: {result.Best.StatusMessage}");
        return ExitCodes.NotToBeTrusted;
    }

    private Dictionary<string, IReadOnlyList<int>> Groups(Model model, VerbCall call) =>
        GroupPatterns.Read(model, call.Arguments.GetValue(_group) ?? []).ToDictionary(group => group.Name, group => group.Parameters, StringComparer.Ordinal);
}
