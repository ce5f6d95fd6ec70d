using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>An HS3 document that was read.</summary>
/// <param name="Workspace">What it says.</param>
/// <param name="Tree">The JSON it was decoded from.</param>
/// <param name="Diagnostics">Warnings and notes in document order; no errors.</param>
public sealed record Hs3Document(Workspace Workspace, IJsonNode Tree, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>The model's names of the parameters, by their names in the document: elements of per-bin sets are called <c>name[i]</c> in a model.</summary>
    public IReadOnlyDictionary<string, string> ParameterNames { get; init; } = ImmutableDictionary<string, string>.Empty;
}
