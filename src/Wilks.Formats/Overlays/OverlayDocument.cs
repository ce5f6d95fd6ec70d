using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>An overlay file that was read.</summary>
/// <param name="Overlay">What it says.</param>
/// <param name="Diagnostics">Warnings and notes in document order; no errors.</param>
public sealed record OverlayDocument(Overlay Overlay, ImmutableArray<Diagnostic> Diagnostics);
