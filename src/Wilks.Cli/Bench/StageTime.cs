using System.Diagnostics;

namespace Wilks.Cli.Bench;

/// <summary>How long one stage takes.</summary>
/// <param name="Name">The stage.</param>
/// <param name="MedianSeconds">The median over samples of the seconds per call.</param>
/// <param name="Repeats">The number of calls timed.</param>
internal sealed record StageTime(string Name, double MedianSeconds, long Repeats)
{
    // A shorter sample would time the clock.
    private const double ShortestSample = 50e-6;
    private const int FewestSamples = 11;

    // A stage so slow that eleven samples take this many budgets settles for three.
    private const double PatienceInBudgets = 5;
    private const int FewestSlowSamples = 3;

    /// <summary>Times an action: calls in batches of at least 50 µs, until the budget is used and there are at least 11 samples.</summary>
    public static StageTime Measure(string name, double budgetSeconds, Action action, CancellationToken cancellationToken)
    {
        int batch = Calibrate(action);
        var samples = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long before = Stopwatch.GetTimestamp();
            for (int i = 0; i < batch; i++) action();
            samples.Add(Stopwatch.GetElapsedTime(before).TotalSeconds / batch);
            double spent = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (spent >= budgetSeconds && samples.Count >= FewestSamples) break;
            if (spent >= PatienceInBudgets * budgetSeconds && samples.Count >= FewestSlowSamples) break;
        }
        samples.Sort();
        int middle = samples.Count / 2;
        double median = samples.Count % 2 == 1 ? samples[middle] : (samples[middle - 1] + samples[middle]) / 2;
        return new StageTime(name, median, (long)samples.Count * batch);
    }

    // The first call also warms caches and, where there is one, the just-in-time compiler.
    private static int Calibrate(Action action)
    {
        action();
        for (int batch = 1; ; batch *= 2)
        {
            long before = Stopwatch.GetTimestamp();
            for (int i = 0; i < batch; i++) action();
            if (Stopwatch.GetElapsedTime(before).TotalSeconds >= ShortestSample) return batch;
        }
    }
}
