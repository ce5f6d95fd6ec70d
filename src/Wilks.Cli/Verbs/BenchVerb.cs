using System.CommandLine;
using Wilks.Cli.Bench;
using Wilks.Inference;
using Wilks.Likelihoods;
using Wilks.Models;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks bench</c>: how long each stage takes, after checking that all routes agree.</summary>
internal sealed class BenchVerb : IVerb
{
    private const double DefaultBudget = 1;

    // Toys are drawn before they are fitted; this many keep the fits from learning them.
    private const int ToyCount = 256;

    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<string?> _budget = new("--seconds-budget") { HelpName = "X", Description = "The seconds to spend on each stage (default: 1)." };
    private readonly CommonOptions _common = new();

    public BenchVerb()
    {
        Command = new Command("bench", "Check that all routes to a number agree, then time reading, compiling, evaluating and fitting.") { _workspace, _budget };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        double budget = OptionValue.Number("--seconds-budget", call.Arguments.GetValue(_budget)) ?? DefaultBudget;
        if (budget <= 0) throw new UsageException("--seconds-budget takes a number above 0");

        using var progress = new Progress(call.Terminal, "bench");
        string path = call.Arguments.GetRequiredValue(_workspace);
        LoadedModel loaded = WorkspaceInput.Load(path, settings, call);
        Dataset data = FitData.Choose(loaded.Model, settings);
        FitResult fit = new Fitter(loaded.Model).Fit(data, cancellationToken: call.CancellationToken);
        call.CancellationToken.ThrowIfCancellationRequested();
        if (fit.Status != FitStatus.Converged)
        {
            call.Messages.Error($"the fit did not converge: {fit.StatusMessage}");
            return ExitCodes.NotToBeTrusted;
        }
        progress.Report("bench: comparing routes");
        var checks = new AgreementChecks(loaded.Model, data, fit, settings.Seed);
        IReadOnlyList<Agreement> agreements = checks.Run(call.CancellationToken);

        progress.Report("bench: timing");
        var stages = new List<StageTime>();
        // Standard input can be read only once.
        if (path != WorkspaceInput.StandardInput) stages.Add(StageTime.Measure("load", budget, () => WorkspaceInput.Read(path, settings, call.Terminal), call.CancellationToken));
        stages.Add(StageTime.Measure("compile", budget, () => Model.Compile(loaded.Workspace, loaded.Model.Options), call.CancellationToken));
        AddEvaluations(stages, loaded.Model.With(data), checks.Point, budget, call.CancellationToken);
        AddLimit(stages, loaded.Model, data, budget, call.CancellationToken);
        int failedToys = AddFits(stages, loaded.Model, data, fit, settings.Seed, budget, call.CancellationToken);

        var report = new BenchReport(agreements, stages, failedToys, Machine.Current());
        progress.Dispose();
        int width = settings.Output is null ? call.Terminal.Width : int.MaxValue;
        call.Answer(settings.Format == OutputFormat.Json ? VerbCall.Json(report.Write) : report.ToText(settings.Format == OutputFormat.Markdown, width), settings.Output);
        foreach (Agreement check in agreements.Where(check => !check.Holds)) call.Messages.Error(check.ToString());
        return report.Agrees ? ExitCodes.Done : ExitCodes.NotToBeTrusted;
    }

    private static void AddEvaluations(List<StageTime> stages, Likelihood likelihood, double[] point, double budget, CancellationToken cancellationToken)
    {
        LikelihoodEvaluator evaluator = likelihood.CreateEvaluator();
        double[] gradient = new double[point.Length];
        double[] hessian = new double[point.Length * point.Length];
        stages.Add(StageTime.Measure("nll", budget, () => evaluator.TwiceNll(point), cancellationToken));
        stages.Add(StageTime.Measure("gradient", budget, () => evaluator.Evaluate(point, gradient, []), cancellationToken));
        stages.Add(StageTime.Measure("hessian", budget, () => evaluator.Evaluate(point, gradient, hessian), cancellationToken));
    }

    // Observed limit and five expected ones, from scratch; models without exactly one free parameter of interest have none.
    private static void AddLimit(List<StageTime> stages, Model model, Dataset data, double budget, CancellationToken cancellationToken)
    {
        if (model.Pois.Count != 1 || model.Parameters[model.Pois[0]].Fixed) return;

        var tested = new CompiledModel(model);
        LimitResult first = UpperLimit.Find(new AsymptoticCalculator(tested, data, model.Pois[0], cancellationToken: cancellationToken));
        if (first.Status != InferenceStatus.Done) return;

        stages.Add(StageTime.Measure("limit", budget, () => UpperLimit.Find(new AsymptoticCalculator(tested, data, model.Pois[0], cancellationToken: cancellationToken)), cancellationToken));
    }

    private static int AddFits(List<StageTime> stages, Model model, Dataset data, FitResult fit, ulong seed, double budget, CancellationToken cancellationToken)
    {
        var fitter = new Fitter(model);
        // A fit gives the uncertainties of all parameters (HESSE); the matrix of all pairs is worked out on first use.
        stages.Add(StageTime.Measure("fit", budget, () => fitter.Fit(data), cancellationToken));
        stages.Add(StageTime.Measure("fit_covariance", budget, () => _ = fitter.Fit(data).Covariance, cancellationToken));
        stages.Add(StageTime.Measure("fit_only", budget, () => fitter.FitTwiceNll(data), cancellationToken));

        var toys = new ToyGenerator(model.With(data), fit.Values);
        var warm = new FitOptions { Start = fit.Values };
        Dataset[] drawn = [.. Enumerable.Range(0, ToyCount).Select(i => toys.Draw(seed, (ulong)i))];
        int index = 0;
        int failed = 0;
        stages.Add(StageTime.Measure("toy_draw", budget, () => toys.Draw(seed, (ulong)index++), cancellationToken));
        stages.Add(StageTime.Measure("toy_fit", budget, () => failed += double.IsNaN(fitter.FitTwiceNll(drawn[index++ % ToyCount], warm)) ? 1 : 0, cancellationToken));
        return failed;
    }
}
