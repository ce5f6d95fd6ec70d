using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>The words of an enumeration. Case, spaces, commas, hyphens and underscores don't matter.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
/// <param name="Words">The words as they are told, with their meanings.</param>
internal sealed record WordTable<T>(ImmutableArray<(string Word, T Value)> Words)
    where T : struct, Enum
{
    /// <summary>The meaning of a word; null when it has none.</summary>
    internal T? Find(string word)
    {
        string wanted = ConfigurationWords.Plain(word);
        foreach ((string known, T value) in Words)
        {
            if (ConfigurationWords.Plain(known) == wanted) return value;
        }

        return null;
    }

    /// <summary>The words.</summary>
    internal ImmutableArray<string> Known => [.. Words.Select(pair => pair.Word)];
}
