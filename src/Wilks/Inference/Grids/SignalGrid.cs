using System.Diagnostics;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Inference;

/// <summary>The model of one point of a grid, with its data.</summary>
/// <param name="Model">The model.</param>
/// <param name="Data">The data.</param>
/// <param name="Poi">The index of the parameter of interest.</param>
public sealed record GridModel(ITestableModel Model, Dataset Data, int Poi);

/// <summary>Tests many models, such as the signal hypotheses of a published patch set, several at a time.</summary>
public static class SignalGrid
{
    /// <summary>Computes every point. One that fails does not stop the others.</summary>
    /// <param name="points">Names and coordinates of the points.</param>
    /// <param name="open">Makes the model of a point by its index; called on several threads. A <see cref="WorkspaceException"/> makes it a point of bad input.</param>
    /// <param name="options">What to compute.</param>
    /// <param name="done">Called for each point when it is finished, by one thread at a time, in any order.</param>
    /// <param name="cancellationToken">Stops it; points that are finished have been reported.</param>
    /// <returns>The results in the order of the points.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IReadOnlyList<GridPointResult> Run(
        IReadOnlyList<(string Name, IReadOnlyList<string> Values)> points, Func<int, GridModel> open, GridOptions options, Action<int, GridPointResult>? done = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(options);
        var results = new GridPointResult[points.Count];
        Lock gate = new();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads ?? Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, points.Count, parallel, index =>
        {
            GridPointResult result = Compute(points[index].Name, points[index].Values, () => open(index), options, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            lock (gate)
            {
                results[index] = result;
                done?.Invoke(index, result);
            }
        });
        return results;
    }

    private static GridPointResult Compute(string name, IReadOnlyList<string> values, Func<GridModel> open, GridOptions options, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            (ITestableModel model, Dataset data, int poi) = open();
            var calculator = new AsymptoticCalculator(model, data, poi, new AsymptoticOptions { Statistic = options.Statistic }, cancellationToken);
            HypothesisTestResult? test = options.TestedPoi is { } tested ? calculator.Test(tested) : null;
            LimitResult? limit = options.Limit is { } settings ? UpperLimit.Find(calculator, settings) : null;
            bool isFine = IsFine(test?.Status) && IsFine(limit?.Status);
            return new GridPointResult(name, values)
            {
                Status = isFine ? GridPointStatus.Done : GridPointStatus.Failed,
                StatusMessage = string.Join(' ', ((string[])[test?.StatusMessage ?? "", limit?.StatusMessage ?? ""]).Where(text => text.Length > 0).Distinct()),
                PoiHat = test?.PoiHat ?? limit?.PoiHat ?? double.NaN,
                ObservedCLs = test?.Observed.CLs ?? double.NaN,
                ExpectedCLs = test is null ? [] : [.. test.Expected.Select(expected => expected.CLs)],
                ObservedLimit = limit?.Observed ?? double.NaN,
                ExpectedLimits = limit?.Expected ?? [],
                FitCount = calculator.FitCount,
                Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            };
        }
        catch (WorkspaceException exception)
        {
            string[] errors = [.. exception.Diagnostics.Where(diagnostic => diagnostic.Severity == Severity.Error).Select(diagnostic => diagnostic.ToString())];
            return new GridPointResult(name, values) { Status = GridPointStatus.BadInput, StatusMessage = string.Join('\n', errors), Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds };
        }
    }

    private static bool IsFine(InferenceStatus? status) => status is null or InferenceStatus.Done or InferenceStatus.AtBound;
}
