namespace Wilks.Inference;

/// <summary>Values at which a parameter is held in a scan.</summary>
/// <param name="Parameter">Its index.</param>
/// <param name="Values">The values, inside its bounds.</param>
public sealed record ScanAxis(int Parameter, IReadOnlyList<double> Values);

/// <summary>One point of a profile scan.</summary>
/// <param name="Held">The values of the scanned parameters.</param>
/// <param name="TwiceNll">2NLL minimised over all others.</param>
/// <param name="DeltaTwiceNll">2NLL above the best fit.</param>
/// <param name="Status">How its fit ended.</param>
/// <param name="Values">All parameters there.</param>
public sealed record ScanPoint(double[] Held, double TwiceNll, double DeltaTwiceNll, FitStatus Status, double[] Values);

/// <summary>A profile scan.</summary>
/// <param name="Axes">What was scanned; the last axis runs fastest.</param>
/// <param name="Best">The free fit that the differences refer to.</param>
/// <param name="Points">The points, last axis fastest.</param>
/// <param name="FoundLower">Whether a point lay below the first free fit, which was then made anew from there.</param>
public sealed record ScanResult(IReadOnlyList<ScanAxis> Axes, FitResult Best, IReadOnlyList<ScanPoint> Points, bool FoundLower);

/// <summary>
/// The profile likelihood over one or two parameters: <c>2NLL(v) = min 2NLL(v, ν)</c> on a grid. Any parameter can be scanned, single bins of
/// per-bin sets included. Every fit starts from the free fit, moved along its covariance, so that no point depends on another one or on
/// the number of threads.
/// </summary>
public static class ProfileScan
{
    // A point this far below the free fit shows that the free fit is not the lowest minimum.
    private const double LowerBy = 1e-6;

    /// <summary>Scans.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="axes">One or two axes.</param>
    /// <param name="options">Options of the fits; <see cref="FitOptions.Hold"/> holds further parameters.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    /// <param name="cancellationToken">Stops the scan with an <see cref="OperationCanceledException"/>.</param>
    public static ScanResult Run(ITestableModel model, Models.Dataset data, IReadOnlyList<ScanAxis> axes, FitOptions? options = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(axes);
        if (axes.Count is < 1 or > 2) throw new ArgumentException($"a scan has one or two axes, not {axes.Count}.", nameof(axes));

        options ??= FitOptions.Default;
        FitResult best = model.CreateFitter().Fit(data, options, cancellationToken);
        int[] held = [.. axes.Select(a => a.Parameter)];
        double[][] grid = Grid(axes);
        double[]? covariance = best.Covariance;
        FitResult[] fits = ParallelFits.Run(model, grid.Length, threads, (fitter, i) => FitAt(model, fitter, data, best, held, grid[i], options, cancellationToken), cancellationToken);

        FitResult? lowest = fits.Where(f => f.Status == FitStatus.Converged).MinBy(f => f.TwiceNll);
        bool foundLower = lowest is not null && lowest.TwiceNll < best.TwiceNll - LowerBy;
        if (foundLower)
        {
            FitResult again = model.CreateFitter().Fit(data, options with { Start = lowest!.Values }, cancellationToken);
            if (again.TwiceNll < best.TwiceNll) best = again;
        }

        return new ScanResult(axes, best, [.. fits.Select((f, i) => new ScanPoint(grid[i], f.TwiceNll, f.TwiceNll - best.TwiceNll, f.Status, f.Values))], foundLower);
    }

    /// <summary>The fit with some parameters held, begun where the free fit predicts it.</summary>
    internal static FitResult FitAt(ITestableModel model, IFitter fitter, Models.Dataset data, FitResult best, IReadOnlyList<int> held, IReadOnlyList<double> values, FitOptions options, CancellationToken cancellationToken)
    {
        Dictionary<int, double> hold = options.Hold is null ? [] : new Dictionary<int, double>(options.Hold);
        for (int h = 0; h < held.Count; h++) hold[held[h]] = values[h];
        FitOptions conditional = options with { Hold = hold, Start = ConditionalStart.Predict(model, best, held, values) };
        FitResult fit = fitter.Fit(data, conditional, cancellationToken);
        return fit.Status == FitStatus.Converged ? fit : Better(fit, fitter.Fit(data, conditional with { Start = options.Start }, cancellationToken));
    }

    private static FitResult Better(FitResult first, FitResult second)
        => second.Status == FitStatus.Converged || second.TwiceNll < first.TwiceNll ? second : first;

    private static double[][] Grid(IReadOnlyList<ScanAxis> axes)
        => axes.Count == 1
            ? [.. axes[0].Values.Select(v => new[] { v })]
            : [.. axes[0].Values.SelectMany(v => axes[1].Values.Select(w => new[] { v, w }))];
}
