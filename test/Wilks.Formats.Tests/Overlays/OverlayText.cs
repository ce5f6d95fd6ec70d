using System.Text;
using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Overlays;

/// <summary>Reads overlays given as text and tells what was found in them.</summary>
internal static class OverlayText
{
    internal static Overlay Read(string text, string name = "o.yml") => OverlayReader.Parse(Encoding.UTF8.GetBytes(text), name).Overlay;

    internal static IReadOnlyList<Diagnostic> Findings(string text, string name = "o.yml") =>
        Formats.Tests.Findings.Of(() => OverlayReader.Parse(Encoding.UTF8.GetBytes(text), name).Diagnostics);
}
