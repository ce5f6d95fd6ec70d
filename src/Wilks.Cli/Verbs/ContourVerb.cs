using System.CommandLine;
using System.Globalization;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks contour</c>: contours of the profile likelihood in two parameters.</summary>
internal sealed class ContourVerb : IVerb
{
    private const int DefaultPoints = 40;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _parameter = new("--parameter") { HelpName = "NAME", Description = "One of the two parameters; give it twice. Without it two parameters of interest are taken." };
    private readonly Option<string?> _levels = new("--levels") { HelpName = "CL,…", Description = "Confidence levels (default: 0.68,0.95)." };
    private readonly Option<string?> _points = new("--points") { HelpName = "N", Description = "The number of points per contour (default: 40)." };
    private readonly Option<string?> _method = new("--method") { HelpName = "profile|feldman-cousins", Description = "From the profile likelihood, or by testing a grid with toys (default: profile)." };
    private readonly ConstructionOptions _construction = new();
    private readonly CommonOptions _common = new();

    public ContourVerb()
    {
        Command = new Command("contour", "Trace contours of the profile likelihood in two parameters.") { _workspace, _parameter, _levels, _points, _method };
        _construction.AddTo(Command);
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        double[] levels = Levels(call.Arguments.GetValue(_levels) ?? "0.68,0.95");
        string? word = call.Arguments.GetValue(_method);
        bool isConstruction = ConstructionOptions.IsChosen(word);
        if (!isConstruction && word is not (null or "profile")) throw new UsageException($"--method takes profile or feldman-cousins, not '{word}'");
        if (isConstruction && call.Arguments.GetValue(_points) is not null) throw new UsageException("--points belongs to --method profile; --grid-points sets the grid of feldman-cousins");
        FeldmanCousinsOptions construction = _construction.Read(call, settings, levels[0], isConstruction);
        long points = OptionValue.Integer("--points", call.Arguments.GetValue(_points), least: 4) ?? DefaultPoints;
        using var progress = new Progress(call.Terminal, "tracing contours");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Dataset data = FitData.Choose(loaded.Model, settings);
        string[] names = call.Arguments.GetValue(_parameter) ?? [];
        int[] pair = names.Length == 0 ? [.. loaded.Model.Pois] : [.. names.Select(n => ScanVerb.OneParameter(loaded.Model, n))];
        if (pair.Length != 2 || pair[0] == pair[1]) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"a contour needs two different parameters, not {pair.Length}; name them with --parameter"));

        if (isConstruction) return Construct(new CompiledModel(loaded.Model), data, pair, levels, construction, settings, call, progress);

        ContourResult result = ProfileContour.Run(new CompiledModel(loaded.Model), data, pair[0], pair[1], levels, (int)Math.Min(points, 100_000), threads: settings.Threads ?? 1, cancellationToken: call.CancellationToken);
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => ContourReport.Write(result, loaded.Model.Parameters, json)) : ContourReport.Text(result, loaded.Model.Parameters, settings.Format == OutputFormat.Markdown), settings.Output);
        int failed = result.Contours.Sum(c => c.Points.Count(p => p.Status != FitStatus.Converged));
        if (failed == 0) return ExitCodes.Done;

        call.Messages.Error($"{failed} fits did not converge");
        return ExitCodes.NotToBeTrusted;
    }

    private static int Construct(CompiledModel model, Dataset data, int[] pair, double[] levels, FeldmanCousinsOptions options, CommonSettings settings, VerbCall call, Progress progress)
    {
        ConstructionOptions.RefuseFixed(model, pair);
        progress.Report("testing points with toys");
        FeldmanCousinsRegionResult[] regions = [.. levels.Select(level => FeldmanCousinsRegion.Run(model, data, pair[0], pair[1], options with { Level = level }, cancellationToken: call.CancellationToken))];
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => FeldmanCousinsReport.Write(regions, model.Parameters, options, json)) : FeldmanCousinsReport.Text(regions, model.Parameters, options, settings.Format == OutputFormat.Markdown), settings.Output);
        FeldmanCousinsRegionResult? worst = regions.FirstOrDefault(region => region.Status != InferenceStatus.Done);
        return worst is null ? ExitCodes.Done : TestTarget.Judge(worst.Status, worst.StatusMessage, call);
    }

    private static double[] Levels(string text) => [.. text.Split(',').Select(part =>
    {
        double level = OptionValue.Number("--levels", part)!.Value;
        return level is > 0 and < 1 ? level : throw new UsageException($"--levels takes numbers between 0 and 1, not '{part}'");
    })];
}
