namespace Wilks.Workspaces;

/// <summary>Suggests names that a mistyped one may have meant.</summary>
public static class NearestNames
{
    /// <summary>A sentence with up to three of the nearest names, or the empty string when there are none.</summary>
    /// <param name="name">The name written.</param>
    /// <param name="known">The names that exist.</param>
    public static string Suggest(string name, IEnumerable<string> known) => "";
}
