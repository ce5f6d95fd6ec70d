using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>An HS3 document that was read.</summary>
/// <param name="Workspace">What it says.</param>
/// <param name="Tree">The JSON it was decoded from.</param>
/// <param name="Diagnostics">Warnings and notes in document order; no errors.</param>
public sealed record Hs3Document(Workspace Workspace, IJsonNode Tree, ImmutableArray<Diagnostic> Diagnostics);
