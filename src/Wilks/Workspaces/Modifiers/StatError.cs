using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>The statistical uncertainty of the templates: one γ per bin shared by the samples that carry it, with Gaussian constraints.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Data">The absolute uncertainty of this sample per bin.</param>
public sealed record StatError(string Name, ImmutableArray<double> Data) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "staterror";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
