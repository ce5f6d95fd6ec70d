using System.Globalization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Turns the toys of a study into its numbers, always in the order of their indices.</summary>
internal static class StudySummary
{
    /// <summary>The numbers of one point.</summary>
    public static StudyPoint Point(IReadOnlyList<StudyOutcome> toys, double truth, double level)
    {
        double width = StandardNormal.UpperQuantile((1 - level) / 2);
        StudyOutcome[] valid = [.. toys.Where(toy => ToyColumns.HasValue(toy.Status))], inside = [.. valid.Where(toy => !toy.IsAtBound)];
        (ToyEstimate mean, ToyEstimate spread) = Moments([.. valid.Select(toy => toy.Estimate)]);
        (ToyEstimate profileMean, ToyEstimate profileWidth) = Moments([.. valid.Select(ProfilePull)]);
        (ToyEstimate hesseMean, ToyEstimate hesseWidth) = Moments([.. inside.Select(HessePull)]);
        return new StudyPoint
        {
            Truth = truth,
            Mean = mean,
            Spread = spread,
            Bias = mean with { Value = mean.Value - truth },
            ProfilePullMean = profileMean,
            ProfilePullWidth = profileWidth,
            HessePullMean = hesseMean,
            HessePullWidth = hesseWidth,
            ProfileCoverage = ToyPValue.FromCounts(valid.Count(toy => Math.Abs(ProfilePull(toy)) <= width), valid.Length),
            HesseCoverage = ToyPValue.FromCounts(inside.Count(toy => Math.Abs(HessePull(toy)) <= width), inside.Length),
            AtBoundCount = valid.Length - inside.Length,
            ToyCount = valid.Length,
            FailedCount = toys.Count - valid.Length,
            RetriedCount = valid.Count(toy => toy.Status == ToyStatus.Retried),
        };

        double ProfilePull(StudyOutcome toy) => toy.Estimate < truth ? -Math.Sqrt(toy.T) : Math.Sqrt(toy.T);

        double HessePull(StudyOutcome toy) => (toy.Estimate - truth) / toy.Uncertainty;
    }

    /// <summary>Mean and standard deviation; the uncertainty of the latter from the fourth moment.</summary>
    internal static (ToyEstimate Mean, ToyEstimate Width) Moments(IReadOnlyList<double> values)
    {
        int n = values.Count;
        if (n < 2) return (new ToyEstimate(double.NaN, double.NaN), new ToyEstimate(double.NaN, double.NaN));

        double mean = values.Sum() / n, second = 0, fourth = 0;
        foreach (double value in values)
        {
            double square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        double variance = second / (n - 1), width = Math.Sqrt(variance);
        // Var(s²) = (μ₄ − σ⁴)/n to leading order, and σ_s = σ_{s²}/2s.
        double ofWidth = width > 0 ? Math.Sqrt(Math.Max(0, (fourth / n) - (variance * variance)) / n) / (2 * width) : 0;
        return (new ToyEstimate(mean, width / Math.Sqrt(n)), new ToyEstimate(width, ofWidth));
    }

    /// <summary>The weighted line through mean estimates; null where there are not two true values.</summary>
    public static LinearityFit? Linearity(IReadOnlyList<StudyPoint> points)
    {
        StudyPoint[] good = [.. points.Where(point => point.Mean.Uncertainty > 0)];
        if (good.Select(point => point.Truth).Distinct().Count() < 2) return null;

        double[] weights = [.. good.Select(point => 1 / (point.Mean.Uncertainty * point.Mean.Uncertainty))];
        double s = weights.Sum(), centre = good.Select((point, i) => weights[i] * point.Truth).Sum() / s, average = good.Select((point, i) => weights[i] * point.Mean.Value).Sum() / s;
        double sxx = good.Select((point, i) => weights[i] * (point.Truth - centre) * (point.Truth - centre)).Sum();
        double slope = good.Select((point, i) => weights[i] * (point.Truth - centre) * (point.Mean.Value - average)).Sum() / sxx, intercept = average - (slope * centre);
        double chiSquared = good.Select((point, i) => weights[i] * Math.Pow(point.Mean.Value - intercept - (slope * point.Truth), 2)).Sum();
        return new LinearityFit(new ToyEstimate(slope, Math.Sqrt(1 / sxx)), new ToyEstimate(intercept, Math.Sqrt((1 / s) + (centre * centre / sxx))), chiSquared, good.Length - 2);
    }

    /// <summary>Why closure does not hold.</summary>
    public static IEnumerable<string> Reasons(Parameter parameter, IReadOnlyList<StudyPoint> points, LinearityFit? line, ToyStudyOptions options)
    {
        ClosureCriterion criterion = options.Closure;
        foreach (StudyPoint point in points)
        {
            string edge = point.AtBoundCount == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (where {100.0 * point.AtBoundCount / point.ToyCount:F1} % of the estimates are at a bound)");
            string where = string.Create(CultureInfo.InvariantCulture, $"at {parameter.Name} = {point.Truth:G6}{edge}");
            if (IsOff(point.Bias.Value, point.Bias.Uncertainty, criterion.Bias * point.Spread.Value)) yield return Text($"{where} the bias is {point.Bias.Value:G3} ± {point.Bias.Uncertainty:G2}, which is {100 * point.Bias.Value / point.Spread.Value:F1} % of the spread");
            if (IsOff(point.ProfilePullMean.Value, point.ProfilePullMean.Uncertainty, criterion.Bias)) yield return Text($"{where} the mean of the pulls is {point.ProfilePullMean.Value:F3} ± {point.ProfilePullMean.Uncertainty:F3}, not 0");
            if (IsOff(point.ProfilePullWidth.Value - 1, point.ProfilePullWidth.Uncertainty, criterion.Bias)) yield return Text($"{where} the width of the pulls is {point.ProfilePullWidth.Value:F3} ± {point.ProfilePullWidth.Uncertainty:F3}, not 1");
            if (IsOff(point.ProfileCoverage.Value - options.Level, point.ProfileCoverage.Uncertainty, criterion.Coverage)) yield return Text($"{where} the profile intervals cover {100 * point.ProfileCoverage.Value:F1} ± {100 * point.ProfileCoverage.Uncertainty:F1} %, not {100 * options.Level:F1} %");
        }

        if (line is not null && IsOff(line.Slope.Value - 1, line.Slope.Uncertainty, criterion.Slope)) yield return Text($"the slope of linearity is {line.Slope.Value:F4} ± {line.Slope.Uncertainty:F4}, not 1");

        // Far off statistically, and by an amount that matters; what is not a number is off.
        bool IsOff(double difference, double uncertainty, double tolerance) => !(Math.Abs(difference) <= criterion.Sigmas * uncertainty || Math.Abs(difference) <= tolerance);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
