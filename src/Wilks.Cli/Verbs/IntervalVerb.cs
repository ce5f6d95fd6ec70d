using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks interval</c>: two-sided intervals of parameters.</summary>
internal sealed class IntervalVerb : IVerb
{
    private const double OneStandardDeviation = 0.6827;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _parameter = new("--parameter") { HelpName = "NAME", Description = "A parameter, or a whole per-bin set (default: the parameters of interest); repeatable." };
    private readonly Option<string?> _level = new("--level") { HelpName = "X", Description = "The probability content, between 0 and 1 (default: 0.6827)." };
    private readonly Option<string?> _method = new("--method") { HelpName = "profile|hesse|feldman-cousins", Description = "From the profile likelihood (MINOS), from the Hessian, or with toys (default: profile)." };
    private readonly ConstructionOptions _construction = new();
    private readonly CommonOptions _common = new();

    public IntervalVerb()
    {
        Command = new Command("interval", "Find two-sided intervals of parameters.") { _workspace, _parameter, _level, _method };
        _construction.AddTo(Command);
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        double level = OptionValue.Number("--level", call.Arguments.GetValue(_level)) ?? OneStandardDeviation;
        if (!(level is > 0 and < 1)) throw new UsageException("--level takes a number between 0 and 1, such as 0.95");
        string? word = call.Arguments.GetValue(_method);
        bool isConstruction = ConstructionOptions.IsChosen(word);
        IntervalMethod method = isConstruction ? IntervalMethod.Profile : Method(word);
        FeldmanCousinsOptions construction = _construction.Read(call, settings, level, isConstruction);

        using var progress = new Progress(call.Terminal, "fitting");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int[] parameters = Parameters(loaded.Model, call.Arguments.GetValue(_parameter) ?? []);
        Dataset data = FitData.Choose(loaded.Model, settings);
        var model = new CompiledModel(loaded.Model);
        if (isConstruction) return Construct(model, data, parameters, construction, settings, call, progress);

        FitResult fit = model.CreateFitter().Fit(data, null, call.CancellationToken);
        progress.Report("finding intervals");
        var finder = new IntervalFinder(model, data, fit);
        ParameterInterval[] intervals = [.. parameters.Select(parameter => finder.Find(parameter, level, method, call.CancellationToken))];
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => IntervalReport.Write(intervals, json)) : IntervalReport.Text(intervals, settings.Format == OutputFormat.Markdown), settings.Output);
        ParameterInterval? worst = intervals.FirstOrDefault(interval => interval.Status is not (InferenceStatus.Done or InferenceStatus.AtBound));
        return worst is null ? ExitCodes.Done : TestTarget.Judge(worst.Status, $"{worst.Name}: {worst.StatusMessage}", call);
    }

    private static int Construct(CompiledModel model, Dataset data, int[] parameters, FeldmanCousinsOptions options, CommonSettings settings, VerbCall call, Progress progress)
    {
        ConstructionOptions.RefuseFixed(model, parameters);
        progress.Report("testing values with toys");
        FeldmanCousinsResult[] intervals = [.. parameters.Select(parameter => FeldmanCousinsInterval.Find(model, data, parameter, options, cancellationToken: call.CancellationToken))];
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => FeldmanCousinsReport.Write(intervals, options, json)) : FeldmanCousinsReport.Text(intervals, options, settings.Format == OutputFormat.Markdown), settings.Output);
        FeldmanCousinsResult? worst = intervals.FirstOrDefault(interval => interval.Status is not (InferenceStatus.Done or InferenceStatus.AtBound));
        return worst is null ? ExitCodes.Done : TestTarget.Judge(worst.Status, $"{worst.Name}: {worst.StatusMessage}", call);
    }

    private static int[] Parameters(Model model, string[] names)
    {
        if (names.Length == 0 && model.Pois.Count == 0) throw new UsageException($"measurement '{model.Measurement}' has no parameter of interest; name parameters with --parameter");
        return names.Length == 0 ? [.. model.Pois] : [.. names.SelectMany(name => ParameterNames.Resolve(model, name, "--parameter")).Distinct()];
    }

    private static IntervalMethod Method(string? word) => word switch
    {
        null or "profile" => IntervalMethod.Profile,
        "hesse" => IntervalMethod.Hesse,
        _ => throw new UsageException($"--method takes profile, hesse or feldman-cousins, not '{word}'"),
    };
}
