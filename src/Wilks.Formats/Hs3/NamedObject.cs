using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>An object of one of HS3's top lists.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; empty for the lists whose objects have none.</param>
/// <param name="Node">What was written.</param>
internal sealed record NamedObject(string Name, string Type, JsonObject Node)
{
    /// <summary>Where it was written.</summary>
    internal SourceLocation Location => Node.Location;
}

/// <summary>The top lists of HS3; only distributions, functions, data and likelihoods share one namespace here.</summary>
internal enum Section
{
    /// <summary><c>distributions</c>.</summary>
    Distributions,

    /// <summary><c>functions</c>.</summary>
    Functions,

    /// <summary><c>data</c>.</summary>
    Data,

    /// <summary><c>likelihoods</c>.</summary>
    Likelihoods,

    /// <summary><c>domains</c>.</summary>
    Domains,

    /// <summary><c>parameter_points</c>.</summary>
    Points,

    /// <summary><c>analyses</c>.</summary>
    Analyses,
}
