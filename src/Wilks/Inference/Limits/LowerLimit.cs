using System.Globalization;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Finds lower limits: the value of the parameter of interest below which the p-value stays below 1 − confidence level.</summary>
/// <remarks>
/// The mirror image of an upper limit with q_μ and CLsb: q is zero where μ̂ &lt; μ, and the p-value is <c>1 − Φ(√q)</c>. The expected limits
/// are those of data with a signal, where <c>√q_A = Φ⁻¹(1 − α) + n</c> at point n of the band, in rising order of the limit. The search
/// ends at the lower bound of the parameter.
/// </remarks>
public sealed class LowerLimit
{
    private readonly AsymptoticCalculator _calculator;
    private readonly LimitOptions _options;
    private readonly SortedSet<double> _visited = [];
    private readonly List<string> _messages = [];
    private InferenceStatus _status = InferenceStatus.Done;

    private LowerLimit(AsymptoticCalculator calculator, LimitOptions options) => (_calculator, _options) = (calculator, options);

    /// <summary>Finds the limits.</summary>
    /// <param name="calculator">The calculator, with <see cref="TestStatistic.QMuLower"/>; its Asimov value is the signal of the expected limits.</param>
    /// <param name="options">How; null takes 95 %. The method is CLsb always, and there is no grid.</param>
    public static LimitResult Find(AsymptoticCalculator calculator, LimitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(calculator);
        options ??= LimitOptions.Default;
        if (calculator.Options.Statistic != TestStatistic.QMuLower) throw new ArgumentException($"lower limits need the test statistic QMuLower, not {calculator.Options.Statistic}.", nameof(calculator));
        if (!(options.ConfidenceLevel is > 0.5 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), options.ConfidenceLevel, "A confidence level lies between 0.5 and 1.");
        return new LowerLimit(calculator, options).Search();
    }

    private LimitResult Search()
    {
        double width = StandardNormal.UpperQuantile(1 - _options.ConfidenceLevel);
        double observed = Side(_calculator.Observed, width, "observed limit");
        double[] expected = _options.ObservedOnly ? [] : Expected(width);
        return new LimitResult
        {
            PoiName = _calculator.Observed.Parameter.Name,
            PoiHat = _calculator.Observed.FreeValue,
            ConfidenceLevel = _options.ConfidenceLevel,
            Method = LimitMethod.CLsb,
            Statistic = TestStatistic.QMuLower,
            Observed = observed,
            Expected = expected,
            Points = _status is InferenceStatus.FitFailed or InferenceStatus.Cancelled ? [] : [.. _visited.Select(_calculator.Known).OfType<HypothesisTestResult>()],
            Status = _status,
            StatusMessage = string.Join(" ", _messages),
            FitCount = _calculator.FitCount,
        };
    }

    private double[] Expected(double width)
    {
        if (_calculator.Asimov is { } asimov) return [.. ExpectedBand.Distances.Select((distance, index) => Side(asimov, width + distance, $"expected limit ({ExpectedBand.Names[index]})"))];

        Fail(InferenceStatus.FitFailed, "The fit that Asimov data need failed.");
        return [.. Enumerable.Repeat(double.NaN, ExpectedBand.Names.Count)];
    }

    // Downwards from the fitted value; a target below zero, of a fluctuation up, lies above it.
    private double Side(ProfileLikelihood profile, double target, string name)
    {
        if (!ProfileLikelihood.IsUsable(profile.Free))
        {
            Fail(profile.Free.Status == FitStatus.Cancelled ? InferenceStatus.Cancelled : InferenceStatus.FitFailed, $"The free fit failed. {profile.Free.StatusMessage}");
            return double.NaN;
        }

        double value = profile.FreeValue, sigma = profile.Free.Uncertainties[profile.Parameter.Index], wanted = Math.Abs(target);
        int sign = target < 0 ? 1 : -1;
        double end = sign > 0 ? double.PositiveInfinity : profile.Parameter.Lower;
        if (value == end) return NotFound(name, value);

        var root = new SampledCurve(x =>
        {
            _visited.Add(x);
            return Math.Sqrt(Math.Max(0, profile.Ratio(x)));
        });
        root.Know(value, 0);
        double step = sigma > 0 ? sigma : Math.Max(0.1, 0.1 * Math.Abs(value));
        var start = new CrossingStart(value, value + (sign * wanted * step), end, _options.Tolerance);
        Crossing crossing = CrossingSearch.Find((x, order) => (order == 0 ? root.At(x) : root.Estimate(x, order)) - wanted, start);
        if (crossing.End == CrossingEnd.Found) return crossing.X;
        if (crossing.End != CrossingEnd.NoValue) return NotFound(name, crossing.X);

        Fail(InferenceStatus.FitFailed, Invariant($"The fit with '{profile.Parameter.Name}' = {crossing.X:G6} failed."));
        return double.NaN;
    }

    private double NotFound(string name, double where)
    {
        Fail(InferenceStatus.NoCrossing, Invariant($"There is no {name}: values down to {_calculator.Observed.Parameter.Name} = {where:G6} are allowed."));
        return double.NaN;
    }

    private void Fail(InferenceStatus status, string message)
    {
        if (_status != InferenceStatus.FitFailed) _status = status;
        if (!_messages.Contains(message)) _messages.Add(message);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
