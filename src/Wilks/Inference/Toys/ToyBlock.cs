namespace Wilks.Inference;

/// <summary>Which hypothesis a toy is drawn from.</summary>
public enum ToyEnsemble : byte
{
    /// <summary>The tested value: CLsb comes from these.</summary>
    Tested,

    /// <summary>The value it is tested against, 0 for limits and 1 for discovery: CLb and the bands come from these.</summary>
    Alternative,
}

/// <summary>How a toy ended. Its test statistic is a number where <see cref="Done"/> or <see cref="Retried"/> stands.</summary>
public enum ToyStatus : byte
{
    /// <summary>Not made (yet).</summary>
    NotRun,

    /// <summary>All fits converged.</summary>
    Done,

    /// <summary>All fits converged, at least one of them only from the initial values.</summary>
    Retried,

    /// <summary>The fit of all parameters failed twice.</summary>
    FreeFitFailed,

    /// <summary>A fit with the parameter of interest held failed twice.</summary>
    ConditionalFitFailed,

    /// <summary>The fit of all parameters stayed above one with the parameter of interest held: it found another minimum, from two starts.</summary>
    FreeFitAbove,
}

/// <summary>Toys of one ensemble with consecutive indices.</summary>
/// <param name="ensemble">The ensemble.</param>
/// <param name="first">The index of the first toy.</param>
/// <param name="count">The number of toys.</param>
public sealed class ToyBlock(ToyEnsemble ensemble, int first, int count)
{
    /// <summary>The ensemble.</summary>
    public ToyEnsemble Ensemble { get; } = ensemble;

    /// <summary>The index of the first toy.</summary>
    public int First { get; } = first;

    /// <summary>The number of toys.</summary>
    public int Count => Status.Length;

    /// <summary>The test statistics; NaN where a toy failed.</summary>
    public double[] Q { get; } = new double[count];

    /// <summary>The fitted parameter of interest; NaN where that fit failed.</summary>
    public double[] PoiHat { get; } = new double[count];

    /// <summary>How the toys ended.</summary>
    public ToyStatus[] Status { get; } = new ToyStatus[count];
}
