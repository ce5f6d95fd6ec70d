namespace Wilks.Formats.Pyhf;

/// <summary>What is taken out of a workspace, or gets another name, as <c>pyhf prune</c> and <c>pyhf rename</c> do; every name must exist.</summary>
public sealed record WorkspaceChange
{
    /// <summary>Modifiers to take out, by name.</summary>
    public IReadOnlyList<string> PrunedModifiers { get; init; } = [];

    /// <summary>Modifiers to take out, by type.</summary>
    public IReadOnlyList<string> PrunedModifierTypes { get; init; } = [];

    /// <summary>Samples to take out.</summary>
    public IReadOnlyList<string> PrunedSamples { get; init; } = [];

    /// <summary>Channels to take out, with their observations.</summary>
    public IReadOnlyList<string> PrunedChannels { get; init; } = [];

    /// <summary>Measurements to take out.</summary>
    public IReadOnlyList<string> PrunedMeasurements { get; init; } = [];

    /// <summary>New names of modifiers, of their settings and of the parameter of interest.</summary>
    public IReadOnlyDictionary<string, string> RenamedModifiers { get; init; } = Nothing;

    /// <summary>New names of samples.</summary>
    public IReadOnlyDictionary<string, string> RenamedSamples { get; init; } = Nothing;

    /// <summary>New names of channels and their observations.</summary>
    public IReadOnlyDictionary<string, string> RenamedChannels { get; init; } = Nothing;

    /// <summary>New names of measurements.</summary>
    public IReadOnlyDictionary<string, string> RenamedMeasurements { get; init; } = Nothing;

    /// <summary>Where samples and modifiers are meant; empty for everywhere. A setting follows its modifier only when no modifier of the old name is left.</summary>
    public IReadOnlyList<WorkspaceScope> Scopes { get; init; } = [];

    private static Dictionary<string, string> Nothing { get; } = [];
}
