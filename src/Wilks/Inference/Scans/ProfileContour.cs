using Wilks.Models;

namespace Wilks.Inference;

/// <summary>One point of a contour.</summary>
/// <param name="First">The first parameter.</param>
/// <param name="Second">The second parameter.</param>
/// <param name="DeltaTwiceNll">2NLL above the best fit there; equal to the level unless the point is at a bound.</param>
/// <param name="IsAtBound">Whether a bound was met before the level.</param>
/// <param name="Status">How the fit there ended.</param>
public sealed record ContourPoint(double First, double Second, double DeltaTwiceNll, bool IsAtBound, FitStatus Status);

/// <summary>A closed line of equal profile likelihood.</summary>
/// <param name="ConfidenceLevel">The confidence level for two parameters.</param>
/// <param name="DeltaTwiceNll">The level, <c>−2 ln(1 − CL)</c>.</param>
/// <param name="Points">The points by angle around the best fit.</param>
public sealed record Contour(double ConfidenceLevel, double DeltaTwiceNll, IReadOnlyList<ContourPoint> Points);

/// <summary>Contours of two parameters.</summary>
/// <param name="FirstParameter">The index of the first.</param>
/// <param name="SecondParameter">The index of the second.</param>
/// <param name="Best">The free fit.</param>
/// <param name="Contours">One contour per confidence level.</param>
public sealed record ContourResult(int FirstParameter, int SecondParameter, FitResult Best, IReadOnlyList<Contour> Contours);

/// <summary>
/// Contours of the profile likelihood in two parameters at <c>Δ2NLL = −2 ln(1 − CL)</c> (the quantile of χ² with two degrees of freedom,
/// Wilks 1938). Each point is a root along a ray from the best fit, rays being even in angle where the covariance is a circle; the
/// contour is taken to be star-shaped around the best fit. Along a ray √Δ2NLL is nearly linear, so a secant needs two to four fits.
/// </summary>
public static class ProfileContour
{
    private const int FitLimit = 30;

    // Relative to the level: far below what a line in a plot can show.
    private const double LevelTolerance = 1e-6;

    /// <summary>Traces contours.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="first">The first parameter.</param>
    /// <param name="second">The second parameter.</param>
    /// <param name="confidenceLevels">Levels between 0 and 1, such as 0.68 and 0.95.</param>
    /// <param name="pointCount">Points per contour, at least 4.</param>
    /// <param name="options">Options of the fits.</param>
    /// <param name="threads">The number of threads; no point depends on it.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static ContourResult Run(ITestableModel model, Dataset data, int first, int second, IReadOnlyList<double> confidenceLevels, int pointCount = 40, FitOptions? options = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(confidenceLevels);
        ArgumentOutOfRangeException.ThrowIfLessThan(pointCount, 4);
        if (first == second) throw new ArgumentException("a contour needs two different parameters.", nameof(second));

        options ??= FitOptions.Default;
        FitResult best = model.CreateFitter().Fit(data, options, cancellationToken);
        Ray ray = Ray.Around(model, best, first, second);
        double[] levels = [.. confidenceLevels.Select(c => -2 * Math.Log(1 - c))];
        ContourPoint[] points = ParallelFits.Run(model, levels.Length * pointCount, threads, (fitter, i) =>
        {
            double angle = 2 * Math.PI * (i % pointCount) / pointCount;
            return Find(levels[i / pointCount], ray.At(angle), (x, y) => ProfileScan.FitAt(model, fitter, data, best, [first, second], [x, y], options, cancellationToken), best.TwiceNll);
        }, cancellationToken);
        return new ContourResult(first, second, best, [.. levels.Select((level, k) => new Contour(confidenceLevels[k], level, points[(k * pointCount)..((k + 1) * pointCount)]))]);
    }

    private static ContourPoint Find(double level, Ray ray, Func<double, double, FitResult> fit, double bestTwiceNll)
    {
        double target = Math.Sqrt(level), low = 0, lowRoot = 0, high = double.PositiveInfinity, highRoot = 0;
        double r = Math.Min(target, ray.Longest);
        for (int i = 0; ; i++)
        {
            (double x, double y) = ray.Point(r);
            FitResult result = fit(x, y);
            double delta = result.TwiceNll - bestTwiceNll, root = Math.Sqrt(Math.Max(0, delta));
            bool isAtBound = r >= ray.Longest && delta < level;
            bool isDone = Math.Abs(delta - level) <= LevelTolerance * level || isAtBound || i == FitLimit || !double.IsFinite(delta);
            if (isDone) return new ContourPoint(x, y, delta, isAtBound, result.Status);

            if (root < target) (low, lowRoot) = (r, root);
            else (high, highRoot) = (r, root);
            double next = double.IsInfinity(high) ? r * Math.Min(4, target / Math.Max(root, 0.25 * target)) : low + (high - low) * (target - lowRoot) / (highRoot - lowRoot);

            // Away from the ends, so that a bent curve can't make the secant creep.
            if (double.IsFinite(high)) next = Math.Clamp(next, low + 0.01 * (high - low), high - 0.01 * (high - low));
            r = Math.Min(next, ray.Longest);
        }
    }

    // A direction from the best fit, in units of the covariance's ellipse, and how far the bounds let it go.
    private sealed record Ray(double X0, double Y0, double XX, double YX, double YY, double[] LowerUpper, double Cos, double Sin, double Longest)
    {
        public static Ray Around(ITestableModel model, FitResult best, int first, int second)
        {
            Parameter x = model.Parameters[first], y = model.Parameters[second];
            double[]? covariance = best.Covariance;
            int n = best.Values.Length;
            double vx = covariance?[first * (n + 1)] ?? 0, vy = covariance?[second * (n + 1)] ?? 0, c = covariance?[first * n + second] ?? 0;
            if (!(vx > 0)) (vx, c) = (Fallback(x), 0);
            if (!(vy > 0)) (vy, c) = (Fallback(y), 0);
            double xx = Math.Sqrt(vx), yx = c / xx;
            double yy = Math.Sqrt(Math.Max(vy - yx * yx, 1e-6 * vy));
            return new Ray(best.Values[first], best.Values[second], xx, yx, yy, [x.Lower, x.Upper, y.Lower, y.Upper], 1, 0, 0).At(0);
        }

        public Ray At(double angle)
        {
            Ray turned = this with { Cos = Math.Cos(angle), Sin = Math.Sin(angle) };
            double dx = XX * turned.Cos, dy = YX * turned.Cos + YY * turned.Sin;
            double longest = Math.Min(Room(X0, dx, LowerUpper[0], LowerUpper[1]), Room(Y0, dy, LowerUpper[2], LowerUpper[3]));
            return turned with { Longest = longest };
        }

        public (double X, double Y) Point(double r)
            => (Math.Clamp(X0 + r * XX * Cos, LowerUpper[0], LowerUpper[1]), Math.Clamp(Y0 + r * (YX * Cos + YY * Sin), LowerUpper[2], LowerUpper[3]));

        // A parameter at its bound has no variance: its constraint, or a tenth of its range.
        private static double Fallback(Parameter parameter)
        {
            double width = parameter.PrefitUncertainty > 0 ? parameter.PrefitUncertainty : double.IsFinite(parameter.Upper - parameter.Lower) ? 0.1 * (parameter.Upper - parameter.Lower) : 1;
            return width * width;
        }

        private static double Room(double from, double step, double lower, double upper)
            => step > 0 ? (upper - from) / step : step < 0 ? (lower - from) / step : double.PositiveInfinity;
    }
}
