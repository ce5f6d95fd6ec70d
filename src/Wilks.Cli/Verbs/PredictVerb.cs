using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks predict</c>: expected counts with uncertainties, before or after a fit.</summary>
internal sealed class PredictVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<bool> _prefit = new("--prefit") { Description = "Predict at the initial values with pre-fit uncertainties, without a fit." };
    private readonly Option<string[]> _per = new("--per") { HelpName = "channel|bin|sample", Description = "Give lines per channel (the default), bin or sample; repeatable: bin and sample together give every sample in every bin." };
    private readonly FitArguments _fit = new();
    private readonly CommonOptions _common = new();

    public PredictVerb()
    {
        Command = new Command("predict", "Predict the counts of channels, samples and bins, with uncertainties, before or after a fit.") { _workspace, _prefit, _per };
        _fit.AddTo(Command);
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        PredictionDetail detail = Detail(call.Arguments.GetValue(_per) ?? []);
        using var progress = new Progress(call.Terminal, "predicting");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        Model model = loaded.Model;
        FitOptions options = _fit.Read(model, call);
        Dataset data = FitData.Choose(model, settings, options.Start);

        FitResult? fit = call.Arguments.GetValue(_prefit) ? null : new Fitter(model).Fit(data, options, call.CancellationToken);
        call.CancellationToken.ThrowIfCancellationRequested();
        Prediction prediction = fit is null ? PredictionCalculator.Prefit(model, options) : PredictionCalculator.Postfit(model, fit);
        PredictionReport report = PredictionReport.Create(model, prediction, data, FitData.Blinded(model, settings), fit);
        progress.Dispose();
        call.Answer(Written(report, detail, settings, call), settings.Output);
        if (fit is null or { Status: FitStatus.Converged }) return ExitCodes.Done;

        call.Messages.Error($"the fit did not converge ({report.Status.Replace('_', ' ')}): {report.StatusMessage}");
        return ExitCodes.NotToBeTrusted;
    }

    private static string Written(PredictionReport report, PredictionDetail detail, CommonSettings settings, VerbCall call) => settings.Format switch
    {
        OutputFormat.Json => VerbCall.Json(json => PredictionReportJson.Write(report, json)),
        OutputFormat.Csv => PredictionTable.Csv(report, detail),
        OutputFormat.Latex => PredictionTable.Latex(report, detail),
        OutputFormat.Markdown => PredictionTable.Text(report, detail, markdown: true),
        _ => PredictionTable.Text(report, detail, width: settings.Output is null ? call.Terminal.Width : int.MaxValue),
    };

    private static PredictionDetail Detail(string[] words)
    {
        string? unknown = words.FirstOrDefault(word => word is not ("channel" or "bin" or "sample"));
        if (unknown is not null) throw new UsageException($"--per takes channel, bin or sample, not '{unknown}'");

        return new PredictionDetail(words.Contains("bin"), words.Contains("sample"));
    }
}
