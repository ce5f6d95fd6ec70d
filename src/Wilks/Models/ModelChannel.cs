namespace Wilks.Models;

/// <summary>A channel of a compiled model, in pyhf's (ordinal) order of names.</summary>
/// <param name="Name">The name.</param>
/// <param name="FirstBin">The index of its first bin in the main data.</param>
/// <param name="BinCount">The number of bins.</param>
/// <param name="Samples">The names of its samples, in ordinal order.</param>
public sealed record ModelChannel(string Name, int FirstBin, int BinCount, IReadOnlyList<string> Samples)
{
    /// <summary>Whether the channel is predicted but kept out of the likelihood.</summary>
    public bool IsMasked { get; init; }
}
