using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>What an XML file says of a channel.</summary>
/// <param name="Channel">The channel.</param>
internal sealed record ChannelParts(Channel Channel)
{
    /// <summary>The observed counts; null when there are none.</summary>
    public Observation? Observation { get; init; }

    /// <summary>Further counts by the name of their data set.</summary>
    public required IReadOnlyList<KeyValuePair<string, Observation>> FurtherData { get; init; }

    /// <summary>The settings of the factors that stand in the channel, in the order written.</summary>
    public required IReadOnlyList<ParameterSetting> Factors { get; init; }

    /// <summary>Changes of per-bin parameters: kinds of constraint terms and thresholds.</summary>
    public required IReadOnlyList<ParameterChange> Changes { get; init; }
}
