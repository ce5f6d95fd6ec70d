namespace Wilks.Workspaces;

/// <summary>The luminosity: rate × θ with a Gaussian constraint, whose centre and width a measurement must give.</summary>
/// <param name="Name">The name of the parameter.</param>
public sealed record Lumi(string Name) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "lumi";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
