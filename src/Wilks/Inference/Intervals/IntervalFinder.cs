using System.Globalization;
using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Finds two-sided intervals of single parameters around one fit.</summary>
/// <param name="model">The model.</param>
/// <param name="data">The data.</param>
/// <param name="fit">The free fit to the data, made with the same options.</param>
/// <param name="options">Start and held parameters of the fits; null takes the defaults.</param>
public sealed class IntervalFinder(ITestableModel model, Dataset data, FitResult fit, FitOptions? options = null)
{
    // MINUIT stops at 1e-2 of an uncertainty.
    private const double Tolerance = 1e-7;

    // Interpolation codes are smooth only up to their second derivative: where a nuisance parameter passes one standard deviation on the
    // way, estimates of the end were seen to agree that were 1e-5 off.
    private const double LargestLastStep = 3e-5;

    /// <summary>The interval where <c>2NLL(θ) − 2NLL(θ̂)</c> stays below the quantile of χ² with one degree of freedom, within the bounds; or value ± Hessian uncertainties.</summary>
    /// <param name="parameter">The index of the parameter.</param>
    /// <param name="level">The probability content, between 0 and 1; 0.6827 is one standard deviation.</param>
    /// <param name="method">How.</param>
    /// <param name="cancellationToken">Stops the fit that is running.</param>
    public ParameterInterval Find(int parameter, double level, IntervalMethod method = IntervalMethod.Profile, CancellationToken cancellationToken = default)
    {
        if (!(level is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
        return FindWidth(parameter, StandardNormal.UpperQuantile((1 - level) / 2), level, method, cancellationToken);
    }

    /// <summary>The interval of one standard deviation: MINOS's errors, <c>Δ2NLL = 1</c>.</summary>
    /// <param name="parameter">The index of the parameter.</param>
    /// <param name="cancellationToken">Stops the fit that is running.</param>
    public ParameterInterval FindStandard(int parameter, CancellationToken cancellationToken = default) =>
        FindWidth(parameter, 1, 1 - (2 * StandardNormal.UpperTail(1)), IntervalMethod.Profile, cancellationToken);

    private ParameterInterval FindWidth(int index, double width, double level, IntervalMethod method, CancellationToken cancellationToken)
    {
        Parameter parameter = model.Parameters[index];
        var interval = new ParameterInterval
        {
            Index = index,
            Name = parameter.Name,
            Value = fit.Values[index],
            Lower = double.NaN,
            Upper = double.NaN,
            Method = method,
            Level = level,
            Status = InferenceStatus.FitFailed,
            StatusMessage = fit.StatusMessage,
            FitCount = 0,
        };
        if (!ProfileLikelihood.IsUsable(fit)) return interval;
        if (parameter.Fixed || options?.Hold?.ContainsKey(index) == true) return interval with { Status = InferenceStatus.NoCrossing, StatusMessage = $"'{parameter.Name}' is fixed: it has no interval." };
        return method == IntervalMethod.Hesse ? Hesse(interval, width) : Profile(interval, parameter, width, cancellationToken);
    }

    private ParameterInterval Hesse(ParameterInterval interval, double width)
    {
        double half = width * fit.Uncertainties[interval.Index];
        return half > 0
            ? interval with { Lower = interval.Value - half, Upper = interval.Value + half, Status = InferenceStatus.Done, StatusMessage = "" }
            : interval with { Status = InferenceStatus.NoCrossing, StatusMessage = $"'{interval.Name}' has no Hessian uncertainty where it ended; use the profile likelihood." };
    }

    private ParameterInterval Profile(ParameterInterval interval, Parameter parameter, double width, CancellationToken cancellationToken)
    {
        var profile = new ProfileLikelihood(model, data, parameter.Index, options, cancellationToken);
        profile.Adopt(fit);
        Crossing lower = Side(profile, -1, width);
        Crossing upper = Side(profile, 1, width);
        // A side may have found a lower minimum: its value counts, and the other side is measured from there.
        if (!ReferenceEquals(profile.Free, fit)) (lower, upper) = (Side(profile, -1, width), Side(profile, 1, width));

        bool isFailed = lower.End == CrossingEnd.NoValue || upper.End == CrossingEnd.NoValue;
        bool isLost = lower.End == CrossingEnd.NotFound || upper.End == CrossingEnd.NotFound;
        InferenceStatus status = isFailed ? cancellationToken.IsCancellationRequested ? InferenceStatus.Cancelled : InferenceStatus.FitFailed
            : isLost ? InferenceStatus.NoCrossing
            : lower.End == CrossingEnd.BeyondEnd || upper.End == CrossingEnd.BeyondEnd ? InferenceStatus.AtBound : InferenceStatus.Done;
        return interval with
        {
            Value = profile.FreeValue,
            Lower = End(lower),
            Upper = End(upper),
            LowerAtBound = lower.End == CrossingEnd.BeyondEnd,
            UpperAtBound = upper.End == CrossingEnd.BeyondEnd,
            Status = status,
            StatusMessage = string.Join(" ", Messages(profile, lower, "lower").Concat(Messages(profile, upper, "upper"))),
            FitCount = profile.FitCount,
        };
    }

    private static double End(Crossing crossing) => crossing.End is CrossingEnd.Found or CrossingEnd.BeyondEnd ? crossing.X : double.NaN;

    private static IEnumerable<string> Messages(ProfileLikelihood profile, Crossing crossing, string side)
    {
        string place = string.Create(CultureInfo.InvariantCulture, $"'{profile.Parameter.Name}' = {crossing.X:G6}");
        switch (crossing.End)
        {
            case CrossingEnd.BeyondEnd:
                yield return $"The {side} end is the bound {place}: the likelihood does not fall far enough before it.";
                break;
            case CrossingEnd.NotFound:
                yield return $"The {side} end was not found up to {place}: the likelihood hardly changes.";
                break;
            case CrossingEnd.NoValue:
                yield return $"The fit with {place} failed. {profile.At(crossing.X).StatusMessage}";
                break;
        }
    }

    // √Δ2NLL is nearly a straight line, but for a minimum at a bound, where Δ2NLL itself is.
    private static Crossing Side(ProfileLikelihood profile, int sign, double width)
    {
        double value = profile.FreeValue;
        double end = sign > 0 ? profile.Parameter.Upper : profile.Parameter.Lower;
        if (value == end) return new Crossing(CrossingEnd.BeyondEnd, end);

        double uncertainty = profile.Free.Uncertainties[profile.Parameter.Index];
        double prior = profile.Parameter.PrefitUncertainty;
        double step = uncertainty > 0 ? uncertainty : prior > 0 ? prior : Math.Max(0.1, 0.1 * Math.Abs(value));
        var root = new SampledCurve(x => Math.Sqrt(Math.Max(0, profile.Ratio(x))));
        root.Know(value, 0);
        return CrossingSearch.Find((x, order) => (order == 0 ? root.At(x) : root.Estimate(x, order)) - width, new CrossingStart(value, value + (sign * width * step), end, Tolerance) { LargestLastStep = LargestLastStep });
    }
}
