using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Formats.Yaml;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Reads overlay files (<c>docs/reference/overlay.md</c>), strictly, telling every problem of a file at once. Thread-safe.</summary>
/// <remarks>Whether the names exist is only known to the model: they are checked when it is compiled.</remarks>
public static class OverlayReader
{
    /// <summary>The largest file that is read, in bytes.</summary>
    public const int MaxBytes = 1 << 24;

    /// <summary>Reads a file: JSON when its name ends in <c>.json</c> or <c>.json.gz</c>, YAML otherwise.</summary>
    /// <param name="path">The file, plain or gzip.</param>
    /// <exception cref="WorkspaceException">It can't be read or used.</exception>
    public static OverlayDocument Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var findings = new DiagnosticCollector();
        ReadOnlyMemory<byte>? bytes = new DocumentBytes(_ => true, findings, MaxBytes).Read(path);
        findings.ThrowIfErrors();
        return Parse(bytes!.Value, path, findings);
    }

    /// <summary>Reads a document from bytes; its name decides the format as in <see cref="Read"/>.</summary>
    /// <param name="bytes">The document in UTF-8; must not change afterwards, since messages quote it.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static OverlayDocument Parse(ReadOnlyMemory<byte> bytes, string name) => Parse(bytes, name, new DiagnosticCollector());

    private static OverlayDocument Parse(ReadOnlyMemory<byte> bytes, string name, DiagnosticCollector findings)
    {
        IJsonNode? tree = IsJson(name) ? JsonParser.Parse(new JsonSource(name, bytes), findings) : YamlParser.Parse(bytes, name, findings);
        if (tree is null) findings.ThrowIfErrors();

        Overlay overlay = new OverlayDecoder(findings).Decode(tree!);
        findings.ThrowIfErrors();
        return new OverlayDocument(overlay, findings.InDocumentOrder());
    }

    private static bool IsJson(string name) =>
        name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
}
