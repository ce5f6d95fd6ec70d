using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>What the compiler hands to the model.</summary>
internal sealed record ModelParts
{
    public required string Measurement { get; init; }

    public required IReadOnlyList<TemplateChannel> Channels { get; init; }

    public required IReadOnlyList<ModelChannel> ModelChannels { get; init; }

    public required Parameter[] Parameters { get; init; }

    public required int[] Pois { get; init; }

    public required int[] Inert { get; init; }

    public required IReadOnlySet<int> EliminatedSlots { get; init; }

    public required double[] Observed { get; init; }

    public required IReadOnlyList<DerivedParameter> Derived { get; init; }

    public required IReadOnlyDictionary<int, double> BlindOffsets { get; init; }

    public required IReadOnlyList<CorrelatedBlock> CorrelatedBlocks { get; init; }

    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Groups { get; init; }

    public required IReadOnlyList<Label> Labels { get; init; }

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}
