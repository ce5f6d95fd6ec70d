using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Points;
using Wilks.Likelihoods;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks nll</c>: the likelihood at given points.</summary>
internal sealed class NllVerb : IVerb
{
    private const int TwiceNllDecimals = 9;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string> _at = new("--at") { HelpName = "FILE", Description = "A JSON list of points, each a list in parameter order or an object {\"name\": value}; - reads standard input.", Required = true };
    private readonly Option<bool> _gradient = new("--gradient") { Description = "Give the gradient of 2NLL." };
    private readonly CommonOptions _common = new();

    public NllVerb()
    {
        Command = new Command("nll", "Evaluate -2 ln L and the expected data at given points.") { _workspace, _at, _gradient };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        string path = call.Arguments.GetRequiredValue(_workspace);
        string at = call.Arguments.GetRequiredValue(_at);
        if (path == WorkspaceInput.StandardInput && at == WorkspaceInput.StandardInput) throw new UsageException("the workspace and the points can't both come from standard input");

        using var progress = new Progress(call.Terminal, "evaluating");
        LoadedModel loaded = WorkspaceInput.Load(path, settings, call);
        IReadOnlyList<double[]> points = PointsFile.Read(loaded.Model, at, call.Terminal);
        Likelihood likelihood = loaded.Model.With(FitData.Choose(loaded.Model, settings));
        LikelihoodEvaluator evaluator = likelihood.CreateEvaluator();
        bool gradient = call.Arguments.GetValue(_gradient);
        var results = new List<NllPoint>(points.Count);
        foreach (double[] point in points)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            results.Add(NllPoint.Create(likelihood, evaluator, point, gradient));
        }
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => NllPoint.Write(results, json)) : Text(results, settings, call), settings.Output);
        return ExitCodes.Done;
    }

    private static string Text(List<NllPoint> points, CommonSettings settings, VerbCall call)
    {
        IReadOnlyList<string>[] rows =
        [
            .. points.Select((point, index) => new[]
            {
                index.ToString(CultureInfo.InvariantCulture),
                double.IsFinite(point.TwiceNll) ? point.TwiceNll.ToString("F" + TwiceNllDecimals, CultureInfo.InvariantCulture) : "inf",
                ValueWithUncertainty.Short(point.ExpectedData.Sum(channel => channel.Value.Sum()), 6),
                point.Note ?? "",
            }),
        ];
        var table = new Table([new("point", Alignment.Right), new("2NLL", Alignment.Decimal), new("expected", Alignment.Decimal), new("note")], rows);
        return settings.Format == OutputFormat.Markdown ? table.ToMarkdown() : table.ToText(settings.Output is null ? call.Terminal.Width : int.MaxValue);
    }
}
