using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Construction;

/// <summary>The workspace of an analysis.</summary>
/// <param name="Whole">With all regions, the validation regions among them; what the format of a file can't say stands in its overlay.</param>
/// <param name="ValidationRegions">The regions that are predicted and never fitted.</param>
/// <param name="BlindRegions">The regions some of whose counts are what is expected and not what was observed.</param>
public sealed record ConstructedWorkspace(Workspace Whole, ImmutableArray<string> ValidationRegions, ImmutableArray<string> BlindRegions)
{
    /// <summary>Warnings and notes.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The workspace with the regions that are fitted, and what is said of their parameters.</summary>
    public Workspace Fitted => ValidationRegions.IsEmpty ? Whole : FittedWorkspace.Of(Whole, ValidationRegions);
}
