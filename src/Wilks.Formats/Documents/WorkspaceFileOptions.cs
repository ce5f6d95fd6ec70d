namespace Wilks.Formats.Documents;

/// <summary>How a workspace is read.</summary>
public sealed record WorkspaceFileOptions
{
    /// <summary>The defaults: no patches, files of XML below the folder of the top file's parent.</summary>
    public static WorkspaceFileOptions Default { get; } = new();

    /// <summary>JSON Patch files, applied in this order; for formats of JSON only.</summary>
    public IReadOnlyList<string> Patches { get; init; } = [];

    /// <summary>For XML: the folder that relative paths start from and that none may leave; null finds it.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>For XML: what the beginning of a path is replaced by, such as a folder of another machine.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Mounts { get; init; } = [];

    /// <summary>For HS3: the analysis or likelihood to read; null takes every analysis as a measurement of one model.</summary>
    public string? Likelihood { get; init; }
}
