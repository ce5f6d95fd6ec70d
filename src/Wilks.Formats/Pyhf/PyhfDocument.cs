using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>A pyhf workspace that was read.</summary>
/// <param name="Workspace">What it says.</param>
/// <param name="Tree">The JSON it was decoded from, after patches.</param>
/// <param name="Diagnostics">Warnings and notes in document order; no errors.</param>
public sealed record PyhfDocument(Workspace Workspace, IJsonNode Tree, ImmutableArray<Diagnostic> Diagnostics);
