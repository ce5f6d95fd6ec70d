using System.Globalization;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>A limit from tests with toys on a grid of values.</summary>
public sealed record ToyLimitResult
{
    /// <summary>The name of the parameter of interest.</summary>
    public required string PoiName { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double PoiHat { get; init; }

    /// <summary>The confidence level.</summary>
    public required double ConfidenceLevel { get; init; }

    /// <summary>The p-value that is bounded.</summary>
    public required LimitMethod Method { get; init; }

    /// <summary>The test statistic; it says on which side the limit lies.</summary>
    public required TestStatistic Statistic { get; init; }

    /// <summary>The observed limit; NaN where it is not within the grid.</summary>
    public required double Observed { get; init; }

    /// <summary>Its statistical uncertainty from the numbers of toys.</summary>
    public required double Uncertainty { get; init; }

    /// <summary>The expected limits from −2σ to +2σ; NaN where one is not within the grid.</summary>
    public required IReadOnlyList<double> Expected { get; init; }

    /// <summary>The tests, in rising order of the tested value.</summary>
    public required IReadOnlyList<ToyTestResult> Points { get; init; }

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence when something failed; otherwise empty.</summary>
    public required string StatusMessage { get; init; }
}

/// <summary>Finds limits from toys: each value of a grid is tested as <see cref="ToyTest"/> does, and <c>Φ⁻¹(1 − p)</c> is interpolated linearly in between.</summary>
public static class ToyLimit
{
    private const double LeastFraction = 1e-5;

    /// <summary>Finds a limit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How each value is tested; the statistic chooses the side. The tested value is replaced.</param>
    /// <param name="limit">Confidence level, method, and the grid in <see cref="LimitOptions.Scan"/>, at least two values.</param>
    /// <param name="progress">Told of the toys of the value that is tested now.</param>
    /// <param name="cancellationToken">Ends it with status <see cref="InferenceStatus.Cancelled"/>.</param>
    public static ToyLimitResult Find(ITestableModel model, ToyTestOptions options, LimitOptions limit, IProgress<ToyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(limit);
        if (options.Statistic is not (TestStatistic.QMu or TestStatistic.QMuTilde or TestStatistic.QMuLower)) throw new ArgumentException($"limits need a one-sided test statistic, not {options.Statistic}.", nameof(options));
        if (!(limit.ConfidenceLevel is > 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(limit), limit.ConfidenceLevel, "A confidence level lies between 0.5 and 1.");
        if (limit.Scan is null || limit.Scan.Distinct().Count() < 2) throw new ArgumentException("a limit from toys needs a grid of at least two values.", nameof(limit));

        bool isLower = options.Statistic == TestStatistic.QMuLower, isRatio = limit.Method == LimitMethod.CLs;
        double[] grid = [.. limit.Scan.Distinct().Order()];
        ToyTestResult[] points = [.. grid.Select(value => ToyTest.Run(model, options with { TestValue = value, Seed = StreamKey.At(options.Seed, [value]) }, progress, cancellationToken))];
        ToyTestResult? broken = points.FirstOrDefault(point => point.Status is not (ToyTestStatus.Done or ToyTestStatus.Incomplete));
        (double observed, double uncertainty) = Crossing(grid, [.. points.Select(point => isRatio ? point.CLs : new ToyRatio(point.CLsb.Value, point.CLsb.Uncertainty))], 1 - limit.ConfidenceLevel, isLower);
        double[] expected = limit.ObservedOnly ? [] : [.. Enumerable.Range(0, ExpectedBand.Names.Count).Select(index => Expected(index))];
        bool isComplete = !double.IsNaN(observed) && !expected.Any(double.IsNaN);
        return new ToyLimitResult
        {
            PoiName = points[0].Experiment.PoiName,
            PoiHat = points[0].Experiment.ObservedPoiHat,
            ConfidenceLevel = limit.ConfidenceLevel,
            Method = limit.Method,
            Statistic = options.Statistic,
            Observed = observed,
            Uncertainty = uncertainty,
            Expected = expected,
            Points = points,
            Status = broken?.Status == ToyTestStatus.Cancelled ? InferenceStatus.Cancelled : broken is not null ? InferenceStatus.FitFailed : isComplete ? InferenceStatus.Done : InferenceStatus.NoCrossing,
            StatusMessage = broken is not null ? string.Create(CultureInfo.InvariantCulture, $"At {broken.Experiment.PoiName} = {broken.Experiment.TestValue:G6}: {broken.StatusMessage}")
                : isComplete ? "" : string.Create(CultureInfo.InvariantCulture, $"Some limits lie outside of the {grid.Length} values of the scan; widen it."),
        };

        // A band in rising order of the p-value is one in rising order of an upper limit, and in falling order of a lower one.
        double Expected(int index)
        {
            int place = isLower ? ExpectedBand.Names.Count - 1 - index : index;
            return Crossing(grid, [.. points.Select(point => new ToyRatio((isRatio ? point.CLsExpected : point.CLsbExpected) is { Count: > 0 } band ? band[place] : double.NaN, 0))], 1 - limit.ConfidenceLevel, isLower).Value;
        }
    }

    // The outermost passage through the level. Φ⁻¹(1 − p) is nearly a straight line in the parameter; p itself is far from one.
    private static (double Value, double Uncertainty) Crossing(double[] grid, ToyRatio[] p, double level, bool isLower)
    {
        double target = StandardNormal.UpperQuantile(level);
        for (int k = 1; k < grid.Length; k++)
        {
            int below = isLower ? k - 1 : grid.Length - k, above = isLower ? k : grid.Length - 1 - k;
            if (!(p[above].Value >= level && p[below].Value < level)) continue;

            double from = Distance(p[above].Value), to = Distance(p[below].Value), fraction = (target - from) / (to - from), step = grid[below] - grid[above];
            double first = (1 - fraction) * p[above].Uncertainty / Density(from), second = fraction * p[below].Uncertainty / Density(to);
            return (grid[above] + (fraction * step), Math.Min(Math.Abs(step), Math.Abs(step) * Math.Sqrt((first * first) + (second * second)) / (to - from)));
        }

        return (double.NaN, double.NaN);
    }

    // A fraction of 0 or 1 lies somewhere beyond what so many toys can tell.
    private static double Distance(double p) => StandardNormal.UpperQuantile(Math.Clamp(p, LeastFraction, 1 - LeastFraction));

    private static double Density(double z) => Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
}
