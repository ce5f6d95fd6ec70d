using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Finds the files that XML names, all below one folder.</summary>
internal sealed class PathResolver(string baseFolder, IReadOnlyList<KeyValuePair<string, string>> mounts, DiagnosticCollector findings)
{
    private readonly string _base = Path.GetFullPath(baseFolder);
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    /// <summary>The base folder: the one given, or of the top file's folder and those above it the nearest from which the first input is found.</summary>
    /// <param name="given">The folder that was given; null for none.</param>
    /// <param name="topFile">The top file.</param>
    /// <param name="inputs">What it names.</param>
    public static string Base(string? given, string topFile, IEnumerable<string> inputs)
    {
        if (given is not null) return given;

        string own = Path.GetDirectoryName(Path.GetFullPath(topFile))!;
        string? first = inputs.FirstOrDefault();
        for (string? folder = own; first is not null && folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, first))) return folder;
        }

        return own;
    }

    /// <summary>The file of a path; null when it leaves the folder or isn't there, which was reported then, once for each path.</summary>
    public string? Resolve(string path, SourceLocation from)
    {
        if (_missing.Contains(path)) return null;

        string? file = Find(path, from);
        if (file is null) _missing.Add(path);
        return file;
    }

    private string? Find(string path, SourceLocation from)
    {
        string full = Path.GetFullPath(Path.Combine(_base, Mounted(path)));
        if (!IsBelow(full) || !IsBelow(Final(full)))
        {
            findings.Error("WK703", from, $"'{path}' lies outside the folder '{_base}'.", "Give another base folder with --base-folder, or map the path with --mount.");
            return null;
        }

        if (File.Exists(full)) return full;

        findings.Error("WK704", from, $"there is no file '{path}' in '{_base}'.", "Check the path; --base-folder says where relative paths start, --mount maps paths of another machine.");
        return null;
    }

    private string Mounted(string path)
    {
        foreach ((string host, string inside) in mounts)
        {
            if (path == inside || path.StartsWith(inside.TrimEnd('/') + "/", StringComparison.Ordinal)) return Path.Combine(Path.GetFullPath(host), path[inside.TrimEnd('/').Length..].TrimStart('/'));
        }

        return path;
    }

    // A mounted folder is one more place where files may lie.
    private bool IsBelow(string full) => Roots().Any(root => full.StartsWith(root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    private IEnumerable<string> Roots()
    {
        string[] named = [_base, .. mounts.Select(mount => Path.GetFullPath(mount.Key))];
        return named.Concat(named.Where(Directory.Exists).Select(folder => Final(folder)));
    }

    // Where symbolic links lead.
    private static string Final(string path)
    {
        try
        {
            string? parent = Path.GetDirectoryName(path);
            if (parent is null) return path;

            FileSystemInfo info = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
            string target = info.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
            return Path.Combine(Final(Path.GetDirectoryName(target) ?? target), Path.GetFileName(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
