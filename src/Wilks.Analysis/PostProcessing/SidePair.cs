namespace Wilks.Analysis.PostProcessing;

/// <summary>One side of a variation: varied yields, and the factor that was split off them.</summary>
/// <param name="Yields">The yields; of the nominal integral once the factor is split off.</param>
/// <param name="Norm">The factor; 1 until it is split off.</param>
internal sealed record Side(double[] Yields, double Norm = 1);

/// <summary>Both sides of a variation while it is treated; a missing one is null.</summary>
/// <param name="Up">The upward side.</param>
/// <param name="Down">The downward side.</param>
internal sealed record SidePair(Side? Up, Side? Down)
{
    /// <summary>Whether the factors are split off.</summary>
    internal bool IsSplit { get; init; }

    /// <summary>Both sides changed alike; missing ones stay so.</summary>
    /// <param name="change">The change; told whether the side is up.</param>
    internal SidePair Map(Func<Side, bool, Side> change) => this with { Up = Up is null ? null : change(Up, true), Down = Down is null ? null : change(Down, false) };
}
