using System.Collections.Immutable;
using Wilks.Formats.Files;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Writes workspaces as HS3. Everything that a workspace says is kept: as HS3 where HS3 has it, in <c>misc.wilks</c> otherwise (<c>docs/reference/hs3.md</c>).</summary>
public static class Hs3Writer
{
    /// <summary>The extension of files.</summary>
    public const string Extension = ".hs3.json";

    /// <summary>The version of the standard whose form is written.</summary>
    public const string Version = "0.2.9";

    /// <summary>Writes a file, whole or not at all.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <returns>Warnings of what the format has no room for.</returns>
    /// <exception cref="WorkspaceException">The workspace can't be used, or the file can't be written (<c>WK51x</c>).</exception>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, string path, Hs3WriterOptions? options = null)
    {
        (JsonObject tree, ImmutableArray<Diagnostic> losses) = Encode(workspace, options);
        AtomicFile.Write(path, stream => JsonText.Write(tree, stream));
        return losses;
    }

    /// <summary>Writes to a stream; leaves it open. Nothing is written when the workspace is refused.</summary>
    /// <inheritdoc cref="Write(Workspace, string, Hs3WriterOptions)"/>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, Stream stream, Hs3WriterOptions? options = null)
    {
        (JsonObject tree, ImmutableArray<Diagnostic> losses) = Encode(workspace, options);
        JsonText.Write(tree, stream);
        return losses;
    }

    private static (JsonObject Tree, ImmutableArray<Diagnostic> Losses) Encode(Workspace workspace, Hs3WriterOptions? options)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        options ??= Hs3WriterOptions.Default;
        var findings = new DiagnosticCollector();
        JsonObject tree = new DocumentEncoder(workspace, options, findings).Encode();
        return (tree, findings.InDocumentOrder());
    }
}
