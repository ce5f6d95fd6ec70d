using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>An uncorrelated uncertainty per bin with Poisson constraints: rate_b × γ_b, τ_b = (nominal_b / uncertainty_b)².</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Data">The absolute uncertainty per bin.</param>
public sealed record ShapeSys(string Name, ImmutableArray<double> Data) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "shapesys";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
