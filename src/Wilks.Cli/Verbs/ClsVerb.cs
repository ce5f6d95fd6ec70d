using System.CommandLine;
using Wilks.Cli.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks cls</c>: the test of one value of the parameter of interest.</summary>
internal sealed class ClsVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _testPoi = new("--test-poi") { HelpName = "X", Description = "The tested value of the parameter of interest (default: 1); it may lie beyond its bounds." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _calcBase = new("--calc-base") { HelpName = "normal|clipped_normal", Description = "The base distribution of the asymptotic formulae (default: normal)." };
    private readonly Option<string?> _calculator = new("--calculator") { HelpName = "asymptotics|toys", Description = "How the distribution of the test statistic is found (default: asymptotics)." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "With --calculator toys: the number of toys of either hypothesis (default: 10000)." };
    private readonly CommonOptions _common = new();

    public ClsVerb()
    {
        Command = new Command("cls", "Test one value of the parameter of interest: observed and expected CLs.") { _workspace, _testPoi, _testStat, _calcBase, _calculator, _toys };
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

        ToyTestOptions? toys = Toys(call, settings, tested, options.Statistic);

        using var progress = new Progress(call.Terminal, "testing");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int poi = TestTarget.Choose(loaded.Model);
        Dataset data = FitData.Choose(loaded.Model, settings);
        if (toys is not null)
        {
            ToyTestResult toyResult = ToyTest.Run(new CompiledModel(loaded.Model), toys with { Data = data }, new ToyProgressLine(progress), call.CancellationToken);
            progress.Dispose();
            return ToyOutput.Answer(toyResult, settings, call);
        }

        var calculator = new AsymptoticCalculator(new CompiledModel(loaded.Model), data, poi, options, call.CancellationToken);
        HypothesisTestResult result = calculator.Test(tested);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => HypothesisTestReport.Write(result, json)) : HypothesisTestReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }

    // Null for the asymptotic formulae.
    private ToyTestOptions? Toys(VerbCall call, CommonSettings settings, double tested, TestStatistic statistic)
    {
        string? word = call.Arguments.GetValue(_calculator);
        if (word is not (null or "asymptotics" or "toys")) throw new UsageException($"--calculator takes asymptotics or toys, not '{word}'");

        long? count = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1);
        if (word != "toys") return count is null ? null : throw new UsageException("--toys goes with --calculator toys");
        if (call.Arguments.GetValue(_calcBase) is not null) throw new UsageException("--calc-base belongs to the asymptotic formulae, not to toys");
        if (ToyOutput.ToyFile(settings) is not null) throw new UsageException("'wilks cls' keeps no toys; 'wilks toys' writes them to a file");

        return new ToyTestOptions
        {
            TestValue = tested,
            Statistic = statistic,
            Toys = (int)Math.Min(count ?? ToyTestOptions.DefaultToys, int.MaxValue),
            Seed = settings.Seed,
            Threads = settings.Threads,
        };
    }

    private static BaseDistribution Base(string? word) => word switch
    {
        null or "normal" => BaseDistribution.Normal,
        "clipped_normal" => BaseDistribution.ClippedNormal,
        _ => throw new UsageException($"--calc-base takes normal or clipped_normal, not '{word}'"),
    };
}
