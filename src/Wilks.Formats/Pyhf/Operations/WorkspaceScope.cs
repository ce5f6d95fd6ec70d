using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Where in a workspace something is pruned or renamed: in samples of channels, both by patterns with <c>*</c> and <c>?</c>.</summary>
/// <param name="Channel">The pattern of the channel's name.</param>
/// <param name="Sample">The pattern of the sample's name.</param>
public readonly record struct WorkspaceScope(string Channel, string Sample = "*")
{
    /// <summary>A scope from <c>CHANNEL</c> or <c>CHANNEL/SAMPLE</c>; the sample's name begins after the first <c>/</c>.</summary>
    /// <param name="text">The text.</param>
    public static WorkspaceScope Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new WorkspaceScope(text) : new WorkspaceScope(text[..slash], text[(slash + 1)..]);
    }

    internal bool Includes(string channel) => NamePattern.Matches(Channel, channel);

    internal bool Includes(string channel, string sample) => Includes(channel) && NamePattern.Matches(Sample, sample);
}
