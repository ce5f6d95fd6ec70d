using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>A constrained additive change of shape, interpolated between the counts at α = −1 and α = +1.</summary>
/// <param name="Name">The name of the parameter.</param>
/// <param name="LowData">The counts per bin at α = −1 (<c>lo_data</c>).</param>
/// <param name="HighData">The counts per bin at α = +1 (<c>hi_data</c>).</param>
public sealed record HistoSys(string Name, ImmutableArray<double> LowData, ImmutableArray<double> HighData) : IModifier
{
    /// <summary>The type in pyhf's JSON.</summary>
    public const string TypeName = "histosys";

    /// <inheritdoc/>
    public string Type => TypeName;

    /// <summary>How to interpolate; null takes what the model is compiled with (<c>histosys</c> of the compile options).</summary>
    public InterpolationCode? Interpolation { get; init; }

    /// <inheritdoc/>
    public SourceLocation Location { get; init; }
}
