using System.Collections.Immutable;
using System.Text.Json;

namespace Wilks.Analysis.Checks;

/// <summary>The words, severities and remedies of the kinds of findings.</summary>
public static class FindingKinds
{
    /// <summary>All kinds, the grave ones first.</summary>
    public static ImmutableArray<FindingKind> All { get; } = [.. Enum.GetValues<FindingKind>()];

    /// <summary>The word for a kind, such as <c>same_side</c>.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(FindingKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());

    /// <summary>The word for a severity, such as <c>problem</c>.</summary>
    /// <param name="severity">The severity.</param>
    public static string Word(FindingSeverity severity) => JsonNamingPolicy.SnakeCaseLower.ConvertName(severity.ToString());

    /// <summary>The kind of a word; null when there is none.</summary>
    /// <param name="word">The word.</param>
    public static FindingKind? Find(string word) => All.Where(kind => Word(kind) == word).Select(kind => (FindingKind?)kind).FirstOrDefault();

    /// <summary>How much a kind matters unless a finding says otherwise.</summary>
    /// <param name="kind">The kind.</param>
    public static FindingSeverity SeverityOf(FindingKind kind) => kind switch
    {
        <= FindingKind.PoiWithoutEffect => FindingSeverity.Problem,
        FindingKind.NegativeBin or FindingKind.NoStatUncertainty or FindingKind.SameSideBin or FindingKind.OneSideOnly or FindingKind.Asymmetric or FindingKind.NoEffect
            or FindingKind.JaggedShape or FindingKind.Noise or FindingKind.NonIntegerData or FindingKind.DataHidden => FindingSeverity.Hint,
        _ => FindingSeverity.Warning,
    };

    /// <summary>What to do about a kind, as one sentence.</summary>
    /// <param name="kind">The kind.</param>
    public static string RemedyOf(FindingKind kind) => kind switch
    {
        FindingKind.NotFinite => "Find the weight or the input histogram that gives it.",
        FindingKind.DataInEmptyBin => "Merge the bin with its neighbour, or add the background that the data come from.",
        FindingKind.NegativeTotal => "Merge bins, or set negative bins to zero in post-processing.",
        FindingKind.NonpositiveFactor => "Give a factor above 0: a change of 100 % or more has no mirror image; write it as a shape (histosys) or as a free factor.",
        FindingKind.DegenerateFactors => "Fix one of them, constrain it, or add a region that tells them apart.",
        FindingKind.PoiWithoutEffect => "Let it act on a sample with yields in a region that is fitted, or name another parameter of interest.",
        FindingKind.EmptySample => "Look at its selection and weight, or leave the sample out.",
        FindingKind.EmptyBin => "Merge the bin with its neighbour: events seen there later would have no likelihood.",
        FindingKind.SignalOnlyBin => "Merge the bin with its neighbour: the background is not zero, only not simulated.",
        FindingKind.NegativeBin => "Harmless while the total stays positive; otherwise merge bins or set them to zero in post-processing.",
        FindingKind.MissingStatUncertainty => "Give the input histograms variances (sums of squared weights).",
        FindingKind.NoStatUncertainty => "Right for templates that are exact; otherwise add a staterror.",
        FindingKind.LargeStatUncertainty => "Merge bins, or make more simulated events.",
        FindingKind.LargeBinUncertainty => "Look whether the uncertainty is absolute, as it must be, and merge bins if it is.",
        FindingKind.SameSide or FindingKind.SameSideBin => "Look whether up and down are swapped or fluctuate; make them symmetric (Symmetrization) or smooth them.",
        FindingKind.IdenticalSides => "One input stands in for both sides: correct the paths or weights, or give one side and mirror it.",
        FindingKind.OneSideOnly => "If one side is missing, mirror the other (Symmetrize).",
        FindingKind.Asymmetric => "Look at both sides; where only one is meaningful, mirror it (Symmetrize).",
        FindingKind.NoEffect => "Leave it out there, or correct its weight or path if it should do something.",
        FindingKind.UnusedParameter => "Leave it out, or correct what it acts on.",
        FindingKind.LargeNormalization => "Look at the variation; for a background that is not known take a free factor and a control region.",
        FindingKind.LargeShape => "Look at the variation in that bin: smooth it or merge bins.",
        FindingKind.NegativeVariation => "Look at the variation in that bin; a fit that pulls the parameter this far has no likelihood there.",
        FindingKind.JaggedShape => "Such jumps are mostly statistical: smooth the variation.",
        FindingKind.Noise => "Smooth it, keep its normalisation only, or make more events; a hint where both templates share events.",
        FindingKind.PrefitDisagreement => "Look at a pre-fit plot of the region before you trust the fit to absorb it.",
        FindingKind.ZeroData => "Look at the selection of the data in that region.",
        FindingKind.NonIntegerData => "Right for Asimov data; observed counts are whole numbers.",
        FindingKind.DataHidden => "Nothing: what is expected stands in for them.",
        FindingKind.DataShown => "Say 'Blind: true' for it, or give it a 'BlindAbove', unless it is meant to be open.",
        FindingKind.SmallSignal => "Look at the normalisation and the selection of the signal.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
