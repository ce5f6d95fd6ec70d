using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>Repeats a fit from random points, to see whether its minimum is the lowest one.</summary>
public static class RandomStarts
{
    /// <summary>How far two values of 2NLL may lie apart and still count as one minimum.</summary>
    public const double SameMinimum = 1e-6;

    // Parameters without finite bounds start within this many prefit uncertainties (or units) around their initial value.
    private const double UnboundedReach = 5;

    /// <summary>Fits from uniform random points within the bounds.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="first">The fit to compare with, made with the same data and options.</param>
    /// <param name="options">The options of the fit; the starting values are replaced.</param>
    /// <param name="count">The number of starts, at least 1.</param>
    /// <param name="seed">The seed; start i uses stream i.</param>
    /// <param name="cancellationToken">Stops after the fit that is running.</param>
    public static RandomStartsResult Run(ITestableModel model, Dataset data, FitResult first, FitOptions options, int count, ulong seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        IFitter fitter = model.CreateFitter();
        var fits = new List<FitResult>(count);
        for (int start = 0; start < count && !cancellationToken.IsCancellationRequested; start++)
        {
            double[] point = Draw(model.Parameters, new Philox(seed, (ulong)start));
            fits.Add(fitter.Fit(data, options with { Start = point }, cancellationToken));
        }
        return RandomStartsResult.Summarise(first, fits);
    }

    private static double[] Draw(IReadOnlyList<Parameter> parameters, Philox random)
    {
        double[] point = new double[parameters.Count];
        foreach (Parameter parameter in parameters)
        {
            // One number per parameter, fixed or not: fixing one leaves the starts of the others alone.
            double fraction = random.NextDouble();
            double reach = UnboundedReach * (parameter.PrefitUncertainty is > 0 and < double.PositiveInfinity ? parameter.PrefitUncertainty : 1);
            double lower = double.IsFinite(parameter.Lower) ? parameter.Lower : parameter.Init - reach;
            double upper = double.IsFinite(parameter.Upper) ? parameter.Upper : parameter.Init + reach;
            point[parameter.Index] = parameter.Fixed ? parameter.Init : lower + (fraction * (upper - lower));
        }
        return point;
    }
}

/// <summary>What fits from random starts found.</summary>
public sealed record RandomStartsResult
{
    /// <summary>The number of random starts.</summary>
    public required int Count { get; init; }

    /// <summary>How many of their fits converged.</summary>
    public required int ConvergedCount { get; init; }

    /// <summary>How many of them reached the lowest minimum, within <see cref="RandomStarts.SameMinimum"/>.</summary>
    public required int LowestCount { get; init; }

    /// <summary>The lowest of the fits that converged, the first one included; the first one when none did.</summary>
    public required FitResult Lowest { get; init; }

    /// <summary>Other minima from low to high, one fit for each.</summary>
    public required IReadOnlyList<FitResult> OtherMinima { get; init; }

    internal static RandomStartsResult Summarise(FitResult first, IReadOnlyList<FitResult> fits)
    {
        FitResult[] converged = [.. fits.Where(fit => fit.Status == FitStatus.Converged)];
        // The first fit leads, so that it stays the answer unless another is truly lower.
        FitResult[] ordered = [.. converged.Prepend(first).Where(fit => fit.Status == FitStatus.Converged).OrderBy(fit => fit.TwiceNll)];
        bool firstIsLowest = first.Status == FitStatus.Converged && first.TwiceNll <= ordered[0].TwiceNll + RandomStarts.SameMinimum;
        FitResult lowest = firstIsLowest || ordered.Length == 0 ? first : ordered[0];

        var others = new List<FitResult>();
        foreach (FitResult fit in ordered)
        {
            double previous = others.Count == 0 ? lowest.TwiceNll : others[^1].TwiceNll;
            if (fit.TwiceNll > previous + RandomStarts.SameMinimum) others.Add(fit);
        }
        return new RandomStartsResult
        {
            Count = fits.Count,
            ConvergedCount = converged.Length,
            LowestCount = converged.Count(fit => Math.Abs(fit.TwiceNll - lowest.TwiceNll) <= RandomStarts.SameMinimum),
            Lowest = lowest,
            OtherMinima = others,
        };
    }
}
