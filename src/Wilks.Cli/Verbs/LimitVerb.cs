using System.CommandLine;
using System.Globalization;
using Wilks.Inference;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks limit</c>: upper limits, observed and expected.</summary>
internal sealed class LimitVerb : IVerb
{
    private const int MostScanPoints = 100_000;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _level = new("--confidence-level") { HelpName = "X", Description = "The confidence level, between 0.5 and 1 (default: 0.95)." };
    private readonly Option<string?> _method = new("--method") { HelpName = "cls|clsb", Description = "The p-value that is bounded (default: cls)." };
    private readonly Option<string?> _testStat = new("--test-stat") { HelpName = "q|qtilde", Description = "The test statistic (default: qtilde)." };
    private readonly Option<string?> _scan = new("--scan") { HelpName = "LO:HI:N", Description = "Test N values from LO to HI and interpolate linearly, instead of searching." };
    private readonly Option<bool> _observedOnly = new("--observed-only") { Description = "Leave out the expected limits." };
    private readonly CommonOptions _common = new();

    public LimitVerb()
    {
        Command = new Command("limit", "Find upper limits on the parameter of interest, observed and expected.") { _workspace, _level, _method, _testStat, _scan, _observedOnly };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        LimitOptions options = ReadOptions(call);
        var test = new AsymptoticOptions { Statistic = TestTarget.Statistic(call.Arguments.GetValue(_testStat)) };

        using var progress = new Progress(call.Terminal, "searching limits");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int poi = TestTarget.Choose(loaded.Model);
        var calculator = new AsymptoticCalculator(new CompiledModel(loaded.Model), FitData.Choose(loaded.Model, settings), poi, test, call.CancellationToken);
        LimitResult result = UpperLimit.Find(calculator, options);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => LimitReport.Write(result, json)) : LimitReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }

    private LimitOptions ReadOptions(VerbCall call)
    {
        double level = OptionValue.Number("--confidence-level", call.Arguments.GetValue(_level)) ?? LimitOptions.Default.ConfidenceLevel;
        if (!(level is > 0.5 and < 1)) throw new UsageException("--confidence-level takes a number between 0.5 and 1, such as 0.95");

        return new LimitOptions
        {
            ConfidenceLevel = level,
            Method = Method(call.Arguments.GetValue(_method)),
            ObservedOnly = call.Arguments.GetValue(_observedOnly),
            Scan = Scan(call.Arguments.GetValue(_scan)),
        };
    }

    private static LimitMethod Method(string? word) => word switch
    {
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
