using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>What laying an overlay over the parameters of a workspace gives.</summary>
internal sealed record CompiledOverlay
{
    /// <summary>All parameters, new ones at the end.</summary>
    public required Parameter[] Parameters { get; init; }

    /// <summary>The derived ones, in the order in which they can be computed.</summary>
    public required IReadOnlyList<DerivedParameter> Derived { get; init; }

    /// <summary>The multivariate Gaussian constraint terms.</summary>
    public required IReadOnlyList<CorrelatedBlock> CorrelatedBlocks { get; init; }

    /// <summary>The groups by name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<int>> Groups { get; init; }

    /// <summary>The parameters of interest it names; null when it names none.</summary>
    public required IReadOnlyList<string>? Pois { get; init; }

    /// <summary>The labels of channels and samples.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <summary>Nothing laid over.</summary>
    public static CompiledOverlay None(Parameter[] parameters) => new()
    {
        Parameters = parameters,
        Derived = [],
        CorrelatedBlocks = [],
        Groups = new Dictionary<string, IReadOnlyList<int>>(),
        Pois = null,
        Labels = [],
    };
}
