using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads HS3, the HEP Statistics Serialization Standard, as programs write it: by shape rather than by version, telling every problem of a document at once. Thread-safe.</summary>
/// <remarks><c>docs/reference/hs3.md</c> says what is read. What is not known is noted and kept in the tree; what changes the likelihood and can't be read is an error.</remarks>
public static class Hs3Reader
{
    /// <summary>Whether a document of JSON is meant as HS3: it has distributions or likelihoods.</summary>
    /// <param name="tree">The document.</param>
    public static bool IsHs3(IJsonNode tree) => tree is JsonObject root && (root.IndexOf("distributions") >= 0 || root.IndexOf("likelihoods") >= 0);

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file, plain or gzip; <c>-</c> is standard input.</param>
    /// <param name="likelihood">The analysis or likelihood to read; null takes every analysis as a measurement of one model.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static Hs3Document Read(string path, string? likelihood = null) => Decode(JsonFile.Read(path), likelihood);

    /// <summary>Decodes a tree that was read or made before.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="likelihood">The analysis or likelihood to read; null takes every analysis as a measurement of one model.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static Hs3Document Decode(IJsonNode tree, string? likelihood = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var findings = new DiagnosticCollector();
        var decoder = new DocumentDecoder(findings);
        Workspace? workspace = decoder.Decode(tree, likelihood);
        findings.ThrowIfErrors();
        findings.Add(WorkspaceChecks.Check(workspace!));
        findings.ThrowIfErrors();
        return new Hs3Document(workspace!, tree, findings.InDocumentOrder()) { ParameterNames = decoder.ParameterNames };
    }
}
