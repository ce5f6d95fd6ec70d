using System.Globalization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Tests the values of one or several parameters at once with the profile likelihood ratio, asymptotically and with toys.</summary>
/// <remarks>Toys are drawn where the conditional fit to the data ends; main and auxiliary data fluctuate.</remarks>
public static class LikelihoodRatioTest
{
    // A conditional fit this far below the free one shows that the free fit is not the lowest minimum.
    private const double LowerMinimum = 1e-7;

    private static readonly TestStatistic[] s_statistics =
        [TestStatistic.TMu, TestStatistic.TMuTilde, TestStatistic.QMu, TestStatistic.QMuTilde, TestStatistic.QMuLower, TestStatistic.Q0, TestStatistic.Q0Uncapped];

    /// <summary>Tests.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="options">What to test.</param>
    /// <param name="cancellationToken">Stops it: an <see cref="OperationCanceledException"/> among the toys, a status in a fit.</param>
    /// <exception cref="ArgumentException">Nothing is tested, or a parameter that does not exist or is fixed; a value is not finite.</exception>
    public static LikelihoodRatioResult Run(ITestableModel model, Dataset data, LikelihoodRatioOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        Check(model, options);

        IFitter fitter = model.CreateFitter();
        FitResult free = fitter.Fit(data, options.Fit, cancellationToken);
        FitResult conditional = Conditional(model, fitter, data, free, options, cancellationToken);
        if (ProfileLikelihood.IsUsable(conditional) && conditional.TwiceNll < free.TwiceNll - LowerMinimum)
        {
            FitResult again = fitter.Fit(data, options.Fit with { Start = conditional.Values }, cancellationToken);
            if (ProfileLikelihood.IsUsable(again)) free = again;
        }

        (string Which, FitResult Fit)[] fits = [("free fit", free), ("fit at the tested values", conditional)];
        (string Which, FitResult Fit)[] failed = [.. fits.Where(fit => !ProfileLikelihood.IsUsable(fit.Fit))];
        double t = failed.Length == 0 ? Math.Max(0, conditional.TwiceNll - free.TwiceNll) : double.NaN;
        RatioToyResult? toys = failed.Length == 0 && options.Toys > 0 ? Toys(model, conditional, t, options, cancellationToken) : null;
        bool isBroken = toys?.Status == ToyTestStatus.TooManyFailures;
        return new LikelihoodRatioResult
        {
            Tested = [.. options.Tested.Select(pair => new TestedParameter(model.Parameters[pair.Key], pair.Value, free.Values[pair.Key]))],
            Value = t,
            PValue = double.IsNaN(t) ? double.NaN : ChiSquared.UpperTail(t, options.Tested.Count),
            Toys = toys,
            Statistics = options.Tested.Count == 1 ? Statistics(model, data, free, options, cancellationToken) : [],
            Status = failed.Length > 0 ? StatusOf(failed[0].Fit) : isBroken ? InferenceStatus.FitFailed : InferenceStatus.Done,
            StatusMessage = failed.Length > 0 ? $"The {failed[0].Which} failed. {failed[0].Fit.StatusMessage}"
                : isBroken ? string.Create(CultureInfo.InvariantCulture, $"{toys!.FailedCount} of {options.Toys} toys failed, more than the {100 * options.FailureBudget:G3} % that are allowed: the toys that fail may differ from the others.") : "",
        };
    }

    private static void Check(ITestableModel model, LikelihoodRatioOptions options)
    {
        if (options.Tested.Count == 0) throw new ArgumentException("a test needs at least one parameter with a value.", nameof(options));
        if (options.Toys < 0) throw new ArgumentException($"{options.Toys} toys were asked for; give at least 0.", nameof(options));
        if (!(options.FailureBudget is >= 0 and <= 1)) throw new ArgumentException($"the failure budget is {options.FailureBudget}; give a fraction between 0 and 1.", nameof(options));
        foreach ((int index, double value) in options.Tested)
        {
            if (index < 0 || index >= model.Parameters.Count) throw new ArgumentException($"there is no parameter {index}; the model has {model.Parameters.Count}.", nameof(options));
            if (model.Parameters[index].Fixed) throw new ArgumentException($"the parameter '{model.Parameters[index].Name}' is fixed and can't be tested.", nameof(options));
            if (!double.IsFinite(value)) throw new ArgumentException($"the tested value of '{model.Parameters[index].Name}' is {value}; give a finite number.", nameof(options));
        }
    }

    private static FitResult Conditional(ITestableModel model, IFitter fitter, Dataset data, FitResult free, LikelihoodRatioOptions options, CancellationToken cancellationToken)
    {
        Dictionary<int, double> hold = options.Fit.Hold is null ? [] : new Dictionary<int, double>(options.Fit.Hold);
        foreach ((int index, double value) in options.Tested) hold[index] = value;
        int[] held = [.. options.Tested.Keys];
        double[] start = held.Length <= 2 ? ConditionalStart.Predict(model, free, held, [.. options.Tested.Values]) : free.Values;
        FitResult warm = fitter.Fit(data, options.Fit with { Hold = hold, Start = start }, cancellationToken);
        return ProfileLikelihood.IsUsable(warm) ? warm : fitter.Fit(data, options.Fit with { Hold = hold }, cancellationToken);
    }

    private static RatioToyResult Toys(ITestableModel model, FitResult conditional, double t, LikelihoodRatioOptions options, CancellationToken cancellationToken)
    {
        RatioSample sample = new RatioToys(model, options.Threads, cancellationToken).Draw(options.Tested, conditional.Values, options.Seed, options.Toys);
        ToyTestStatus status = sample.IsWithin(options.FailureBudget) ? ToyTestStatus.Done : ToyTestStatus.TooManyFailures;
        return new RatioToyResult(sample.PValue(t), options.Seed, sample.FailedCount, sample.RetriedCount, status);
    }

    // All of them from one profile of the data and one of Asimov data at 0, whose σ the statistics with a tilde need.
    private static StatisticTest[] Statistics(ITestableModel model, Dataset data, FitResult free, LikelihoodRatioOptions options, CancellationToken cancellationToken)
    {
        (int poi, double value) = options.Tested.First();
        var calculator = new AsymptoticCalculator(model, data, poi, new AsymptoticOptions { AsimovPoi = 0, Fit = options.Fit }, cancellationToken);
        calculator.Observed.Adopt(free);
        double reach = double.NaN;
        if (calculator.Asimov is { } asimov) reach = Math.Sqrt(Math.Max(0, ProfileLikelihoodRatio.Evaluate(TestStatistic.TMu, asimov, value).Value)) * Math.Sign(value);
        return [.. s_statistics.Select(Of)];

        StatisticTest Of(TestStatistic statistic)
        {
            TestStatisticValue observed = ProfileLikelihoodRatio.Evaluate(statistic, calculator.Observed, value);
            double tested = ProfileLikelihoodRatio.IsDiscovery(statistic) ? 0 : value;
            return new StatisticTest(statistic, tested, observed.Value, PValueOf(statistic, observed, reach), observed.Status, observed.StatusMessage);
        }
    }

    private static double PValueOf(TestStatistic statistic, TestStatisticValue observed, double reach) => statistic switch
    {
        TestStatistic.TMu => TwoSidedDistribution.UpperTail(statistic, observed.Value, reach, 0),
        TestStatistic.TMuTilde when double.IsNaN(reach) => double.NaN,
        TestStatistic.TMuTilde => TwoSidedDistribution.UpperTail(statistic, observed.Value, reach, 0),
        TestStatistic.QMuTilde when double.IsNaN(reach) => double.NaN,
        TestStatistic.QMuTilde => StandardNormal.UpperTail(TailProbabilities.Distance(statistic, observed.Root, reach) + reach),
        _ => StandardNormal.UpperTail(observed.Root),
    };

    private static InferenceStatus StatusOf(FitResult fit) => fit.Status == FitStatus.Cancelled ? InferenceStatus.Cancelled : InferenceStatus.FitFailed;
}
