using System.CommandLine;
using Wilks.Inference;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks significance</c>: the discovery significance, observed and expected.</summary>
internal sealed class SignificanceVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _asimovPoi = new("--asimov-poi") { HelpName = "X", Description = "The value of the parameter of interest that the expected significance is for (default: 1)." };
    private readonly Option<bool> _prefit = new("--prefit-asimov") { Description = "Expect the Asimov data at the initial values of the nuisance parameters, not at values fitted to the data." };
    private readonly Option<bool> _uncapped = new("--uncapped") { Description = "Give a deficit a negative significance instead of zero; the lower bound must allow it." };
    private readonly CommonOptions _common = new();

    public SignificanceVerb()
    {
        Command = new Command("significance", "Find the significance of a signal, observed and expected.") { _workspace, _asimovPoi, _prefit, _uncapped };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        var options = new AsymptoticOptions
        {
            Statistic = call.Arguments.GetValue(_uncapped) ? TestStatistic.Q0Uncapped : TestStatistic.Q0,
            AsimovPoi = OptionValue.Number("--asimov-poi", call.Arguments.GetValue(_asimovPoi)),
            PrefitAsimov = call.Arguments.GetValue(_prefit),
        };

        using var progress = new Progress(call.Terminal, "testing");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        int poi = TestTarget.Choose(loaded.Model);
        DiscoverySignificance result = DiscoverySignificance.Compute(new CompiledModel(loaded.Model), FitData.Choose(loaded.Model, settings), poi, options, call.CancellationToken);
        progress.Dispose();
        bool isJson = settings.Format == OutputFormat.Json;
        call.Answer(isJson ? VerbCall.Json(json => SignificanceReport.Write(result, json)) : SignificanceReport.Text(result, settings.Format == OutputFormat.Markdown), settings.Output);
        return TestTarget.Judge(result.Status, result.StatusMessage, call);
    }
}
