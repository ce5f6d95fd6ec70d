namespace Wilks.Analysis.Checks;

/// <summary>What is suspicious; in JSON and on the command line in snake_case (<c>large_shape</c>).</summary>
public enum FindingKind
{
    /// <summary>A template holds a number that is NaN or infinite.</summary>
    NotFinite,

    /// <summary>Data stand in a bin where nothing is expected: the likelihood is not defined.</summary>
    DataInEmptyBin,

    /// <summary>The samples of a bin sum to a negative number.</summary>
    NegativeTotal,

    /// <summary>A factor that is interpolated multiplicatively is zero or negative.</summary>
    NonpositiveFactor,

    /// <summary>Free parameters act in the same way: the data can't tell them apart.</summary>
    DegenerateFactors,

    /// <summary>A parameter of interest changes nothing that is fitted.</summary>
    PoiWithoutEffect,

    /// <summary>All bins of a sample are zero.</summary>
    EmptySample,

    /// <summary>Nothing is expected in a bin, and nothing was observed.</summary>
    EmptyBin,

    /// <summary>Only signal is expected in a bin.</summary>
    SignalOnlyBin,

    /// <summary>A sample has negative bins.</summary>
    NegativeBin,

    /// <summary>Bins with content have no statistical uncertainty although others have one.</summary>
    MissingStatUncertainty,

    /// <summary>A sample, or a whole region, has no statistical uncertainty.</summary>
    NoStatUncertainty,

    /// <summary>The statistical uncertainty of a bin exceeds its content: fewer than one effective event.</summary>
    LargeStatUncertainty,

    /// <summary>The uncertainty of a bin by itself (shapesys) exceeds its content.</summary>
    LargeBinUncertainty,

    /// <summary>Both sides of a systematic change the yield in the same direction.</summary>
    SameSide,

    /// <summary>Both sides of a systematic change a bin in the same direction.</summary>
    SameSideBin,

    /// <summary>Both sides of a systematic are the same.</summary>
    IdenticalSides,

    /// <summary>One side of a systematic changes nothing.</summary>
    OneSideOnly,

    /// <summary>One side of a systematic is much larger than the other.</summary>
    Asymmetric,

    /// <summary>A systematic changes nothing of a sample.</summary>
    NoEffect,

    /// <summary>A parameter changes nothing at all.</summary>
    UnusedParameter,

    /// <summary>A systematic changes a yield by more than itself.</summary>
    LargeNormalization,

    /// <summary>A systematic changes a bin by more than itself.</summary>
    LargeShape,

    /// <summary>A systematic makes the expectation of a bin negative.</summary>
    NegativeVariation,

    /// <summary>A shape jumps up and down from bin to bin.</summary>
    JaggedShape,

    /// <summary>A variation is not larger than its own statistical uncertainty.</summary>
    Noise,

    /// <summary>The data of a region disagree with what is expected before the fit.</summary>
    PrefitDisagreement,

    /// <summary>A region has no data at all although some are expected.</summary>
    ZeroData,

    /// <summary>Counts are no whole numbers.</summary>
    NonIntegerData,

    /// <summary>Data are blinded.</summary>
    DataHidden,

    /// <summary>The data of a signal region are looked at while those of another are blinded.</summary>
    DataShown,

    /// <summary>The signal is too small to be seen.</summary>
    SmallSignal,
}

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>The numbers of a fit would not be to be trusted.</summary>
    Problem,

    /// <summary>Probably not what was meant.</summary>
    Warning,

    /// <summary>Worth a look; healthy models have such.</summary>
    Hint,
}
