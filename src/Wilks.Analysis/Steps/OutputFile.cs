using System.Security.Cryptography;
using System.Text;
using Wilks.Formats.Files;

namespace Wilks.Analysis.Steps;

/// <summary>Files that steps write: whole or not at all, and not when they are so already.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file unless it has this content already.</summary>
    /// <returns>Whether it was written.</returns>
    internal static bool Write(string path, byte[] content)
    {
        if (File.Exists(path) && new FileInfo(path).Length == content.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return false;

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(content));
        return true;
    }

    /// <summary>What a writer writes.</summary>
    internal static byte[] Content(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    internal static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal static string Hash(params IEnumerable<string> texts) => Hash(Encoding.UTF8.GetBytes(string.Join('\n', texts)));

    /// <summary>Whether a file has the content that it was written with.</summary>
    internal static bool IsIntact(string path, string hash) => File.Exists(path) && Hash(File.ReadAllBytes(path)) == hash;
}
