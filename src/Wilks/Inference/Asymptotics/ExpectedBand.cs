namespace Wilks.Inference;

/// <summary>The five points of an expected band, from −2σ to +2σ of the result.</summary>
public static class ExpectedBand
{
    /// <summary>The index of the median.</summary>
    public const int Median = 2;

    /// <summary>The names of the points.</summary>
    public static IReadOnlyList<string> Names { get; } = ["-2 sigma", "-1 sigma", "median", "+1 sigma", "+2 sigma"];

    // A fluctuation that lowers the limit takes the test statistic up: the distances fall.
    internal static double[] Distances => [2, 1, 0, -1, -2];
}
