using Wilks.Models;

namespace Wilks.Inference;

/// <summary>What a toy gave.</summary>
internal readonly record struct ToyOutcome(double Q, double PoiHat, ToyStatus Status);

/// <summary>
/// Works out a test statistic from lean fits that start at the point the data were drawn from. A fit that is not needed is not made;
/// one that fails is made again from the initial values. Nothing is allocated per data set. Not thread-safe.
/// </summary>
internal sealed class StatisticFitter
{
    // Fits end within rounding of their minimum: a free fit further above a conditional one than this is in another minimum.
    private const double SameMinimum = 1e-6;

    private readonly IFitter _fitter;
    private readonly int _poi;
    private readonly double _testValue;
    private readonly TestStatistic _statistic;
    private readonly FitOptions _free;
    private readonly FitOptions _tested;
    private readonly FitOptions _testedAgain;
    private readonly FitOptions _zero;
    private readonly FitOptions _zeroAgain;
    private bool _isRetried;

    public StatisticFitter(IFitter fitter, int poi, double testValue, TestStatistic statistic, IReadOnlyList<double> start)
        : this(fitter, poi, statistic, start, new Dictionary<int, double> { [poi] = testValue })
    {
    }

    /// <summary>For t of several parameters at once; the first of them is the one whose fitted value is told.</summary>
    public StatisticFitter(IFitter fitter, IReadOnlyDictionary<int, double> tested, IReadOnlyList<double> start)
        : this(fitter, tested.Keys.First(), TestStatistic.TMu, start, new Dictionary<int, double>(tested))
    {
    }

    private StatisticFitter(IFitter fitter, int poi, TestStatistic statistic, IReadOnlyList<double> start, Dictionary<int, double> tested)
    {
        _fitter = fitter;
        _poi = poi;
        _testValue = tested[poi];
        _statistic = statistic;
        _free = new FitOptions { Start = start };
        (_tested, _testedAgain) = Held(tested);
        (_zero, _zeroAgain) = Held(new Dictionary<int, double> { [poi] = 0 });

        (FitOptions Warm, FitOptions Cold) Held(Dictionary<int, double> hold) => (new FitOptions { Start = start, Hold = hold }, new FitOptions { Hold = hold });
    }

    public static bool IsDiscovery(TestStatistic statistic) => statistic is TestStatistic.Q0 or TestStatistic.Q0Uncapped;

    public ToyOutcome Evaluate(Dataset data)
    {
        _isRetried = false;
        double free = Fit(data, _free, FitOptions.Default);
        double poiHat = _fitter.LastValue(_poi);
        if (double.IsNaN(free)) return Failed(ToyStatus.FreeFitFailed);
        if (IsZero(poiHat)) return Succeeded(0, poiHat);

        double q = Ratio(data, free, poiHat);
        if (double.IsNaN(q)) return Failed(ToyStatus.ConditionalFitFailed, poiHat);
        if (q >= -SameMinimum) return Succeeded(q, poiHat);

        // The free fit is in another minimum than the conditional one: once more, from elsewhere.
        _isRetried = true;
        free = _fitter.FitWithoutConstant(data);
        poiHat = _fitter.LastValue(_poi);
        if (double.IsNaN(free)) return Failed(ToyStatus.FreeFitFailed);
        if (IsZero(poiHat)) return Succeeded(0, poiHat);

        q = Ratio(data, free, poiHat);
        if (double.IsNaN(q)) return Failed(ToyStatus.ConditionalFitFailed, poiHat);
        return q >= -SameMinimum ? Succeeded(q, poiHat) : Failed(ToyStatus.FreeFitAbove, poiHat);
    }

    // Cowan et al. 2011, eqs. 11 and 16: a negative estimate is replaced by the best physical one, zero.
    private double Ratio(Dataset data, double free, double poiHat)
    {
        bool isReplaced = poiHat < 0 && (_statistic is TestStatistic.QMuTilde or TestStatistic.TMuTilde);
        double reference = isReplaced ? Fit(data, _zero, _zeroAgain) : free;
        return Fit(data, _tested, _testedAgain) - reference;
    }

    private double Fit(Dataset data, FitOptions warm, FitOptions cold)
    {
        double value = _fitter.FitWithoutConstant(data, warm);
        if (!double.IsNaN(value)) return value;

        _isRetried = true;
        return _fitter.FitWithoutConstant(data, cold);
    }

    private bool IsZero(double poiHat) => _statistic switch
    {
        TestStatistic.QMu => poiHat > _testValue,
        TestStatistic.QMuTilde => Math.Max(0, poiHat) > _testValue,
        TestStatistic.Q0 => poiHat < 0,
        TestStatistic.QMuLower => poiHat < _testValue,
        _ => false,
    };

    private ToyOutcome Succeeded(double q, double poiHat)
    {
        double value = Math.Max(0, q);
        if (_statistic == TestStatistic.Q0Uncapped && poiHat < 0) value = -value;
        return new ToyOutcome(value, poiHat, _isRetried ? ToyStatus.Retried : ToyStatus.Done);
    }

    private static ToyOutcome Failed(ToyStatus status, double poiHat = double.NaN) => new(double.NaN, poiHat, status);
}
