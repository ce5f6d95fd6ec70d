using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks breakdown</c>: the uncertainty of parameters of interest split by groups.</summary>
internal sealed class BreakdownVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _group = new("--group") { HelpName = "NAME=PATTERN,…", Description = "A group of parameters by names with wildcards, such as JES=JET_*; repeatable. Without it template statistics (staterror) are one group." };
    private readonly Option<string?> _order = new("--order") { HelpName = "NAME,…", Description = "The order of sequential freezing (default: as the groups are given)." };
    private readonly Option<string[]> _parameter = new("--parameter") { HelpName = "NAME", Description = "A parameter whose uncertainty is split (default: the parameters of interest); repeatable." };
    private readonly CommonOptions _common = new();

    public BreakdownVerb()
    {
        Command = new Command("breakdown", "Split the uncertainty of parameters of interest by freezing groups of nuisance parameters.") { _workspace, _group, _order, _parameter };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        using var progress = new Progress(call.Terminal, "freezing groups");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Model model = loaded.Model;
        int[] pois = Pois(model, call.Arguments.GetValue(_parameter) ?? []);
        IReadOnlyList<NuisanceGroup> groups = Ordered(Groups(model, call.Arguments.GetValue(_group) ?? []), call.Arguments.GetValue(_order));
        BreakdownResult result = UncertaintyBreakdown.Run(new CompiledModel(model), FitData.Choose(model, settings), pois, groups, threads: settings.Threads ?? 1, cancellationToken: call.CancellationToken);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => BreakdownReport.Write(result, json)) : BreakdownReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        if (result.Best.Status == FitStatus.Converged && result.FailedCount == 0) return ExitCodes.Done;

        call.Messages.Error(result.Best.Status == FitStatus.Converged ? $"{result.FailedCount} intervals were not found" : $"the free fit did not converge: {result.Best.StatusMessage}");
        return ExitCodes.NotToBeTrusted;
    }

    private static int[] Pois(Model model, string[] names)
    {
        if (names.Length == 0 && model.Pois.Count == 0) throw new UsageException($"measurement '{model.Measurement}' has no parameter of interest; name one with --parameter");

        int[] pois = names.Length == 0 ? [.. model.Pois] : [.. names.SelectMany(name => ParameterNames.Resolve(model, name, "--parameter")).Distinct()];
        foreach (int poi in pois)
        {
            if (model.Parameters[poi].Fixed) throw new UsageException($"parameter '{model.Parameters[poi].Name}' is fixed: it has no uncertainty");
        }

        return pois;
    }

    private static IReadOnlyList<NuisanceGroup> Groups(Model model, string[] texts)
    {
        if (texts.Length > 0 || model.Groups.Count > 0) return GroupPatterns.Read(model, texts);

        int[] statistics = [.. model.Parameters.Where(parameter => parameter.ModifierTypes.Contains("staterror")).Select(parameter => parameter.Index)];
        return statistics.Length == 0 ? [] : [new NuisanceGroup("template statistics", statistics)];
    }

    private static IReadOnlyList<NuisanceGroup> Ordered(IReadOnlyList<NuisanceGroup> groups, string? order)
    {
        if (order is null) return groups;

        string[] names = order.Split(',');
        if (names.Distinct().Count() != names.Length) throw new UsageException("--order names a group twice");
        foreach (string name in names)
        {
            if (groups.All(group => group.Name != name)) throw new UsageException($"--order: there is no group '{name}'; the groups are {string.Join(", ", groups.Select(group => $"'{group.Name}'"))}");
        }

        return [.. names.Select(name => groups.First(group => group.Name == name)), .. groups.Where(group => !names.Contains(group.Name))];
    }
}
