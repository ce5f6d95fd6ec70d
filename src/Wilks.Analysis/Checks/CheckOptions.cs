namespace Wilks.Analysis.Checks;

/// <summary>The thresholds of the checks. Relative sizes are of the nominal yield of the sample.</summary>
public sealed record CheckOptions
{
    /// <summary>The defaults.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>A change below this share of the region's (or bin's) total is left alone, whatever it does to its sample. The default is 0.001.</summary>
    public double SmallestImpact { get; init; } = 0.001;

    /// <summary>Both sides are on the same side when the smaller change of yield exceeds it; TRExFitter's threshold. The default is 0.005.</summary>
    public double SameSide { get; init; } = 0.005;

    /// <summary>The same for a single bin. The default is 0.02.</summary>
    public double SameSideBin { get; init; } = 0.02;

    /// <summary>The largest ratio of the two changes of yield. The default is 3.</summary>
    public double Asymmetry { get; init; } = 3;

    /// <summary>Changes of yield up to this may be asymmetric. The default is 0.05.</summary>
    public double AsymmetryLeast { get; init; } = 0.05;

    /// <summary>The largest change of a yield. The default is 1.</summary>
    public double LargeNormalization { get; init; } = 1;

    /// <summary>The largest change of a bin. The default is 1.</summary>
    public double LargeShape { get; init; } = 1;

    /// <summary>Large changes and uncertainties of a bin count when they change its total by this share. The default is 0.05.</summary>
    public double LargeImpact { get; init; } = 0.05;

    /// <summary>The size of jumps from bin to bin, as a median, from which on a shape can be jagged. The default is 0.02.</summary>
    public double Jump { get; init; } = 0.02;

    /// <summary>The share of inner bins that are turning points from which on a shape is jagged; of random numbers 2/3 are. The default is 0.6.</summary>
    public double TurningShare { get; init; } = 0.6;

    /// <summary>The fewest effective events <c>(Σw)²/Σw²</c> of a bin. The default is 1.</summary>
    public double EffectiveEvents { get; init; } = 1;

    /// <summary>The χ² probability of a variation against nominal from which on it may be noise. The default is 0.05.</summary>
    public double NoiseProbability { get; init; } = 0.05;

    /// <summary>The χ² probability above which both templates must share events, so that it says nothing. The default is 0.99.</summary>
    public double SharedProbability { get; init; } = 0.99;

    /// <summary>The smallest p-value of data before the fit. The default is 0.001.</summary>
    public double PrefitProbability { get; init; } = 0.001;

    /// <summary>Expected counts that a test of data needs; bins are merged until they have them. The default is 5.</summary>
    public double LeastExpected { get; init; } = 5;

    /// <summary>The smallest ratio of signal to background, of the best bin. The default is 0.001.</summary>
    public double SignalShare { get; init; } = 0.001;

    /// <summary>The smallest <c>√Σ s²/b</c>; a signal below both thresholds is small. The default is 0.1.</summary>
    public double Sensitivity { get; init; } = 0.1;
}
