namespace Wilks.Analysis.Checks;

/// <summary>Something suspicious: what, where, and how large.</summary>
/// <param name="Kind">What.</param>
/// <param name="Message">What was found, as a short phrase.</param>
public sealed record CheckFinding(FindingKind Kind, string Message)
{
    /// <summary>How much it matters; that of its kind by default.</summary>
    public FindingSeverity Severity { get; init; } = FindingKinds.SeverityOf(Kind);

    /// <summary>The region; empty where all are concerned.</summary>
    public string Region { get; init; } = "";

    /// <summary>The sample; empty where all are concerned.</summary>
    public string Sample { get; init; } = "";

    /// <summary>The parameter or systematic; empty for none.</summary>
    public string Parameter { get; init; } = "";

    /// <summary>The 0-based bin; null for all, or for none in particular.</summary>
    public int? Bin { get; init; }

    /// <summary>The number that decided; NaN where there is none.</summary>
    public double Value { get; init; } = double.NaN;

    /// <summary>What it was held against; NaN where there is none.</summary>
    public double Threshold { get; init; } = double.NaN;

    /// <summary>What to do.</summary>
    public string Remedy => FindingKinds.RemedyOf(Kind);
}
