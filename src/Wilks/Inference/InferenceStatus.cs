namespace Wilks.Inference;

/// <summary>How a test, a limit or an interval ended. The numbers of anything but <see cref="Done"/> and <see cref="AtBound"/> are not to be trusted.</summary>
public enum InferenceStatus
{
    /// <summary>Every number asked for was found.</summary>
    Done,

    /// <summary>An end of an interval is a bound of the parameter, not a crossing.</summary>
    AtBound,

    /// <summary>A curve does not reach its level where it was searched.</summary>
    NoCrossing,

    /// <summary>A fit that is needed failed.</summary>
    FitFailed,

    /// <summary>Cancelled by the caller.</summary>
    Cancelled,
}
