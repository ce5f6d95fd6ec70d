using System.CommandLine;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks fit</c>: the maximum-likelihood fit with its uncertainties.</summary>
internal sealed class FitVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly FitArguments _fit = new();
    private readonly Option<string[]> _minos = new("--minos") { HelpName = "NAME", Description = "Give asymmetric uncertainties from the profile likelihood, of the parameters of interest or of those named; repeatable.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<bool> _correlation = new("--correlation") { Description = "Give the correlation matrix." };
    private readonly Option<bool> _covariance = new("--covariance") { Description = "Give the covariance matrix (JSON only)." };
    private readonly Option<bool> _goodness = new("--goodness-of-fit") { Description = "Give the goodness of fit by the saturated model." };
    private readonly Option<string?> _randomStarts = new("--random-starts") { HelpName = "N", Description = "Fit again from N random points, to look for other minima." };
    private readonly Option<bool> _all = new("--all") { Description = "Show every parameter." };
    private readonly Option<string?> _top = new("--top") { HelpName = "N", Description = "Of a long table, show the N largest pulls (default: 20)." };
    private readonly CommonOptions _common = new();

    public FitVerb()
    {
        Command = new Command("fit", "Fit a model and print the values, uncertainties and pulls of its parameters.") { _workspace, _minos, _correlation, _covariance, _goodness, _randomStarts, _all, _top };
        _fit.AddTo(Command);
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        long? randomStarts = OptionValue.Integer("--random-starts", call.Arguments.GetValue(_randomStarts), least: 1);
        FitTextOptions textOptions = TextOptions(call, settings);

        using var progress = new Progress(call.Terminal, "reading");
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        FitOptions options = _fit.Read(loaded.Model, call);
        if (call.Arguments.GetValue(_goodness)) GofVerb.RequireOpenEyes(loaded.Model, settings);
        Dataset data = FitData.Choose(loaded.Model, settings, options.Start);

        progress.Report("fitting");
        FitResult fit = new Fitter(loaded.Model).Fit(data, options, call.CancellationToken);
        RandomStartsResult? starts = null;
        if (randomStarts is not null)
        {
            progress.Report("fitting from random starts");
            starts = RandomStarts.Run(new CompiledModel(loaded.Model), data, fit, options, (int)Math.Min(randomStarts.Value, int.MaxValue), settings.Seed, call.CancellationToken);
        }
        call.CancellationToken.ThrowIfCancellationRequested();
        if (starts is not null && !ReferenceEquals(starts.Lowest, fit))
        {
            string reason = fit.Status == FitStatus.Converged
                ? $"ended {fit.TwiceNll - starts.Lowest.TwiceNll:G3} higher in 2NLL than a random start"
                : "did not converge";
            call.Messages.Warning($"the fit from the initial values {reason}; the lowest of the random starts is given");
            fit = starts.Lowest;
        }
        bool matrices = settings.Format == OutputFormat.Json;
        FitReport report = FitReport.Create(loaded.Model, fit, call.Arguments.GetValue(_correlation), matrices && call.Arguments.GetValue(_covariance)) with
        {
            RandomStarts = starts is null ? null : RandomStartsReport.Create(starts),
            GoodnessOfFit = call.Arguments.GetValue(_goodness) ? GoodnessOfFitCalculator.Judge(loaded.Model, data, fit, options) : null,
        };
        if (call.Arguments.GetResult(_minos) is not null)
        {
            progress.Report("finding intervals");
            report = report with { Parameters = WithMinos(report.Parameters, loaded.Model, data, fit, options, call) };
        }
        progress.Dispose();
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(json => FitReportJson.Write(report, json)) : FitReportText.Write(report, textOptions), settings.Output);
        return Judge(fit, report, call);
    }

    private FitParameter[] WithMinos(IReadOnlyList<FitParameter> parameters, Model model, Dataset data, FitResult fit, FitOptions options, VerbCall call)
    {
        string[] names = call.Arguments.GetValue(_minos) ?? [];
        if (names.Length == 0 && model.Pois.Count == 0) throw new UsageException($"measurement '{model.Measurement}' has no parameter of interest; name parameters, as in --minos NAME");

        int[] wanted = names.Length == 0 ? [.. model.Pois] : [.. names.SelectMany(name => ParameterNames.Resolve(model, name, "--minos")).Distinct()];
        var finder = new IntervalFinder(new CompiledModel(model), data, fit, options);
        FitParameter[] all = [.. parameters];
        foreach (int index in wanted)
        {
            ParameterInterval interval = finder.FindStandard(index, call.CancellationToken);
            if (interval.Status is InferenceStatus.FitFailed or InferenceStatus.NoCrossing) call.Messages.Warning($"--minos {interval.Name}: {interval.StatusMessage}");
            all[index] = all[index] with { Minos = interval };
        }
        return all;
    }

    private static int Judge(FitResult fit, FitReport report, VerbCall call)
    {
        if (fit.Status == FitStatus.Converged) return ExitCodes.Done;

        call.Messages.Error($"the fit did not converge ({report.Status.Replace('_', ' ')}): {report.StatusMessage}");
        return ExitCodes.NotToBeTrusted;
    }

    private FitTextOptions TextOptions(VerbCall call, CommonSettings settings)
    {
        bool all = call.Arguments.GetValue(_all);
        long? top = OptionValue.Integer("--top", call.Arguments.GetValue(_top), least: 0);
        if (all && top is not null) throw new UsageException("--all and --top exclude each other");

        FitTextOptions options = FitTextOptions.Default with
        {
            All = all,
            Markdown = settings.Format == OutputFormat.Markdown,
            Width = settings.Output is null ? call.Terminal.Width : int.MaxValue,
        };
        return top is null ? options : options with { LargestPulls = (int)Math.Min(top.Value, int.MaxValue), MostRows = 0 };
    }
}
