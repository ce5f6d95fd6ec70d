using System.CommandLine;
using Wilks.Inference;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks cls</c>: the test of one value of the parameter of interest.</summary>
internal sealed class ClsVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _testPoi = new("--test-poi") { HelpName = "X", Description = "The tested value of the parameter of interest (default: 1); it may lie beyond its bounds." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _calcBase = new("--calc-base") { HelpName = "normal|clipped_normal", Description = "The base distribution of the asymptotic formulae (default: normal)." };
    private readonly CommonOptions _common = new();

    public ClsVerb()
    {
        Command = new Command("cls", "Test one value of the parameter of interest: observed and expected CLs.") { _workspace, _testPoi, _testStat, _calcBase };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        double tested = OptionValue.Number("--test-poi", call.Arguments.GetValue(_testPoi)) ?? 1;
        var options = new AsymptoticOptions
        {
            Statistic = TestTarget.Statistic(call.Arguments.GetValue(_testStat)),
            Base = Base(call.Arguments.GetValue(_calcBase)),
        };

        using var progress = new Progress(call.Terminal, "testing");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int poi = TestTarget.Choose(loaded.Model);
        var calculator = new AsymptoticCalculator(new CompiledModel(loaded.Model), FitData.Choose(loaded.Model, settings), poi, options, call.CancellationToken);
        HypothesisTestResult result = calculator.Test(tested);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => HypothesisTestReport.Write(result, json)) : HypothesisTestReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }

    private static BaseDistribution Base(string? word) => word switch
    {
        null or "normal" => BaseDistribution.Normal,
        "clipped_normal" => BaseDistribution.ClippedNormal,
        _ => throw new UsageException($"--calc-base takes normal or clipped_normal, not '{word}'"),
    };
}
