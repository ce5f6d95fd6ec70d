using System.IO.Enumeration;

namespace Wilks.Workspaces;

/// <summary>Patterns for names: <c>*</c> stands for any letters, <c>?</c> for one; case matters.</summary>
public static class NamePattern
{
    /// <summary>Whether a text has a placeholder.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>Whether a name matches.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="name">The name.</param>
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
