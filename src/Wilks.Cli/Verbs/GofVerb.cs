using System.CommandLine;
using System.Globalization;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks gof</c>: how well a fit describes the data.</summary>
internal sealed class GofVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _toys = new("--toys") { HelpName = "N", Description = "Give also the p-value from N toys drawn at the fit." };
    private readonly FitArguments _fit = new();
    private readonly CommonOptions _common = new();

    public GofVerb()
    {
        Command = new Command("gof", "Judge a fit by the likelihood ratio to the saturated model, in total and by channel.") { _workspace, _toys };
        _fit.AddTo(Command);
        _common.AddTo(Command);
    }

    public Command Command { get; }

    /// <summary>Refuses blinded channels: their counts are the model's own and agree with it.</summary>
    /// <exception cref="UsageException">A channel is blinded.</exception>
    public static void RequireOpenEyes(Model model, CommonSettings settings)
    {
        IReadOnlyList<string> blinded = FitData.Blinded(model, settings);
        if (blinded.Count > 0) throw new UsageException($"the goodness of fit can't judge channel '{blinded[0]}', which is blinded: --mask-channel keeps it out");
    }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        long? toys = OptionValue.Integer("--toys", call.Arguments.GetValue(_toys), least: 1);
        if (toys > int.MaxValue) throw new UsageException($"--toys takes at most {int.MaxValue}");

        using var progress = new Progress(call.Terminal, "fitting");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        RequireOpenEyes(loaded.Model, settings);
        FitOptions options = _fit.Read(loaded.Model, call);
        Dataset data = FitData.Choose(loaded.Model, settings, options.Start);
        FitResult fit = new Fitter(loaded.Model).Fit(data, options, call.CancellationToken);
        call.CancellationToken.ThrowIfCancellationRequested();
        GoodnessOfFitResult result = GoodnessOfFitCalculator.Judge(loaded.Model, data, fit, options);
        if (toys is { } count && fit.Status == FitStatus.Converged)
        {
            progress.Report("making toys");
            int threads = settings.Threads ?? Environment.ProcessorCount;
            result = result with { Toys = GoodnessOfFitCalculator.MakeToys(loaded.Model, result, (int)count, settings.Seed, options, threads, call.CancellationToken) };
        }

        progress.Dispose();
        int width = settings.Output is null ? call.Terminal.Width : int.MaxValue;
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => GoodnessOfFitReport.Write(result, json)) : GoodnessOfFitReport.Text(result, settings.Format == OutputFormat.Markdown, width), settings.Output);
        return Judge(result, call);
    }

    private static int Judge(GoodnessOfFitResult result, VerbCall call)
    {
        if (result.Fit.Status != FitStatus.Converged)
        {
            call.Messages.Error($"the fit did not converge ({FitReport.StatusWord(result.Fit.Status).Replace('_', ' ')}): {result.Fit.StatusMessage}");
            return ExitCodes.NotToBeTrusted;
        }

        if (result.Toys is { } toys && toys.Failed > ToyTestOptions.DefaultFailureBudget * toys.Count)
        {
            call.Messages.Error(string.Create(CultureInfo.InvariantCulture, $"{toys.Failed} of {toys.Count} toys could not be fitted; the p-value leaves them out"));
            return ExitCodes.NotToBeTrusted;
        }

        return ExitCodes.Done;
    }
}
