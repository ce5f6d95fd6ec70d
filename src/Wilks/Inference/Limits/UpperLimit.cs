using System.Globalization;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Finds upper limits: the value of the parameter of interest above which the p-value stays below 1 − confidence level.</summary>
/// <remarks>
/// The expected limits need one function only, √q_A(μ): CLs reaches its level at the n-th point of the band where
/// <c>√q_A = Φ⁻¹(1 − α Φ(−n)) − n</c>, and CLsb where <c>√q_A = Φ⁻¹(1 − α) − n</c>. The search may go beyond the upper bound of the
/// parameter of interest, which limits where the free fit looks, not what may be tested.
/// </remarks>
public sealed class UpperLimit
{
    // √q_A is interpolated between so many points, once they are known, with polynomials of this order.
    private const int PointsOfCurve = 6;
    private const int CurveOrder = 4;
    private const int MostRounds = 5;

    private readonly AsymptoticCalculator _calculator;
    private readonly LimitOptions _options;
    private readonly SortedSet<double> _visited = [];
    private readonly List<string> _messages = [];
    private readonly SampledCurve _asimovRoot;
    private readonly SampledCurve _observedRoot;
    private InferenceStatus _status = InferenceStatus.Done;
    private double _guess;

    private UpperLimit(AsymptoticCalculator calculator, LimitOptions options)
    {
        _calculator = calculator;
        _options = options;
        _asimovRoot = new SampledCurve(poi => Root(calculator.Asimov!, poi));
        _observedRoot = new SampledCurve(poi => Root(calculator.Observed, poi));
    }

    /// <summary>Finds the limits.</summary>
    /// <param name="calculator">The calculator, with a statistic for upper limits.</param>
    /// <param name="options">How; null takes the defaults.</param>
    public static LimitResult Find(AsymptoticCalculator calculator, LimitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(calculator);
        options ??= LimitOptions.Default;
        if (calculator.Options.Statistic is not (TestStatistic.QMu or TestStatistic.QMuTilde)) throw new ArgumentException($"upper limits need the test statistic QMu or QMuTilde, not {calculator.Options.Statistic}.", nameof(calculator));
        if (!(options.ConfidenceLevel is > 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), options.ConfidenceLevel, "A confidence level lies between 0.5 and 1.");
        return options.Scan is null ? new UpperLimit(calculator, options).Search() : LimitScan.Run(calculator, options);
    }

    private double Alpha => 1 - _options.ConfidenceLevel;

    private LimitResult Search()
    {
        ProfileLikelihood data = _calculator.Observed;
        double[] expected = [];
        double observed = double.NaN;
        if (Prerequisite())
        {
            expected = _options.ObservedOnly ? [] : FindExpected();
            observed = FindObserved();
        }
        else if (!_options.ObservedOnly)
        {
            expected = [.. Enumerable.Repeat(double.NaN, ExpectedBand.Names.Count)];
        }

        return new LimitResult
        {
            PoiName = data.Parameter.Name,
            PoiHat = data.FreeValue,
            ConfidenceLevel = _options.ConfidenceLevel,
            Method = _options.Method,
            Statistic = _calculator.Options.Statistic,
            Observed = observed,
            Expected = expected,
            Points = Points(),
            Status = _status,
            StatusMessage = string.Join(" ", _messages),
            FitCount = _calculator.FitCount,
        };
    }

    // The fits that everything rests on; a test at the Asimov value itself needs no other.
    private bool Prerequisite()
    {
        HypothesisTestResult test = _calculator.Test(_calculator.AsimovPoi);
        if (test.Status != InferenceStatus.Done)
        {
            Fail(test.Status, test.StatusMessage);
            return false;
        }

        double origin = _calculator.AsimovPoi;
        _asimovRoot.Know(origin, 0);
        double width = _calculator.Observed.Free.Uncertainties[_calculator.Observed.Parameter.Index];
        _guess = width > 0 ? 2 * width : Math.Max(1, 2 * Math.Abs(_calculator.Observed.FreeValue - origin));
        return true;
    }

    private double[] FindExpected()
    {
        double[] limits = new double[ExpectedBand.Names.Count];
        // The median first, then the outermost: the others lie between points that are known.
        foreach (int index in (int[])[ExpectedBand.Median, 4, 0, 3, 1]) limits[index] = FindExpected(index);
        return limits;
    }

    private double FindExpected(int index)
    {
        string name = $"expected limit ({ExpectedBand.Names[index]})";
        double distance = ExpectedBand.Distances[index];
        double size = _options.Method == LimitMethod.CLs ? Alpha * StandardNormal.UpperTail(distance) : Alpha;
        double target = StandardNormal.UpperQuantile(size) - distance;
        double origin = _calculator.AsimovPoi;
        if (target <= 0)
        {
            Fail(InferenceStatus.NoCrossing, Invariant($"The {name} does not exist: CLsb is below {Alpha:G4} at {Poi} = {origin:G6} already."));
            return double.NaN;
        }

        Crossing crossing = CrossingSearch.Find(Residual, new CrossingStart(origin, origin + _guess, double.PositiveInfinity, _options.Tolerance, _asimovRoot.Count));
        if (crossing.End == CrossingEnd.Found) _guess = crossing.X - origin;
        return Value(crossing, name);

        double Residual(double poi, int order) => (order == 0 ? _asimovRoot.At(poi) : _asimovRoot.Estimate(poi, order)) - target;
    }

    private double FindObserved()
    {
        // Up to μ̂ the statistic is zero and the p-value at least one half: the search starts there.
        double poiHat = _calculator.Observed.FreeValue;
        double origin = _calculator.Options.Statistic == TestStatistic.QMuTilde ? Math.Max(0, poiHat) : poiHat;
        double guess = Math.Max(origin, _calculator.AsimovPoi) + _guess;
        Crossing crossing = default;
        for (int round = 0; round < MostRounds; round++)
        {
            // q − q_A is a straight line where estimates are Gaussian, whether or not the fit meets a bound: it is what gets interpolated.
            var difference = new SampledCurve(poi => Square(_observedRoot.At(poi)) - Square(AsimovRoot(poi)));
            difference.Know(origin, -Square(AsimovRoot(origin)));
            foreach (double known in _observedRoot.Points) difference.Know(known, Square(_observedRoot.At(known)) - Square(AsimovRoot(known)));
            var start = new CrossingStart(origin, guess, double.PositiveInfinity, _options.Tolerance, difference.Count);
            crossing = CrossingSearch.Find((poi, order) => ObservedResidual(difference, poi, order), start);
            if (crossing.End != CrossingEnd.Found || !HasAsimovCurve) break;

            // √q_A came from interpolation so far; where the exact value agrees, the limit is found.
            double estimate = AsimovRoot(crossing.X);
            double exact = _asimovRoot.At(crossing.X);
            if (Math.Abs(exact - estimate) <= _options.Tolerance * exact) break;
        }

        return Value(crossing, "observed limit");
    }

    private double ObservedResidual(SampledCurve difference, double poi, int order)
    {
        double asimov = Math.Max(0, AsimovRoot(poi));
        double square = Square(asimov) + (order == 0 ? difference.At(poi) : difference.Estimate(poi, order));
        double distance = TailProbabilities.Distance(_calculator.Options.Statistic, Math.Sqrt(Math.Max(0, square)), asimov);
        double logSb = StandardNormal.LogUpperTail(distance + asimov);
        double log = _options.Method == LimitMethod.CLs ? logSb - StandardNormal.LogUpperTail(distance) : logSb;
        return double.IsNaN(square) ? double.NaN : Math.Log(Alpha) - log;
    }

    private bool HasAsimovCurve => _asimovRoot.Count >= PointsOfCurve;

    // With few points there is no curve to trust, and every value is exact.
    private double AsimovRoot(double poi) => HasAsimovCurve ? _asimovRoot.Estimate(poi, CurveOrder) : _asimovRoot.At(poi);

    private static double Square(double x) => x * x;

    private double Root(ProfileLikelihood profile, double poi)
    {
        TestStatisticValue value = ProfileLikelihoodRatio.Evaluate(_calculator.Options.Statistic, profile, poi);
        _visited.Add(poi);
        if (value.Status != InferenceStatus.Done) Fail(value.Status, value.StatusMessage);
        return value.Root;
    }

    private double Value(Crossing crossing, string name)
    {
        if (crossing.End == CrossingEnd.Found) return crossing.X;
        if (crossing.End != CrossingEnd.NoValue) Fail(InferenceStatus.NoCrossing, Invariant($"The {name} was not found: the p-value stays above {Alpha:G4} up to {Poi} = {crossing.X:G6}; the data hardly depend on it."));
        return double.NaN;
    }

    // What the fits made so far tell: no fit is made for the sake of the list.
    private HypothesisTestResult[] Points()
    {
        if (_status is InferenceStatus.FitFailed or InferenceStatus.Cancelled) return [];
        return [.. _visited.Select(_calculator.Known).OfType<HypothesisTestResult>()];
    }

    private string Poi => _calculator.Observed.Parameter.Name;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Fail(InferenceStatus status, string message)
    {
        if (_status != InferenceStatus.FitFailed) _status = status;
        if (!_messages.Contains(message)) _messages.Add(message);
    }
}
