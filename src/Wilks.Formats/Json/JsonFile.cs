using Wilks.Formats.Files;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>Opens JSON documents: a file, standard input (<c>-</c>) or a stream, each plain or gzip, or bytes.</summary>
/// <remarks>Strict: no comments, no trailing commas, no NaN, no repeated members, at most 64 levels, valid UTF-8, at most 2 GiB. Thread-safe.</remarks>
public static class JsonFile
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What standard input is called in a message.</summary>
    public const string StandardInputName = "<stdin>";

    /// <summary>Reads a document.</summary>
    /// <param name="path">A file, or <c>-</c> for standard input.</param>
    /// <exception cref="WorkspaceException">It can't be read or is not JSON.</exception>
    public static IJsonNode Read(string path)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? root = Read(path, findings);
        findings.ThrowIfErrors();
        return root!;
    }

    /// <summary>Reads a document from a stream to its end; does not close it.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="WorkspaceException">It can't be read or is not JSON.</exception>
    public static IJsonNode ReadStream(Stream stream, string name)
    {
        var findings = new DiagnosticCollector();
        IJsonNode? root = ReadStream(stream, name, findings);
        findings.ThrowIfErrors();
        return root!;
    }

    /// <summary>Reads a document from bytes.</summary>
    /// <param name="bytes">The document in UTF-8; must not change afterwards, since messages quote it.</param>
    /// <param name="name">What to call it in a message.</param>
    /// <exception cref="WorkspaceException">It is not JSON.</exception>
    public static IJsonNode Parse(ReadOnlyMemory<byte> bytes, string name) => JsonParser.Parse(new JsonSource(name, bytes));

    internal static IJsonNode? Read(string path, DiagnosticCollector findings)
    {
        if (path == StandardInput)
        {
            using Stream input = Console.OpenStandardInput();
            return ReadStream(input, StandardInputName, findings);
        }

        return Decode(new DocumentBytes(IsPromising, findings).Read(path), path, findings);
    }

    internal static IJsonNode? ReadStream(Stream stream, string name, DiagnosticCollector findings) =>
        Decode(new DocumentBytes(IsPromising, findings).Read(stream, name), name, findings);

    private static IJsonNode? Decode(ReadOnlyMemory<byte>? bytes, string name, DiagnosticCollector findings) =>
        bytes is { } document ? JsonParser.Parse(new JsonSource(name, document), findings) : null;

    /// <summary>Whether the rest of a large document is worth reading: a gigabyte of brackets is refused after its first 64 kB.</summary>
    private static bool IsPromising(ReadOnlyMemory<byte> head)
    {
        var source = new JsonSource("", head);
        return JsonSyntax.IsOnlyIncomplete(source.Bytes[source.Start..]);
    }
}
