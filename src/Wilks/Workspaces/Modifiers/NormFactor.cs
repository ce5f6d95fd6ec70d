namespace Wilks.Workspaces;

/// <summary>A free factor on the whole sample: rate × θ.</summary>
/// <param name="Name">The name of the parameter.</param>
public sealed record NormFactor(string Name) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "normfactor";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
