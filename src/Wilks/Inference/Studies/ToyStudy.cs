using System.Globalization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>Studies estimates with toys: bias, pulls, coverage of intervals, and linearity over a grid of true values.</summary>
/// <remarks>
/// Toys fluctuate main and auxiliary data. An interval of the profile likelihood holds the truth exactly where <c>t(truth)</c> is at most the
/// quantile of χ², so no interval is searched. Results do not depend on the number of threads.
/// </remarks>
public static class ToyStudy
{
    /// <summary>Makes the study.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What to study.</param>
    /// <param name="progress">Told after each point how many toys are made.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The options can't be meant for this model.</exception>
    public static ToyStudyResult Run(ITestableModel model, ToyStudyOptions options, IProgress<ToyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        Check(model, options);
        int count = options.Parameters.Count, failed = 0;
        var points = new StudyPoint[count][];
        for (int k = 0; k < count; k++) points[k] = new StudyPoint[options.Truths.Count];
        for (int i = 0; i < options.Truths.Count; i++)
        {
            double[] truth = [.. options.Truths[i]];
            StudyOutcome[] outcomes = Toys(model, truth, options, cancellationToken);
            for (int k = 0; k < count; k++)
            {
                StudyOutcome[] column = [.. Enumerable.Range(0, options.Toys).Select(toy => outcomes[(toy * count) + k])];
                points[k][i] = StudySummary.Point(column, truth[options.Parameters[k]], options.Level);
            }

            failed += points.Max(row => row[i].FailedCount);
            progress?.Report(new ToyProgress((i + 1) * options.Toys, options.Truths.Count * options.Toys, failed));
        }

        return Result(model, options, points);
    }

    private static void Check(ITestableModel model, ToyStudyOptions options)
    {
        if (options.Truths.Count == 0) throw new ArgumentException("a study needs a point to draw toys from.", nameof(options));
        if (options.Truths.Any(point => point.Count != model.Parameters.Count)) throw new ArgumentException($"every point of a study has {model.Parameters.Count} values, one for each parameter.", nameof(options));
        if (options.Parameters.Count == 0) throw new ArgumentException("a study needs a parameter.", nameof(options));
        foreach (int index in options.Parameters)
        {
            if (model.Parameters[index].Fixed) throw new ArgumentException($"the parameter '{model.Parameters[index].Name}' is fixed: toys can't tell anything of it.", nameof(options));
        }

        if (options.Toys < 2) throw new ArgumentOutOfRangeException(nameof(options), options.Toys, "A study takes at least 2 toys.");
        if (!(options.Level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), options.Level, "A level lies between 0 and 1.");
        if (!(options.FailureBudget is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(options), options.FailureBudget, "A failure budget lies between 0 and 1.");
    }

    private static StudyOutcome[] Toys(ITestableModel model, double[] truth, ToyStudyOptions options, CancellationToken cancellationToken)
    {
        int count = options.Parameters.Count;
        ulong seed = StreamKey.At(options.Seed, truth);
        IDatasetSource source = model.CreateSource(truth);
        double[] expected = Expected(model, source, truth, options, cancellationToken);
        var outcomes = new StudyOutcome[options.Toys * count];
        ToyLoop.Run(options.Toys, options.Threads, () => (source.CreateDrawer(), new StudyFitter(model, truth, options.Parameters, expected)), Make, cancellationToken);
        return outcomes;

        void Make((IToyDrawer Drawer, StudyFitter Fitter) worker, int toy) =>
            worker.Fitter.Evaluate(worker.Drawer.Draw(seed, (ulong)toy), outcomes.AsSpan(toy * count, count));
    }

    // Scales for numerical derivatives: the uncertainties of Asimov data at the truth, or what is known otherwise.
    private static double[] Expected(ITestableModel model, IDatasetSource source, double[] truth, ToyStudyOptions options, CancellationToken cancellationToken)
    {
        FitResult fit = model.CreateFitter().Fit(source.Asimov(), new FitOptions { Start = truth }, cancellationToken);
        return [.. options.Parameters.Select(index => fit.Uncertainties[index] > 0 ? fit.Uncertainties[index] : Otherwise(model.Parameters[index], truth[index]))];
    }

    private static double Otherwise(Parameter parameter, double truth) =>
        parameter.PrefitUncertainty > 0 ? parameter.PrefitUncertainty : Math.Max(0.1, 0.1 * Math.Abs(truth));

    private static ToyStudyResult Result(ITestableModel model, ToyStudyOptions options, StudyPoint[][] points)
    {
        var studies = new ParameterStudy[options.Parameters.Count];
        for (int k = 0; k < studies.Length; k++)
        {
            Parameter parameter = model.Parameters[options.Parameters[k]];
            LinearityFit? line = StudySummary.Linearity(points[k]);
            studies[k] = new ParameterStudy { Parameter = parameter, Points = points[k], Linearity = line, Reasons = [.. StudySummary.Reasons(parameter, points[k], line, options)] };
        }

        StudyPoint? worst = points.SelectMany(row => row).MaxBy(point => point.FailedCount);
        bool isBroken = worst is not null && worst.FailedCount > options.FailureBudget * options.Toys;
        return new ToyStudyResult
        {
            Parameters = studies,
            Options = options,
            Status = isBroken ? ToyTestStatus.TooManyFailures : ToyTestStatus.Done,
            StatusMessage = isBroken ? string.Create(CultureInfo.InvariantCulture, $"{worst!.FailedCount} of {options.Toys} toys of one point failed, more than the {100 * options.FailureBudget:G3} % that are allowed: the toys that fail may differ from the others.") : "",
        };
    }
}
