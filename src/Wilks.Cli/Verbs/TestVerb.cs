using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks test</c>: values of one or several parameters at once.</summary>
internal sealed class TestVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string[]> _at = new("--at") { HelpName = "NAME=VALUE", Description = "A parameter and its tested value; repeatable. All are tested at once." };
    private readonly Option<string?> _calculator = new("--calculator") { HelpName = "asymptotics|toys", Description = "Whether toys give a p-value besides the asymptotic one (default: asymptotics)." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "With --calculator toys: the number of toys of the tested hypothesis (default: 10000)." };
    private readonly CommonOptions _common = new();

    public TestVerb()
    {
        Command = new Command("test", "Test values of one or several parameters at once with the likelihood ratio.") { _workspace, _at, _calculator, _toys };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        int toys = Toys(call);
        using var progress = new Progress(call.Terminal, "testing");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Dictionary<int, double> tested = Tested(loaded.Model, call.Arguments.GetValue(_at) ?? []);
        var options = new LikelihoodRatioOptions { Tested = tested, Toys = toys, Seed = settings.Seed, Threads = settings.Threads };
        LikelihoodRatioResult result = LikelihoodRatioTest.Run(new CompiledModel(loaded.Model), FitData.Choose(loaded.Model, settings), options, call.CancellationToken);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => LikelihoodRatioReport.Write(result, json)) : LikelihoodRatioReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }

    // 0 for the asymptotic formulae alone.
    private int Toys(VerbCall call)
    {
        string? word = call.Arguments.GetValue(_calculator);
        if (word is not (null or "asymptotics" or "toys")) throw new UsageException($"--calculator takes asymptotics or toys, not '{word}'");

        long? count = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1);
        if (word == "toys") return (int)Math.Min(count ?? ToyTestOptions.DefaultToys, int.MaxValue);
        return count is null ? 0 : throw new UsageException("--toys goes with --calculator toys");
    }

    private static Dictionary<int, double> Tested(Model model, string[] texts)
    {
        if (texts.Length == 0) throw new UsageException("a test needs a parameter and a value: --at NAME=VALUE");

        Dictionary<int, double> tested = [];
        foreach (string text in texts)
        {
            (string name, double? value) = ParameterNames.Split(model, text, "--at");
            if (value is null) throw new UsageException($"--at takes NAME=VALUE, not '{text}'");
            foreach (int index in ParameterNames.Resolve(model, name, "--at"))
            {
                Parameter parameter = model.Parameters[index];
                if (parameter.Fixed) throw new UsageException($"--at: parameter '{parameter.Name}' is fixed and can't be tested");
                if (!tested.TryAdd(index, value.Value)) throw new UsageException($"--at gives '{parameter.Name}' twice");
            }
        }

        return tested;
    }
}
