using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>The keys of one kind of mapping of an analysis configuration.</summary>
/// <param name="Name">What the JSON Schema calls it.</param>
/// <param name="Required">The keys that it must have.</param>
/// <param name="Optional">The keys that it may have.</param>
internal sealed record KeyTable(string Name, ImmutableArray<string> Required, ImmutableArray<string> Optional)
{
    /// <summary>Earlier spellings of keys, with the present one.</summary>
    internal ImmutableArray<KeyValuePair<string, string>> Old { get; init; } = [];

    /// <summary>Starts of keys that anybody may add; nothing reads them.</summary>
    internal ImmutableArray<string> FreePrefixes { get; init; } = [];

    /// <summary>All keys of today.</summary>
    internal ImmutableArray<string> Keys { get; } = [.. Required, .. Optional];

    /// <summary>The spelling of a key that was used before; null when there was none.</summary>
    internal string? OldSpelling(string key) => Old.FirstOrDefault(pair => pair.Value == key).Key;
}
