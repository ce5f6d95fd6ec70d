using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Wilks.Analysis.Planning;

/// <summary>The SHA-256 of input files. A file whose size and time of change are as before is not read again. Not thread-safe.</summary>
internal sealed class InputHashes
{
    private readonly Dictionary<string, InputFile> _known;
    private readonly SortedDictionary<string, InputFile> _used = new(StringComparer.Ordinal);

    private readonly string _folder;

    /// <summary>Hashes of files whose paths are noted relative to a folder.</summary>
    internal InputHashes(IEnumerable<InputFile> known, string folder)
    {
        _known = known.ToDictionary(file => file.Path, StringComparer.Ordinal);
        _folder = folder.Length == 0 ? "." : folder;
    }

    /// <summary>The files that were asked for.</summary>
    internal ImmutableArray<InputFile> Used => [.. _used.Values];

    /// <summary>The hash of a file; null when it can't be read.</summary>
    internal string? Of(string path)
    {
        string name = Path.GetRelativePath(_folder, path);
        if (_used.TryGetValue(name, out InputFile? used)) return used.Hash;

        try
        {
            var info = new FileInfo(path);
            if (!info.Exists) return null;

            long time = info.LastWriteTimeUtc.Ticks;
            if (!_known.TryGetValue(name, out InputFile? file) || file.Length != info.Length || file.TimeTicks != time) file = new InputFile(name, info.Length, time, Read(path));
            _used[name] = file;
            return file.Hash;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Read(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}

/// <summary>An input file as it was when it was read.</summary>
/// <param name="Path">The path, relative to the folder of the configuration.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="TimeTicks">When it was last changed: the ticks of universal time, of 100 ns.</param>
/// <param name="Hash">The SHA-256 of its content, in lower-case hexadecimal digits.</param>
public sealed record InputFile(string Path, long Length, long TimeTicks, string Hash);
