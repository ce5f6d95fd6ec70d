using System.Globalization;

namespace Wilks.Inference;

/// <summary>Evaluates test statistics from the fits of a <see cref="ProfileLikelihood"/>.</summary>
public static class ProfileLikelihoodRatio
{
    /// <summary>The value of a test statistic, never below zero (but for <see cref="TestStatistic.Q0Uncapped"/>).</summary>
    /// <param name="statistic">Which.</param>
    /// <param name="profile">The fits to the data.</param>
    /// <param name="poi">The tested value; the discovery statistics test 0 whatever is given.</param>
    public static TestStatisticValue Evaluate(TestStatistic statistic, ProfileLikelihood profile, double poi)
    {
        ArgumentNullException.ThrowIfNull(profile);
        if (!double.IsFinite(poi)) throw new ArgumentOutOfRangeException(nameof(poi), poi, "The tested value must be a finite number.");
        FitResult free = profile.Free;
        if (!ProfileLikelihood.IsUsable(free)) return Failed(free, "the free fit");

        double poiHat = profile.FreeValue;
        double tested = IsDiscovery(statistic) ? 0 : poi;
        if (IsZero(statistic, poiHat, tested)) return new TestStatisticValue(0, poiHat, InferenceStatus.Done, "");

        // Eqs. 11 and 16: a negative estimate is replaced by the best physical one, zero.
        bool isReplaced = IsTilde(statistic) && poiHat < 0;
        FitResult reference = isReplaced ? profile.At(0) : free;
        if (!ProfileLikelihood.IsUsable(reference)) return Failed(reference, Held(profile, 0));

        FitResult conditional = profile.At(tested);
        if (!ProfileLikelihood.IsUsable(conditional)) return Failed(conditional, Held(profile, tested));

        // The conditional fit may have found a lower minimum than the free one, which then was repeated.
        double minimum = isReplaced ? reference.TwiceNll : profile.Free.TwiceNll;
        poiHat = profile.FreeValue;
        if (IsZero(statistic, poiHat, tested)) return new TestStatisticValue(0, poiHat, InferenceStatus.Done, "");

        double value = Math.Max(0, conditional.TwiceNll - minimum);
        bool isDeficit = statistic == TestStatistic.Q0Uncapped && poiHat < 0;
        return new TestStatisticValue(isDeficit ? -value : value, poiHat, InferenceStatus.Done, "");
    }

    internal static bool IsDiscovery(TestStatistic statistic) => statistic is TestStatistic.Q0 or TestStatistic.Q0Uncapped;

    // What is tested is compared with data that hold the predicted signal.
    internal static bool NeedsSignal(TestStatistic statistic) => IsDiscovery(statistic) || statistic == TestStatistic.QMuLower;

    internal static bool IsTwoSided(TestStatistic statistic) => statistic is TestStatistic.TMu or TestStatistic.TMuTilde;

    internal static bool IsTilde(TestStatistic statistic) => statistic is TestStatistic.QMuTilde or TestStatistic.TMuTilde;

    internal static bool IsZero(TestStatistic statistic, double poiHat, double tested) => statistic switch
    {
        TestStatistic.QMu => poiHat > tested,
        TestStatistic.QMuTilde => Math.Max(0, poiHat) > tested,
        TestStatistic.Q0 => poiHat < 0,
        TestStatistic.QMuLower => poiHat < tested,
        _ => false,
    };

    private static string Held(ProfileLikelihood profile, double value) => string.Create(CultureInfo.InvariantCulture, $"the fit with '{profile.Parameter.Name}' held at {value:G6}");

    private static TestStatisticValue Failed(FitResult fit, string which)
    {
        InferenceStatus status = fit.Status == FitStatus.Cancelled ? InferenceStatus.Cancelled : InferenceStatus.FitFailed;
        return new TestStatisticValue(double.NaN, double.NaN, status, $"{char.ToUpperInvariant(which[0])}{which[1..]} failed. {fit.StatusMessage}");
    }
}
