using System.Globalization;
using Wilks.Models;

namespace Wilks.Inference;

/// <summary>All that defines toys besides the model: with it a toy is a pure function of its ensemble and its index.</summary>
public sealed record ToyExperiment
{
    /// <summary>The name of the parameter of interest.</summary>
    public required string PoiName { get; init; }

    /// <summary>Its tested value.</summary>
    public required double TestValue { get; init; }

    /// <summary>The test statistic.</summary>
    public required TestStatistic Statistic { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Whether the auxiliary data of toys are the observed ones.</summary>
    public required bool FixedAuxiliaryData { get; init; }

    /// <summary>The parameters that toys of the tested hypothesis are drawn from.</summary>
    public required IReadOnlyList<double> TestedPoint { get; init; }

    /// <summary>The parameters that toys of the alternative are drawn from.</summary>
    public required IReadOnlyList<double> AlternativePoint { get; init; }

    /// <summary>The test statistic of the data.</summary>
    public required double Observed { get; init; }

    /// <summary>The parameter of interest fitted to the data.</summary>
    public required double ObservedPoiHat { get; init; }

    /// <summary>Why no toy can be made; null when all is well.</summary>
    public string? Failure { get; init; }

    /// <summary>The point of an ensemble.</summary>
    /// <param name="ensemble">The ensemble.</param>
    public IReadOnlyList<double> PointOf(ToyEnsemble ensemble) => ensemble == ToyEnsemble.Tested ? TestedPoint : AlternativePoint;

    /// <summary>Fits the data: the points that toys are drawn from, and the test statistic of the data.</summary>
    internal static ToyExperiment Prepare(ITestableModel model, ToyTestOptions options, int poi, CancellationToken cancellationToken)
    {
        Dataset data = options.Data ?? model.ObservedData;
        double testValue = StatisticFitter.IsDiscovery(options.Statistic) ? 0 : options.TestValue;
        double alternative = ProfileLikelihoodRatio.NeedsSignal(options.Statistic) ? 1 : 0;
        IFitter fitter = model.CreateFitter();
        string? failure = null;
        IReadOnlyList<double> tested = options.TestedPoint ?? Point(testValue);
        IReadOnlyList<double> other = options.AlternativePoint ?? Point(alternative);
        ToyOutcome observed = failure is null
            ? new StatisticFitter(fitter, poi, testValue, options.Statistic, tested).Evaluate(data)
            : new ToyOutcome(double.NaN, double.NaN, ToyStatus.NotRun);
        if (failure is null && !ToyColumns.HasValue(observed.Status)) failure = $"The test statistic of the data could not be worked out ({observed.Status}).";
        return new ToyExperiment
        {
            PoiName = model.Parameters[poi].Name,
            TestValue = testValue,
            Statistic = options.Statistic,
            Seed = options.Seed,
            FixedAuxiliaryData = options.FixedAuxiliaryData,
            TestedPoint = tested,
            AlternativePoint = other,
            Observed = observed.Q,
            ObservedPoiHat = observed.PoiHat,
            Failure = failure,
        };

        double[] Point(double value)
        {
            FitResult fit = fitter.Fit(data, new FitOptions { Hold = new Dictionary<int, double> { [poi] = value } }, cancellationToken);
            if (fit.Status != FitStatus.Converged) failure ??= string.Create(CultureInfo.InvariantCulture, $"The fit to the data with '{model.Parameters[poi].Name}' held at {value:G6} failed. {fit.StatusMessage}");
            return fit.Values;
        }
    }
}
