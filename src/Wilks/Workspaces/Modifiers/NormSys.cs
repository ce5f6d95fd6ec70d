namespace Wilks.Workspaces;

/// <summary>A constrained factor on the whole sample, interpolated between the factors at α = −1 and α = +1.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="Low">The factor at α = −1 (<c>lo</c>).</param>
/// <param name="High">The factor at α = +1 (<c>hi</c>).</param>
public sealed record NormSys(string Name, double Low, double High) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "normsys";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <summary>How to interpolate; null takes what the model is compiled with (<c>normsys</c> of the compile options).</summary>
    public InterpolationCode? Interpolation { get; init; }

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
