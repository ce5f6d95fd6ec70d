using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Reads pyhf workspaces (schema 1.0.0), strictly, telling every problem of a document at once.</summary>
/// <remarks>Problems of form (<c>WK1xx</c>) are told first; those of meaning (<c>WK2xx</c>) once the form is right. Thread-safe.</remarks>
public static class PyhfReader
{
    /// <summary>Reads a workspace and patches it.</summary>
    /// <param name="path">The workspace, plain or gzip; <c>-</c> is standard input.</param>
    /// <param name="patchPaths">JSON Patch files, applied in this order.</param>
    /// <exception cref="WorkspaceException">The workspace or a patch can't be used.</exception>
    public static PyhfDocument Read(string path, IReadOnlyList<string> patchPaths)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? tree = JsonFile.Read(path, findings);
        List<IJsonNode?> patches = [.. patchPaths.Select(patchPath => JsonFile.Read(patchPath, findings))];
        findings.ThrowIfErrors();
        return Finish(tree!, patches, findings);
    }

    /// <summary>Reads a workspace without patches.</summary>
    /// <inheritdoc cref="Read(string, IReadOnlyList{string})"/>
    public static PyhfDocument Read(string path) => Read(path, []);

    /// <summary>Reads a workspace from a stream, plain or gzip, to its end; does not close it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="WorkspaceException">The workspace can't be used.</exception>
    public static PyhfDocument ReadStream(Stream stream, string name)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? tree = JsonFile.ReadStream(stream, name, findings);
        findings.ThrowIfErrors();
        return Finish(tree!, [], findings);
    }

    /// <summary>Reads a workspace from bytes.</summary>
    /// <param name="bytes">The document in UTF-8; must not change afterwards, since messages quote it.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="WorkspaceException">The workspace can't be used.</exception>
    public static PyhfDocument Parse(ReadOnlyMemory<byte> bytes, string name)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? tree = JsonParser.Parse(new JsonSource(name, bytes), findings);
        if (tree is null) findings.ThrowIfErrors();
        return Finish(tree!, [], findings);
    }

    /// <summary>Decodes a tree that was read or made before.</summary>
    /// <param name="tree">A workspace as JSON.</param>
    /// <exception cref="WorkspaceException">The workspace can't be used.</exception>
    public static PyhfDocument Decode(IJsonNode tree) => Finish(tree, [], new DiagnosticCollector());

    private static PyhfDocument Finish(IJsonNode tree, List<IJsonNode?> patches, DiagnosticCollector findings)
    {
        IJsonNode patched = tree;
        foreach (IJsonNode? patch in patches)
        {
            IJsonNode? next = JsonPatch.Apply(patched, patch!, findings);
            if (next is null) findings.ThrowIfErrors();
            patched = next!;
        }

        Workspace workspace = new WorkspaceDecoder(findings).Decode(patched);
        findings.ThrowIfErrors();
        findings.Add(WorkspaceChecks.Check(workspace));
        findings.ThrowIfErrors();
        return new PyhfDocument(workspace, patched, findings.InDocumentOrder());
    }
}
