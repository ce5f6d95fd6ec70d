using Wilks.Inference;

namespace Wilks.Reports;

/// <summary>The words for tests, limits and intervals in JSON and text.</summary>
public static class TestWords
{
    /// <summary>The word for a status.</summary>
    /// <param name="status">The status.</param>
    public static string Status(InferenceStatus status) => status switch
    {
        InferenceStatus.Done => "done",
        InferenceStatus.AtBound => "at_bound",
        InferenceStatus.NoCrossing => "no_crossing",
        InferenceStatus.FitFailed => "fit_failed",
        InferenceStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not an inference status."),
    };

    /// <summary>The word for a test statistic, as <c>--test-stat</c> takes it.</summary>
    /// <param name="statistic">The test statistic.</param>
    public static string Statistic(TestStatistic statistic) => statistic switch
    {
        TestStatistic.QMu => "q",
        TestStatistic.QMuTilde => "qtilde",
        TestStatistic.TMu => "t",
        TestStatistic.TMuTilde => "ttilde",
        TestStatistic.Q0 => "q0",
        TestStatistic.Q0Uncapped => "q0_uncapped",
        TestStatistic.QMuLower => "qlower",
        _ => throw new ArgumentOutOfRangeException(nameof(statistic), statistic, "Not a test statistic."),
    };
}
