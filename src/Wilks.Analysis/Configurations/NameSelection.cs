using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>Which regions or samples something applies to: names or patterns with <c>*</c> and <c>?</c>; a leading <c>!</c> takes out.</summary>
/// <param name="Patterns">The patterns; none selects all, and only such with <c>!</c> select all others.</param>
public sealed record NameSelection(ImmutableArray<string> Patterns)
{
    /// <summary>Selects everything.</summary>
    public static NameSelection All { get; } = new(ImmutableArray<string>.Empty);

    /// <summary>Where it was written.</summary>
    public SourceLocation Location { get; init; }

    /// <summary>Whether nothing was written, so that everything is selected.</summary>
    public bool IsAll => Patterns.IsDefaultOrEmpty;

    /// <summary>Whether a name is selected.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name)
    {
        if (IsAll) return true;
        if (Patterns.Any(pattern => pattern.StartsWith('!') && NamePattern.Matches(pattern[1..], name))) return false;

        return Patterns.All(pattern => pattern.StartsWith('!')) || Patterns.Any(pattern => !pattern.StartsWith('!') && NamePattern.Matches(pattern, name));
    }
}
