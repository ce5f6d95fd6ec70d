using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations;

/// <summary>A configuration that was read. Immutable.</summary>
/// <param name="Configuration">What it says.</param>
/// <param name="Diagnostics">Warnings and notes, in the order of the document; none of them is an error.</param>
/// <param name="Folder">The folder that its paths are relative to.</param>
public sealed record AnalysisConfigurationDocument(AnalysisConfiguration Configuration, ImmutableArray<Diagnostic> Diagnostics, string Folder)
{
    /// <summary>The SHA-256 of the document, in lower-case hexadecimal digits.</summary>
    public string Hash { get; init; } = "";
}
