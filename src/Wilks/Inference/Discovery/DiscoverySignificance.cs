using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>The discovery significance of a data set, observed and expected.</summary>
public sealed record DiscoverySignificance
{
    /// <summary>The name of the parameter of interest.</summary>
    public required string PoiName { get; init; }

    /// <summary>Its fitted value.</summary>
    public required double PoiHat { get; init; }

    /// <summary>The value behind the Asimov data.</summary>
    public required double AsimovPoi { get; init; }

    /// <summary>The observed significance <c>Z = √q₀</c>; with an uncapped statistic it is negative for a deficit.</summary>
    public required double Observed { get; init; }

    /// <summary>The significance of the Asimov data: the median one expected.</summary>
    public required double Expected { get; init; }

    /// <summary>The observed p-value <c>p₀ = 1 − Φ(Z)</c>.</summary>
    public double ObservedPValue => StandardNormal.UpperTail(Observed);

    /// <summary>The p-value of the Asimov data.</summary>
    public double ExpectedPValue => StandardNormal.UpperTail(Expected);

    /// <summary>How it ended.</summary>
    public required InferenceStatus Status { get; init; }

    /// <summary>One sentence when something failed; otherwise empty.</summary>
    public required string StatusMessage { get; init; }

    /// <summary>How many fits were made.</summary>
    public required int FitCount { get; init; }

    /// <summary>Computes it (arXiv:1007.1727 eqs. 12, 52 and 53).</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="poi">The index of the parameter of interest, which must not be fixed.</param>
    /// <param name="options">How; the statistic must be one of discovery; null takes q₀ with Asimov data at 1.</param>
    /// <param name="cancellationToken">Stops the fit that is running.</param>
    public static DiscoverySignificance Compute(ITestableModel model, Dataset data, int poi, AsymptoticOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new AsymptoticOptions { Statistic = TestStatistic.Q0 };
        if (!ProfileLikelihoodRatio.IsDiscovery(options.Statistic)) throw new ArgumentException($"a significance needs the test statistic Q0 or Q0Uncapped, not {options.Statistic}.", nameof(options));
        var calculator = new AsymptoticCalculator(model, data, poi, options, cancellationToken);
        HypothesisTestResult test = calculator.Test(0);
        return new DiscoverySignificance
        {
            PoiName = test.PoiName,
            PoiHat = test.PoiHat,
            AsimovPoi = calculator.AsimovPoi,
            Observed = Root(test.Value),
            Expected = Root(test.AsimovValue),
            Status = test.Status,
            StatusMessage = test.StatusMessage,
            FitCount = test.FitCount,
        };
    }

    private static double Root(double value) => value < 0 ? -Math.Sqrt(-value) : Math.Sqrt(value);
}
