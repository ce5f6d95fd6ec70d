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
    private readonly CommonOptions _common = new();

    public ContourVerb()
    {
        Command = new Command("contour", "Trace contours of the profile likelihood in two parameters.") { _workspace, _parameter, _levels, _points };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        double[] levels = Levels(call.Arguments.GetValue(_levels) ?? "0.68,0.95");
        long points = OptionValue.Integer("--points", call.Arguments.GetValue(_points), least: 4) ?? DefaultPoints;
        using var progress = new Progress(call.Terminal, "tracing contours");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Dataset data = FitData.Choose(loaded.Model, settings);
        string[] names = call.Arguments.GetValue(_parameter) ?? [];
        int[] pair = names.Length == 0 ? [.. loaded.Model.Pois] : [.. names.Select(n => ScanVerb.OneParameter(loaded.Model, n))];
        if (pair.Length != 2 || pair[0] == pair[1]) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"a contour needs two different parameters, not {pair.Length}; name them with --parameter"));

        ContourResult result = ProfileContour.Run(new CompiledModel(loaded.Model), data, pair[0], pair[1], levels, (int)Math.Min(points, 100_000), threads: settings.Threads ?? 1, cancellationToken: call.CancellationToken);
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => ContourReport.Write(result, loaded.Model.Parameters, json)) : ContourReport.Text(result, loaded.Model.Parameters, settings.Format == OutputFormat.Markdown), settings.Output);
        int failed = result.Contours.Sum(c => c.Points.Count(p => p.Status != FitStatus.Converged));
        if (failed == 0) return ExitCodes.Done;

        call.Messages.Error($"{failed} fits did not converge");
        return ExitCodes.NotToBeTrusted;
    }

    private static double[] Levels(string text) => [.. text.Split(',').Select(part =>
    {
        double level = OptionValue.Number("--levels", part)!.Value;
        return level is > 0 and < 1 ? level : throw new UsageException($"--levels takes numbers between 0 and 1, not '{part}'");
    })];
}
