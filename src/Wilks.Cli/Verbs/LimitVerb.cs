using System.CommandLine;
using System.Globalization;
using Wilks.Cli.Toys;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks limit</c>: limits, observed and expected.</summary>
internal sealed class LimitVerb : IVerb
{
    private const int MostScanPoints = 100_000;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _level = new("--confidence-level") { HelpName = "X", Description = "The confidence level, between 0.5 and 1 (default: 0.95)." };
    private readonly Option<string?> _method = new("--method") { HelpName = "cls|clsb", Description = "The p-value that is bounded (default: cls; lower limits take clsb only)." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _scan = new("--scan") { HelpName = "LO:HI:N", Description = "Test N values from LO to HI and interpolate linearly, instead of searching." };
    private readonly Option<bool> _observedOnly = new("--observed-only") { Description = "Leave out the expected limits." };
    private readonly Option<string?> _side = new("--side") { HelpName = "upper|lower", Description = "On which side the limit lies (default: upper)." };
    private readonly Option<string?> _calculator = new("--calculator") { HelpName = "asymptotics|toys", Description = "How the distribution of the test statistic is found (default: asymptotics); toys need --scan." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "With --calculator toys: the number of toys of either hypothesis at each value (default: 10000)." };
    private readonly CommonOptions _common = new();

    public LimitVerb()
    {
        Command = new Command("limit", "Find upper or lower limits on the parameter of interest, observed and expected.") { _workspace, _level, _method, _testStat, _scan, _observedOnly, _side, _calculator, _toys };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        bool isLower = IsLower(call);
        LimitOptions options = ReadOptions(call, isLower);
        TestStatistic statistic = isLower ? TestStatistic.QMuLower : TestTarget.Statistic(call.Arguments.GetValue(_testStat));
        ToyTestOptions? toys = Toys(call, settings, statistic, options);

        using var progress = new Progress(call.Terminal, "searching limits");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int poi = TestTarget.Choose(loaded.Model);
        var model = new CompiledModel(loaded.Model);
        Dataset data = FitData.Choose(loaded.Model, settings);
        bool isJson = settings.Format == OutputFormat.Json, isMarkdown = settings.Format == OutputFormat.Markdown;
        if (toys is not null)
        {
            ToyLimitResult found = ToyLimit.Find(model, toys with { Data = data, Poi = poi }, options, new ToyProgressLine(progress), call.CancellationToken);
            progress.Dispose();
            call.Answer(isJson ? VerbCall.Json(json => ToyLimitReport.Write(found, json)) : ToyLimitReport.Text(found, isMarkdown), settings.Output);
            return TestTarget.Judge(found.Status, found.StatusMessage, call);
        }

        var calculator = new AsymptoticCalculator(model, data, poi, new AsymptoticOptions { Statistic = statistic }, call.CancellationToken);
        LimitResult result = isLower ? LowerLimit.Find(calculator, options) : UpperLimit.Find(calculator, options);
        progress.Dispose();
        call.Answer(isJson ? VerbCall.Json(json => LimitReport.Write(result, json)) : LimitReport.Text(result, isMarkdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }

    private LimitOptions ReadOptions(VerbCall call, bool isLower)
    {
        double level = OptionValue.Number("--confidence-level", call.Arguments.GetValue(_level)) ?? LimitOptions.Default.ConfidenceLevel;
        if (!(level is > 0.5 and < 1)) throw new UsageException("--confidence-level takes a number between 0.5 and 1, such as 0.95");

        return new LimitOptions
        {
            ConfidenceLevel = level,
            Method = Method(call.Arguments.GetValue(_method), isLower),
            ObservedOnly = call.Arguments.GetValue(_observedOnly),
            Scan = Scan(call.Arguments.GetValue(_scan)),
        };
    }

    private bool IsLower(VerbCall call)
    {
        string? side = call.Arguments.GetValue(_side);
        if (side is not (null or "upper" or "lower")) throw new UsageException($"--side takes upper or lower, not '{side}'");
        if (side == "lower" && call.Arguments.GetValue(_testStat) is not null) throw new UsageException("--test-stat belongs to upper limits; lower limits have one test statistic");
        return side == "lower";
    }

    // Null for the asymptotic formulae.
    private ToyTestOptions? Toys(VerbCall call, CommonSettings settings, TestStatistic statistic, LimitOptions options)
    {
        string? word = call.Arguments.GetValue(_calculator);
        if (word is not (null or "asymptotics" or "toys")) throw new UsageException($"--calculator takes asymptotics or toys, not '{word}'");

        long? count = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1);
        if (word != "toys")
        {
            if (count is not null) throw new UsageException("--toys goes with --calculator toys");
            if (statistic == TestStatistic.QMuLower && options.Scan is not null) throw new UsageException("--scan goes with --side upper or with --calculator toys; lower limits are searched");
            return null;
        }

        if (options.Scan is null) throw new UsageException("--calculator toys needs the values to test: --scan LO:HI:N");
        return new ToyTestOptions { TestValue = 0, Statistic = statistic, Toys = (int)Math.Min(count ?? ToyTestOptions.DefaultToys, int.MaxValue), Seed = settings.Seed, Threads = settings.Threads };
    }

    private static LimitMethod Method(string? word, bool isLower) => word switch
    {
        null or "clsb" when isLower => LimitMethod.CLsb,
        "cls" when isLower => throw new UsageException("--method cls is for upper limits; lower limits take clsb"),
        null or "cls" => LimitMethod.CLs,
        "clsb" => LimitMethod.CLsb,
        _ => throw new UsageException($"--method takes cls or clsb, not '{word}'"),
    };

    private static double[]? Scan(string? text)
    {
        if (text is null) return null;

        string[] parts = text.Split(':');
        if (parts.Length != 3) throw new UsageException($"--scan takes LO:HI:N, such as 0:5:51, not '{text}'");
        double low = OptionValue.Number("--scan", parts[0])!.Value;
        double high = OptionValue.Number("--scan", parts[1])!.Value;
        long count = OptionValue.Integer("--scan", parts[2], least: 2)!.Value;
        if (!(low < high)) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--scan goes from a lower to a higher value, not from {low} to {high}"));
        if (count > MostScanPoints) throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--scan takes at most {MostScanPoints} values"));
        return [.. Enumerable.Range(0, (int)count).Select(i => low + ((high - low) * i / (count - 1)))];
    }
}
