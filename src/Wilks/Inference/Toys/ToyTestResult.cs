using System.Globalization;

namespace Wilks.Inference;

/// <summary>How a test with toys ended.</summary>
public enum ToyTestStatus
{
    /// <summary>All toys are there and few enough failed.</summary>
    Done,

    /// <summary>Some toys are missing; the numbers hold for those that are there.</summary>
    Incomplete,

    /// <summary>More toys failed than the budget allows: the numbers are not to be trusted.</summary>
    TooManyFailures,

    /// <summary>A fit to the data failed: there are no toys.</summary>
    DataFitFailed,

    /// <summary>Cancelled by the caller.</summary>
    Cancelled,
}

/// <summary>A toy that failed.</summary>
/// <param name="Ensemble">Its ensemble.</param>
/// <param name="Index">Its index.</param>
/// <param name="Status">How it failed.</param>
public readonly record struct ToyFailure(ToyEnsemble Ensemble, int Index, ToyStatus Status);

/// <summary>The result of a test with toys.</summary>
public sealed record ToyTestResult
{
    /// <summary>What was tested.</summary>
    public required ToyExperiment Experiment { get; init; }

    /// <summary>The toys.</summary>
    public required ToySample Sample { get; init; }

    /// <summary>How the test ended.</summary>
    public required ToyTestStatus Status { get; init; }

    /// <summary>One sentence: cause and remedy, or remarks.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>The fraction of toys of the tested hypothesis with a test statistic of at least the observed one; for discovery p₀.</summary>
    public required ToyPValue CLsb { get; init; }

    /// <summary>The same fraction of the toys of the alternative.</summary>
    public required ToyPValue CLb { get; init; }

    /// <summary>CLsb/CLb.</summary>
    public required ToyRatio CLs { get; init; }

    /// <summary>The quantiles of CLsb that data of the alternative would give, from −2σ to +2σ; empty without toys.</summary>
    public required IReadOnlyList<double> CLsbExpected { get; init; }

    /// <summary>The quantiles of CLb.</summary>
    public required IReadOnlyList<double> CLbExpected { get; init; }

    /// <summary>The quantiles of CLs.</summary>
    public required IReadOnlyList<double> CLsExpected { get; init; }

    /// <summary>The toys that failed; they are left out of all fractions.</summary>
    public required IReadOnlyList<ToyFailure> Failures { get; init; }

    /// <summary>How many toys needed a second start.</summary>
    public required int RetriedCount { get; init; }

    /// <summary>How many toys are missing.</summary>
    public required int MissingCount { get; init; }

    /// <summary>Works out everything from toys, such as those of a file.</summary>
    /// <param name="experiment">What was tested.</param>
    /// <param name="sample">The toys.</param>
    /// <param name="failureBudget">The fraction of an ensemble's toys that may fail.</param>
    /// <param name="isCancelled">Whether the run was cancelled.</param>
    public static ToyTestResult Create(ToyExperiment experiment, ToySample sample, double failureBudget = ToyTestOptions.DefaultFailureBudget, bool isCancelled = false)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(sample);
        var distributions = new ToyDistributions(sample);
        ToyPValue sb = distributions.CLsb(experiment.Observed), b = distributions.CLb(experiment.Observed);
        (double[] sbBand, double[] bBand, double[] sBand) = distributions.Bands();
        ToyFailure[] failures = [.. FailuresOf(sample.Tested), .. FailuresOf(sample.Alternative)];
        int missing = Count(sample, status => status == ToyStatus.NotRun);
        (ToyTestStatus status, string message) = Judge(experiment, sample, failureBudget, missing, isCancelled);
        return new ToyTestResult
        {
            Experiment = experiment,
            Sample = sample,
            Status = status,
            StatusMessage = message,
            CLsb = sb,
            CLb = b,
            CLs = ToyRatio.Of(sb, b),
            CLsbExpected = sbBand,
            CLbExpected = bBand,
            CLsExpected = sBand,
            Failures = failures,
            RetriedCount = Count(sample, status => status == ToyStatus.Retried),
            MissingCount = missing,
        };
    }

    private static (ToyTestStatus, string) Judge(ToyExperiment experiment, ToySample sample, double budget, int missing, bool isCancelled)
    {
        if (isCancelled) return (ToyTestStatus.Cancelled, "Cancelled before all toys were made.");
        if (experiment.Failure is not null) return (ToyTestStatus.DataFitFailed, experiment.Failure);

        foreach (ToyColumns columns in new[] { sample.Tested, sample.Alternative })
        {
            int failed = columns.CountOf(ToyColumns.IsFailure), made = columns.Count - columns.CountOf(status => status == ToyStatus.NotRun);
            if (failed > budget * made)
            {
                string ensemble = columns.Ensemble == ToyEnsemble.Tested ? "the tested hypothesis" : "the alternative";
                return (ToyTestStatus.TooManyFailures, string.Create(CultureInfo.InvariantCulture, $"{failed} of {made} toys of {ensemble} failed, more than the {100 * budget:G3} % that are allowed: the toys that fail may differ from the others. Tighten the bounds of parameters that run away, or clip the rates."));
            }
        }

        return missing == 0 ? (ToyTestStatus.Done, "Done.") : (ToyTestStatus.Incomplete, string.Create(CultureInfo.InvariantCulture, $"{missing} toys are missing; the numbers hold for those that are there."));
    }

    private static int Count(ToySample sample, Func<ToyStatus, bool> accepts) => sample.Tested.CountOf(accepts) + sample.Alternative.CountOf(accepts);

    private static List<ToyFailure> FailuresOf(ToyColumns columns)
    {
        var failures = new List<ToyFailure>();
        for (int i = 0; i < columns.Count; i++)
        {
            if (ToyColumns.IsFailure(columns.Status[i])) failures.Add(new ToyFailure(columns.Ensemble, columns.First + i, columns.Status[i]));
        }

        return failures;
    }
}
