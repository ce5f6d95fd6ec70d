using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Documents;

/// <summary>The file formats of workspaces.</summary>
public enum WorkspaceFormat
{
    /// <summary>pyhf's JSON, schema 1.0.0.</summary>
    Pyhf,

    /// <summary>HS3, the HEP Statistics Serialization Standard; everything that a workspace can say.</summary>
    Hs3,

    /// <summary>HistFactory's XML with histograms in ROOT files.</summary>
    HistFactoryXml,
}

/// <summary>A workspace that was read.</summary>
/// <param name="Workspace">What it says.</param>
/// <param name="Format">The format it was read from.</param>
/// <param name="Diagnostics">Warnings and notes in document order; no errors.</param>
public sealed record WorkspaceDocument(Workspace Workspace, WorkspaceFormat Format, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The JSON it was decoded from, after patches; null where the format is not JSON. Writing in the same format keeps what the workspace has no place for.</summary>
    public IJsonNode? Tree { get; init; }
}
