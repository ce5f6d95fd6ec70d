using Wilks.Formats.Files;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Files that are written together, the last one last; when one can't be written, those that were new are taken away again.</summary>
internal sealed class WrittenFolder(string folder)
{
    private readonly List<(string Path, byte[] Bytes)> _files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="path">The path below the folder.</param>
    /// <param name="bytes">The content.</param>
    public void Add(string path, byte[] bytes) => _files.Add((path, bytes));

    /// <summary>Reports files that exist with other content, and paths that lead out of the folder.</summary>
    public void Check(bool overwrite, DiagnosticCollector findings)
    {
        string root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        foreach ((string path, byte[] bytes) in _files)
        {
            string full = Path.GetFullPath(Path.Combine(folder, path));
            if (!full.StartsWith(root, StringComparison.Ordinal)) findings.Error("WK753", default, $"'{path}' would lie outside the folder '{folder}', where the XML could not name it.", "Give folders below that of the top file.");
            else if (!overwrite && File.Exists(full) && !IsSame(full, bytes)) findings.Error("WK751", default, $"'{full}' exists.", "Give --force to write over it, or another folder.");
        }
    }

    /// <summary>Writes all files.</summary>
    /// <exception cref="WorkspaceException">One can't be written.</exception>
    public void Write()
    {
        List<string> made = [];
        try
        {
            foreach ((string path, byte[] bytes) in _files)
            {
                string full = Path.GetFullPath(Path.Combine(folder, path));
                Prepare(Path.GetDirectoryName(full)!, made);
                bool isNew = !File.Exists(full);
                AtomicFile.Write(full, stream => stream.Write(bytes));
                if (isNew) made.Add(full);
            }
        }
        catch
        {
            foreach (string path in Enumerable.Reverse(made))
            {
                if (Directory.Exists(path)) Directory.Delete(path);
                else File.Delete(path);
            }

            throw;
        }
    }

    private static void Prepare(string directory, List<string> made)
    {
        if (Directory.Exists(directory)) return;
        if (Path.GetDirectoryName(directory) is { } parent) Prepare(parent, made);
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException([new Diagnostic("WK510", Severity.Error, default, $"the folder '{directory}' can't be made: {exception.Message}", "Check permissions and free space.")]);
        }

        made.Add(directory);
    }

    // The document type definition of another conversion is no obstacle.
    private static bool IsSame(string path, byte[] bytes) => Path.GetFileName(path) == HistFactorySchema.FileName && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);
}
