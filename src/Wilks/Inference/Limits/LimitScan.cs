using System.Globalization;

namespace Wilks.Inference;

/// <summary>Limits from a grid of tested values, with linear interpolation in between.</summary>
internal static class LimitScan
{
    public static LimitResult Run(AsymptoticCalculator calculator, LimitOptions options)
    {
        HypothesisTestResult[] points = [.. options.Scan!.Order().Select(calculator.Test)];
        HypothesisTestResult? failed = points.FirstOrDefault(point => point.Status != InferenceStatus.Done);
        HypothesisTestResult[] good = [.. points.Where(point => point.Status == InferenceStatus.Done)];
        bool isRatio = options.Method == LimitMethod.CLs;
        double observed = Crossing(good, options, point => isRatio ? point.Observed.CLs : point.Observed.CLsb);
        double[] expected = options.ObservedOnly
            ? []
            : [.. Enumerable.Range(0, ExpectedBand.Names.Count).Select(index => Crossing(good, options, point => isRatio ? point.Expected[index].CLs : point.Expected[index].CLsb))];
        bool isComplete = !double.IsNaN(observed) && !expected.Any(double.IsNaN);
        string missing = isComplete ? "" : string.Create(CultureInfo.InvariantCulture, $"Some limits lie outside of the {points.Length} points of the scan; widen it.");
        return new LimitResult
        {
            PoiName = calculator.Observed.Parameter.Name,
            PoiHat = calculator.Observed.FreeValue,
            ConfidenceLevel = options.ConfidenceLevel,
            Method = options.Method,
            Statistic = calculator.Options.Statistic,
            Observed = observed,
            Expected = expected,
            Points = points,
            Status = failed?.Status ?? (isComplete ? InferenceStatus.Done : InferenceStatus.NoCrossing),
            StatusMessage = failed is null ? missing : string.Create(CultureInfo.InvariantCulture, $"At {failed.PoiName} = {failed.Poi:G6}: {failed.StatusMessage}"),
            FitCount = calculator.FitCount,
        };
    }

    // The last fall through the level, on the line between two points.
    private static double Crossing(HypothesisTestResult[] points, LimitOptions options, Func<HypothesisTestResult, double> pValue)
    {
        double level = 1 - options.ConfidenceLevel;
        for (int i = points.Length - 1; i > 0; i--)
        {
            double above = pValue(points[i - 1]);
            double below = pValue(points[i]);
            if (above >= level && below < level) return points[i - 1].Poi + ((points[i].Poi - points[i - 1].Poi) * (above - level) / (above - below));
        }

        return double.NaN;
    }
}
