using Wilks.Formats.Json;

namespace Wilks.Formats.Hs3;

/// <summary>How HS3 is written.</summary>
public sealed record Hs3WriterOptions
{
    /// <summary>The defaults: the newest form, nothing kept from elsewhere.</summary>
    public static Hs3WriterOptions Default { get; } = new();

    /// <summary>Whether to write as ROOT's RooJSONFactoryWSTool reads. The default is no.</summary>
    public bool RootCompatible { get; init; }

    /// <summary>The document that the workspace was read from: members that are not known are kept from it. The default is none.</summary>
    public IJsonNode? Origin { get; init; }
}
