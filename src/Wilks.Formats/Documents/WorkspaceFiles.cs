using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Documents;

/// <summary>Reads workspaces of any format: the one place that tells the formats apart.</summary>
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
        if (IsXml(path)) return ReadXml(path, options);

        return OfPyhf(PyhfReader.Read(path, options.Patches));
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
    public static WorkspaceDocument Decode(IJsonNode tree, WorkspaceFileOptions? options = null) => OfPyhf(PyhfReader.Decode(tree));

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
}
