using System.Collections.Immutable;
using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Documents;

/// <summary>Reads and writes workspaces of any format: the one place that tells the formats apart.</summary>
public static class WorkspaceFiles
{
    /// <summary>Reads a workspace; its content tells the format, a file that begins with <c>&lt;</c> is XML.</summary>
    /// <param name="path">The file, plain or gzip; <c>-</c> is standard input.</param>
    /// <param name="options">How; null takes the defaults.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static WorkspaceDocument Read(string path, WorkspaceFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= WorkspaceFileOptions.Default;
        return IsXml(path) ? ReadXml(path, options) : Decode(ReadJson(path, options.Patches), options);
    }

    /// <summary>Reads a workspace of JSON from a stream, plain or gzip, to its end; does not close it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <param name="options">How; patches are read from files.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static WorkspaceDocument ReadStream(Stream stream, string name, WorkspaceFileOptions? options = null)
    {
        IJsonNode tree = JsonFile.ReadStream(stream, name);
        foreach (string patch in options?.Patches ?? []) tree = JsonPatch.Apply(tree, JsonFile.Read(patch));
        return Decode(tree, options);
    }

    /// <summary>Decodes a workspace of JSON that was read before.</summary>
    /// <param name="tree">The document.</param>
    /// <param name="options">How; patches are not applied.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static WorkspaceDocument Decode(IJsonNode tree, WorkspaceFileOptions? options = null) =>
        Hs3Reader.IsHs3(tree) ? OfHs3(Hs3Reader.Decode(tree, options?.Likelihood)) : OfPyhf(PyhfReader.Decode(tree));

    /// <summary>Whether a document of JSON is meant as a workspace, of whichever format.</summary>
    /// <param name="tree">The document.</param>
    public static bool IsWorkspace(IJsonNode tree) => Hs3Reader.IsHs3(tree) || (tree is JsonObject root && root.IndexOf("channels") >= 0 && root.IndexOf("measurements") >= 0);

    /// <summary>Writes a workspace, whole or not at all.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="path">The file.</param>
    /// <param name="format">The format; XML can't be written.</param>
    /// <param name="hs3">For HS3: how; null takes the defaults.</param>
    /// <returns>Warnings of what the format has no room for.</returns>
    /// <exception cref="WorkspaceException">The format can't say something, or the file can't be written.</exception>
    public static ImmutableArray<Diagnostic> Write(Workspace workspace, string path, WorkspaceFormat format, Hs3WriterOptions? hs3 = null) => format switch
    {
        WorkspaceFormat.Pyhf => PyhfWriter.Write(workspace, path),
        WorkspaceFormat.Hs3 => Hs3Writer.Write(workspace, path, hs3),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "This format is read only."),
    };

    /// <summary>Reads a document and its patches; the problems of all files are told at once.</summary>
    private static IJsonNode ReadJson(string path, IReadOnlyList<string> patchPaths)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? tree = JsonFile.Read(path, findings);
        List<IJsonNode?> patches = [.. patchPaths.Select(patchPath => JsonFile.Read(patchPath, findings))];
        findings.ThrowIfErrors();
        foreach (IJsonNode? patch in patches)
        {
            tree = JsonPatch.Apply(tree!, patch!, findings);
            if (tree is null) findings.ThrowIfErrors();
        }

        return tree!;
    }

    private static WorkspaceDocument ReadXml(string path, WorkspaceFileOptions options)
    {
        if (options.Patches.Count == 0) return HistFactoryReader.Read(path, options);

        throw new WorkspaceException([new Diagnostic("WK727", Severity.Error, default, $"{path}: a JSON patch can't be applied to XML.", "Convert it to JSON first, with 'wilks convert'.")]);
    }

    /// <summary>Whether a file is XML by its content, or by its name where it is not there.</summary>
    /// <param name="path">The file.</param>
    public static bool IsXml(string path)
    {
        if (path == JsonFile.StandardInput || !File.Exists(path)) return path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

        try
        {
            using FileStream stream = File.OpenRead(path);
            Span<byte> head = stackalloc byte[64];
            ReadOnlySpan<byte> found = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            if (found.StartsWith("\uFEFF"u8)) found = found[3..];
            return found.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static WorkspaceDocument OfPyhf(PyhfDocument document) => new(document.Workspace, WorkspaceFormat.Pyhf, document.Diagnostics) { Tree = document.Tree };

    private static WorkspaceDocument OfHs3(Hs3Document document) => new(document.Workspace, WorkspaceFormat.Hs3, document.Diagnostics) { Tree = document.Tree };
}
