namespace Wilks.Inference;

/// <summary>How a point of a grid ended.</summary>
public enum GridPointStatus
{
    /// <summary>Every number asked for was found.</summary>
    Done,

    /// <summary>A fit failed or a limit was not found; the numbers are not to be trusted.</summary>
    Failed,

    /// <summary>The point's model can't be made.</summary>
    BadInput,
}

/// <summary>The numbers of one point of a grid of models.</summary>
/// <param name="Name">The name of the point.</param>
/// <param name="Values">Its coordinates as they were written, one per label of the grid; may be empty.</param>
public sealed record GridPointResult(string Name, IReadOnlyList<string> Values)
{
    /// <summary>How it ended.</summary>
    public required GridPointStatus Status { get; init; }

    /// <summary>One sentence when it did not end well; otherwise empty.</summary>
    public string StatusMessage { get; init; } = "";

    /// <summary>The fitted parameter of interest; NaN where there is none.</summary>
    public double PoiHat { get; init; } = double.NaN;

    /// <summary>The observed CLs of the tested value; NaN when it was not asked for.</summary>
    public double ObservedCLs { get; init; } = double.NaN;

    /// <summary>The expected CLs from −2σ to +2σ; empty when they were not asked for.</summary>
    public IReadOnlyList<double> ExpectedCLs { get; init; } = [];

    /// <summary>The observed upper limit; NaN when it was not asked for.</summary>
    public double ObservedLimit { get; init; } = double.NaN;

    /// <summary>The expected upper limits from −2σ to +2σ; empty when they were not asked for.</summary>
    public IReadOnlyList<double> ExpectedLimits { get; init; } = [];

    /// <summary>How many fits were made.</summary>
    public int FitCount { get; init; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; init; }
}
