namespace Wilks.Inference;

/// <summary>What a search for a crossing is told.</summary>
/// <param name="Origin">Where the residual is known to be negative without an evaluation; the search goes from there in one direction.</param>
/// <param name="Guess">The first point to look at, on the far side of the origin.</param>
/// <param name="End">The last point allowed; ±∞ for none.</param>
/// <param name="Tolerance">The error allowed, relative to the larger of |x| and |x − origin|.</param>
/// <param name="KnownPoints">How many points the curves know already; with three or more they say where to look first, not the guess.</param>
internal readonly record struct CrossingStart(double Origin, double Guess, double End, double Tolerance, int KnownPoints = 0)
{
    /// <summary>The last correction may not exceed this, relative to the scale, whatever the two estimates of the crossing say: they may agree by chance.</summary>
    public double LargestLastStep { get; init; } = 3e-3;
}

/// <summary>How a search for a crossing ended.</summary>
internal enum CrossingEnd
{
    Found,
    BeyondEnd,
    NotFound,
    NoValue,
}

/// <summary>A crossing, or the last point looked at.</summary>
internal readonly record struct Crossing(CrossingEnd End, double X);

/// <summary>Finds where a costly residual made of sampled curves becomes positive.</summary>
/// <remarks>
/// The residual of interpolated curves costs nothing, so each step solves it completely inside the bracket and evaluates the curves
/// there: all points ever evaluated, for whatever crossing, guide every search. The bracket makes it safe.
/// </remarks>
internal static class CrossingSearch
{
    private const int MostEvaluations = 60;
    private const int CurveOrder = 4;
    private const int LowOrder = 2;
    private const int PointsOfBothOrders = 4;
    private const int MostSolverSteps = 100;

    // Of the interpolated residual, which costs nothing: rounding.
    private const double SolverTolerance = 1e-15;
    private const double LargestGrowth = 8;

    /// <summary>Searches.</summary>
    /// <param name="residual">The residual at x: exactly (order 0), or from curves interpolated with polynomials of an order.</param>
    /// <param name="start">Where.</param>
    public static Crossing Find(Func<double, int, double> residual, CrossingStart start)
    {
        double sign = start.Guess < start.Origin ? -1 : 1;
        double low = start.Origin;
        double high = double.NaN;
        double x = Limit(start.KnownPoints > 2 ? Solve(residual, CurveOrder, low, high, start, sign) : start.Guess, start.End, sign);
        double lastWidth = double.PositiveInfinity;
        for (int evaluation = 0; evaluation < MostEvaluations; evaluation++)
        {
            double value = residual(x, 0);
            if (double.IsNaN(value)) return new Crossing(CrossingEnd.NoValue, x);
            if (value == 0) return new Crossing(CrossingEnd.Found, x);
            if (value > 0) high = x;
            else if (x == start.End) return new Crossing(CrossingEnd.BeyondEnd, x);
            else low = x;

            bool hasBracket = !double.IsNaN(high);
            double next = Solve(residual, CurveOrder, low, high, start, sign);
            double scale = Math.Max(Math.Abs(next), Math.Abs(next - start.Origin));
            // Orders that agree bound the error, if there are points enough for them.
            int otherOrder = start.KnownPoints + evaluation >= PointsOfBothOrders ? LowOrder : 1;
            double other = Farther(next, Solve(residual, otherOrder, low, high, start, sign), Solve(residual, otherOrder + 1, low, high, start, sign));
            bool isNear = Math.Abs(next - x) <= start.LargestLastStep * scale && Math.Abs(next - other) <= start.Tolerance * scale;
            bool isThere = Math.Abs(next - x) <= start.Tolerance * scale || (hasBracket && Math.Abs(high - low) <= start.Tolerance * scale);
            if (isNear || isThere) return new Crossing(CrossingEnd.Found, next);

            if (hasBracket)
            {
                // Every third step halves the bracket unless the interpolation has done so.
                double width = Math.Abs(high - low);
                bool isSlow = evaluation % 3 == 2 && width > lastWidth / 2;
                if (isSlow) next = low + ((high - low) / 2);
                if (evaluation % 3 == 2) lastWidth = width;
            }

            x = next;
        }

        return new Crossing(CrossingEnd.NotFound, x);
    }

    // The crossing of the interpolated curves: inside the bracket, or within some growth beyond the last point.
    private static double Solve(Func<double, int, double> residual, int order, double low, double high, CrossingStart start, double sign)
    {
        double near = low;
        double far = high;
        if (double.IsNaN(high))
        {
            double unit = Math.Max(Math.Abs(low - start.Origin), Math.Abs(start.Guess - start.Origin));
            far = Limit(low + (sign * LargestGrowth * unit), start.End, sign);
            if (!(residual(far, order) > 0)) return far;
        }

        return Root(x => residual(x, order), near, far);
    }

    // T. R. Chandrupatla, Adv. Eng. Software 28 (1997) 145: inverse quadratic interpolation where the three points allow it, bisection elsewhere.
    private static double Root(Func<double, double> residual, double near, double far)
    {
        (double a, double b) = (far, near);
        (double fa, double fb) = (residual(a), residual(b));
        (double c, double fc) = (a, fa);
        double t = 0.5;
        for (int step = 0; step < MostSolverSteps && fb != 0 && Math.Sign(fa) != Math.Sign(fb); step++)
        {
            double x = a + (t * (b - a));
            double fx = residual(x);
            if (Math.Sign(fx) == Math.Sign(fa)) (c, fc) = (a, fa);
            else (c, fc, b, fb) = (b, fb, a, fa);
            (a, fa) = (x, fx);
            bool isAClosest = Math.Abs(fa) < Math.Abs(fb);
            (double best, double width) = (isAClosest ? a : b, Math.Abs(b - a));
            double tolerance = SolverTolerance * Math.Abs(best);
            if (fx == 0 || width <= 2 * tolerance || !double.IsFinite(fx)) return best;

            double least = tolerance / width;
            double xi = (a - b) / (c - b), phi = (fa - fb) / (fc - fb);
            bool isSafe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
            t = isSafe ? (fa / (fb - fa) * (fc / (fb - fc))) + ((c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))) : 0.5;
            t = Math.Clamp(t, least, 1 - least);
        }

        return Math.Abs(fa) < Math.Abs(fb) ? a : b;
    }

    private static double Farther(double from, double a, double b) => Math.Abs(a - from) > Math.Abs(b - from) ? a : b;

    private static double Limit(double x, double end, double sign) => sign > 0 ? Math.Min(x, end) : Math.Max(x, end);
}
