using System.IO.Compression;
using Wilks.Workspaces;

namespace Wilks.Formats.Files;

/// <summary>Reads whole documents from files and streams, decompressing gzip wherever its first bytes show it.</summary>
/// <param name="isPromising">Told the first bytes of a large document; when it says no, only they are returned.</param>
/// <param name="findings">Where problems go.</param>
/// <param name="limit">The largest number of bytes accepted.</param>
internal sealed class DocumentBytes(Func<ReadOnlyMemory<byte>, bool> isPromising, DiagnosticCollector findings, int limit = DocumentBytes.Limit)
{
    /// <summary>The largest document, also after decompression: what one array can hold.</summary>
    internal const int Limit = 0x7FFFFFC7;

    private const int ProbeSize = 1 << 16;

    /// <summary>Reads a file; reports why not as one diagnostic and returns null.</summary>
    /// <param name="path">The file.</param>
    internal ReadOnlyMemory<byte>? Read(string path)
    {
        if (Directory.Exists(path))
        {
            findings.Error("WK002", default, $"'{path}' is a directory; expected a file.", "Name the workspace file in it.");
            return null;
        }

        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            findings.Error("WK001", default, $"'{path}' doesn't exist.", SimilarFiles(path));
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            findings.Error("WK003", default, $"'{path}' can't be read: {exception.Message}", "Check its permissions and the path.");
        }

        return null;
    }

    /// <summary>Reads a stream to its end without closing it; reports why not as one diagnostic and returns null.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="name">What to call it in a message.</param>
    internal ReadOnlyMemory<byte>? Read(Stream stream, string name)
    {
        try
        {
            long known = stream.CanSeek ? stream.Length - stream.Position : 0;
            if (known > limit) return TooLarge(name);

            byte[] head = new byte[2];
            int headLength = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            using var whole = new PrefixedStream(head.AsMemory(0, headLength), stream);
            if (head is not [0x1F, 0x8B]) return ReadPlain(whole, name, known);

            using var unzipped = new GZipStream(whole, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(unzipped, name, 0);
        }
        catch (InvalidDataException exception)
        {
            findings.Error("WK006", default, $"'{name}' is damaged gzip: {exception.Message}", "Fetch or compress the file again.");
        }
        catch (Exception exception) when (exception is IOException or NotSupportedException or ObjectDisposedException)
        {
            findings.Error("WK003", default, $"'{name}' can't be read: {exception.Message}", "Check where it comes from.");
        }

        return null;
    }

    private ReadOnlyMemory<byte>? ReadPlain(Stream stream, string name, long known)
    {
        byte[] buffer = new byte[ProbeSize];
        int count = stream.ReadAtLeast(buffer, ProbeSize, throwOnEndOfStream: false);
        if (count > limit) return TooLarge(name);
        if (count < ProbeSize || !isPromising(buffer.AsMemory(0, count))) return buffer.AsMemory(0, count);

        // One byte of room more than is known to come shows the end without growing.
        Array.Resize(ref buffer, (int)Math.Clamp(known + 1, 2L * ProbeSize, Math.Min(limit + 1L, Array.MaxLength)));
        while (true)
        {
            int read = stream.Read(buffer.AsSpan(count));
            count += read;
            if (count > limit) return TooLarge(name);
            if (read == 0 && count < buffer.Length) return buffer.AsMemory(0, count);
            if (count < buffer.Length) continue;
            if (buffer.Length == Array.MaxLength) return stream.ReadByte() < 0 ? buffer : TooLarge(name);

            Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, Math.Min(limit + 1L, Array.MaxLength)));
        }
    }

    private ReadOnlyMemory<byte>? TooLarge(string name)
    {
        string size = limit == Limit ? "2 GiB" : $"{limit} bytes";
        findings.Error("WK005", default, $"'{name}' is larger than {size} after decompression; that is the most one document may have.", "Check that this is the right file.");
        return null;
    }

    private static string SimilarFiles(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        if (!Directory.Exists(folder)) return $"The folder '{folder}' doesn't exist either.";

        try
        {
            IEnumerable<string> names = Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file));
            string hint = NearestNames.Suggest(Path.GetFileName(path), names);
            return hint.StartsWith("Did", StringComparison.Ordinal) ? hint : "Check the spelling and the folder.";
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            return "Check the spelling.";
        }
    }
}
