namespace Wilks.Workspaces;

/// <summary>A free factor per bin: rate_b × γ_b.</summary>
/// <param name="Name">The name of the parameter.</param>
public sealed record ShapeFactor(string Name) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "shapefactor";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
