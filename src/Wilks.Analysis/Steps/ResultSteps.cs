using System.Globalization;
using Wilks.Analysis.Configurations;
using Wilks.Inference;
using Wilks.Models;
using Wilks.Reports;

namespace Wilks.Analysis.Steps;

/// <summary>The results of an analysis, by their names.</summary>
internal static class ResultSteps
{
    private const double ScanReach = 2;
    private const int ScanPoints = 21;
    private const int ImpactRows = 30;

    /// <summary>The results that a configuration asks for and its model allows, in the order in which they are made.</summary>
    internal static IReadOnlyList<(string Name, Func<ResultContext, StepResult> Make)> Of(AnalysisConfiguration configuration, Model model, IReadOnlyList<string>? names)
    {
        names ??= configuration.Results.Names is { } written ? written : Default(configuration, model);
        var steps = new List<(string, Func<ResultContext, StepResult>)>();
        foreach (string name in ResultSettings.Known.Where(names.Contains))
        {
            if (name is "limit" or "significance" or "impacts") steps.AddRange(model.Pois.Select(poi => PerPoi(name, poi, model)));
            else steps.Add((name, Whole(name)));
        }

        ResultParameters.Require(configuration.Results, model);
        if (names.Contains("fit")) steps.AddRange(ResultParameters.Scanned(configuration.Results, model).Select(index => ($"scan_{ResultContext.FileName(model.Parameters[index].Name)}", (Func<ResultContext, StepResult>)(context => Scan(context, index)))));
        return steps;
    }

    /// <summary>All results; limits and significances of free factors only, since zero means nothing special of another parameter.</summary>
    private static List<string> Default(AnalysisConfiguration configuration, Model model)
    {
        List<string> names = [.. ResultSettings.Known];
        bool isStrength = model.Pois.Count > 0 && model.Pois.All(poi => configuration.NormFactors.Any(factor => factor.Name == model.Parameters[poi].Name) && model.Parameters[poi].Lower <= 0);
        if (!isStrength) names.RemoveAll(name => name is "limit" or "significance");
        if (model.Pois.Count == 0) names.RemoveAll(name => name is "impacts" or "breakdown");
        return names;
    }

    private static (string Name, Func<ResultContext, StepResult> Make) PerPoi(string name, int poi, Model model)
    {
        string step = model.Pois.Count < 2 ? name : $"{name}_{ResultContext.FileName(model.Parameters[poi].Name)}";
        return name switch
        {
            "limit" => (step, context => Limit(context, poi)),
            "significance" => (step, context => Significance(context, poi)),
            _ => (step, context => Impacts(context, poi)),
        };
    }

    private static Func<ResultContext, StepResult> Whole(string name) => name switch
    {
        "fit" => Fit,
        "goodness_of_fit" => Goodness,
        "breakdown" => Breakdown,
        _ => Predictions,
    };

    private static StepResult Fit(ResultContext context)
    {
        FitResult fit = context.Fit;
        FitReport report = FitReport.Create(context.Model, fit, correlation: true) with { Seconds = double.NaN };
        var finder = new IntervalFinder(context.Compiled, context.Data, fit);
        FitParameter[] parameters = [.. report.Parameters];
        foreach (int index in ResultParameters.Asymmetric(context.Settings, context.Model))
        {
            if (fit.Status == FitStatus.Converged) parameters[index] = parameters[index] with { Minos = finder.FindStandard(index, context.CancellationToken) };
        }

        report = report with { Parameters = parameters };
        string[] pois = [.. context.Model.Pois.Select(poi => Short(parameters[poi]))];
        return new StepResult(
            [ResultContext.Json("fit.json", json => FitReportJson.Write(report, json)), ResultContext.Text("fit.txt", FitReportText.Write(report with { Correlation = null }, new FitTextOptions { All = true }))],
            pois.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"2NLL {fit.TwiceNll:F6}") : string.Join(", ", pois),
            fit.Status == FitStatus.Converged,
            fit.StatusMessage);
    }

    private static string Short(FitParameter parameter)
    {
        var number = new ValueWithUncertainty(parameter.Value, parameter.Uncertainty);
        return $"{parameter.Name} = {number.ValueText.Trim()} ± {number.UncertaintyText.Trim()}";
    }

    private static StepResult Goodness(ResultContext context)
    {
        GoodnessOfFitResult result = GoodnessOfFitCalculator.Judge(context.Model, context.Data, context.Fit, new FitOptions());
        return new StepResult(
            [ResultContext.Json("goodness_of_fit.json", json => GoodnessOfFitReport.Write(result, json)), ResultContext.Text("goodness_of_fit.txt", GoodnessOfFitReport.Text(result))],
            GoodnessOfFitReport.Summary(result).Trim(),
            context.Fit.Status == FitStatus.Converged,
            context.Fit.StatusMessage);
    }

    private static StepResult Impacts(ResultContext context, int poi)
    {
        Dictionary<string, IReadOnlyList<int>> groups = context.Model.Groups.ToDictionary(group => group.Key, group => group.Value, StringComparer.Ordinal);
        ImpactResult result = ImpactCalculator.Run(context.Compiled, context.Data, poi, groups, threads: context.Threads, cancellationToken: context.CancellationToken);
        string name = "impacts" + context.Suffix(poi);
        bool isTrusted = result.Best.Status == FitStatus.Converged && double.IsFinite(result.Total);
        return new StepResult(
            [ResultContext.Json(name + ".json", json => ImpactReport.Write(result, json)), ResultContext.Text(name + ".txt", ImpactReport.Text(result, ImpactRows))],
            $"on {context.Model.Parameters[poi].Name}",
            isTrusted,
            isTrusted ? "" : result.Best.Status == FitStatus.Converged ? $"'{result.Poi.Name}' is at its bound: impacts are one-sided" : result.Best.StatusMessage);
    }

    private static StepResult Breakdown(ResultContext context)
    {
        int[] pois = [.. context.Model.Pois.Where(poi => !context.Model.Parameters[poi].Fixed)];
        NuisanceGroup[] groups = [.. context.Model.Groups.Select(group => new NuisanceGroup(group.Key, group.Value))];
        int[] statistics = [.. context.Model.Parameters.Where(parameter => parameter.ModifierTypes.Contains("staterror") && !groups.Any(group => group.Parameters.Contains(parameter.Index))).Select(parameter => parameter.Index)];
        if (statistics.Length > 0) groups = [.. groups, new NuisanceGroup("template statistics", statistics)];
        BreakdownResult result = UncertaintyBreakdown.Run(context.Compiled, context.Data, pois, groups, threads: context.Threads, cancellationToken: context.CancellationToken);
        return new StepResult(
            [ResultContext.Json("breakdown.json", json => BreakdownReport.Write(result, json)), ResultContext.Text("breakdown.txt", BreakdownReport.Text(result))],
            string.Create(CultureInfo.InvariantCulture, $"{groups.Length} groups"),
            result.Best.Status == FitStatus.Converged && result.FailedCount == 0,
            result.Best.Status != FitStatus.Converged ? result.Best.StatusMessage : result.FailedCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{result.FailedCount} intervals were not found"));
    }

    private static StepResult Limit(ResultContext context, int poi)
    {
        var calculator = new AsymptoticCalculator(context.Compiled, context.Data, poi, new AsymptoticOptions { Statistic = TestStatistic.QMuTilde }, context.CancellationToken);
        LimitResult result = UpperLimit.Find(calculator, new LimitOptions { ConfidenceLevel = context.Settings.ConfidenceLevel });
        string name = "limit" + context.Suffix(poi);
        return new StepResult(
            [ResultContext.Json(name + ".json", json => LimitReport.Write(result, json)), ResultContext.Text(name + ".txt", LimitReport.Text(result))],
            string.Create(CultureInfo.InvariantCulture, $"{result.PoiName} < {result.Observed:G4} (expected {result.Expected[result.Expected.Count / 2]:G4}) at {100 * result.ConfidenceLevel:G4} % CL"),
            result.Status is InferenceStatus.Done or InferenceStatus.AtBound,
            result.StatusMessage);
    }

    private static StepResult Significance(ResultContext context, int poi)
    {
        DiscoverySignificance result = DiscoverySignificance.Compute(context.Compiled, context.Data, poi, new AsymptoticOptions { Statistic = TestStatistic.Q0 }, context.CancellationToken);
        string name = "significance" + context.Suffix(poi);
        return new StepResult(
            [ResultContext.Json(name + ".json", json => SignificanceReport.Write(result, json)), ResultContext.Text(name + ".txt", SignificanceReport.Text(result))],
            string.Create(CultureInfo.InvariantCulture, $"{result.Observed:F2} σ observed, {result.Expected:F2} σ expected"),
            result.Status is InferenceStatus.Done or InferenceStatus.AtBound,
            result.StatusMessage);
    }

    private static StepResult Predictions(ResultContext context)
    {
        List<ResultFile> files = [];
        PredictionReport prefit = PredictionReport.Create(context.Model, PredictionCalculator.Prefit(context.Model, new FitOptions()), context.Data, context.Blind, null);
        AddPrediction(files, "prefit", prefit);
        bool isFitted = context.Fit.Status == FitStatus.Converged;
        if (isFitted) AddPrediction(files, "postfit", PredictionReport.Create(context.Model, PredictionCalculator.Postfit(context.Model, context.Fit), context.Data, context.Blind, context.Fit));
        return new StepResult(files, string.Create(CultureInfo.InvariantCulture, $"{context.Model.Channels.Count} regions"), isFitted, isFitted ? "" : context.Fit.StatusMessage);
    }

    private static void AddPrediction(List<ResultFile> files, string name, PredictionReport report)
    {
        var detail = new PredictionDetail(false, true);
        files.Add(ResultContext.Json(name + ".json", json => PredictionReportJson.Write(report, json)));
        files.Add(ResultContext.Text(name + ".txt", PredictionTable.Text(report, detail)));
        files.Add(ResultContext.Text(name + ".tex", PredictionTable.Latex(report, detail)));
        files.Add(ResultContext.Text(name + ".csv", PredictionTable.Csv(report, new PredictionDetail(true, true))));
    }

    private static StepResult Scan(ResultContext context, int index)
    {
        Parameter parameter = context.Model.Parameters[index];
        double width = context.Fit.Uncertainties[index] > 0 ? context.Fit.Uncertainties[index] : parameter.PrefitUncertainty > 0 ? parameter.PrefitUncertainty : 0.1 * (parameter.Upper - parameter.Lower);
        double low = Math.Max(parameter.Lower, context.Fit.Values[index] - (ScanReach * width));
        double high = Math.Min(parameter.Upper, context.Fit.Values[index] + (ScanReach * width));
        var axis = new ScanAxis(index, [.. Enumerable.Range(0, ScanPoints).Select(i => low + ((high - low) * i / (ScanPoints - 1)))]);
        ScanResult result = ProfileScan.Run(context.Compiled, context.Data, [axis], threads: context.Threads, cancellationToken: context.CancellationToken);
        int failed = result.Points.Count(point => point.Status != FitStatus.Converged);
        string file = $"scan_{ResultContext.FileName(parameter.Name)}";
        return new StepResult(
            [ResultContext.Json(file + ".json", json => ScanReport.Write(result, context.Model.Parameters, json)), ResultContext.Text(file + ".txt", ScanReport.Text(result, context.Model.Parameters))],
            string.Create(CultureInfo.InvariantCulture, $"{result.Points.Count} points"),
            failed == 0,
            failed == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{failed} of {result.Points.Count} fits did not converge"));
    }
}
