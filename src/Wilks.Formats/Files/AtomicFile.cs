using Wilks.Workspaces;

namespace Wilks.Formats.Files;

/// <summary>Writes a file so that readers see the old content or the new one, never a part: into a new file beside it, then renamed.</summary>
public static class AtomicFile
{
    private const string Suffix = ".part";

    /// <summary>Writes a file; when that fails the old file is as it was and nothing else is left behind.</summary>
    /// <param name="path">The file. A link is followed; a device such as <c>/dev/stdout</c> is written directly.</param>
    /// <param name="write">Writes the content to the stream it is given.</param>
    /// <exception cref="WorkspaceException">The file can't be written (<c>WK510</c>, <c>WK511</c>); what <paramref name="write"/> throws passes through.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        if (Directory.Exists(path)) throw Refusal("WK511", $"'{path}' is a directory; expected a file name.", "Add a file name.");

        try
        {
            string target = Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            if (IsDevice(target)) WriteDirectly(target, write);
            else WriteBeside(target, write);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException or NotSupportedException)
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
            string hint = Directory.Exists(folder) ? "Check permissions and free space." : $"Create the folder '{folder}' first.";
            throw Refusal("WK510", $"'{path}' can't be written: {exception.Message}", hint);
        }
    }

    // A rename would put a plain file in the place of the device.
    private static bool IsDevice(string target) =>
        target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal);

    private static void WriteDirectly(string target, Action<Stream> write)
    {
        using var stream = new FileStream(target, FileMode.Open, FileAccess.Write);
        write(stream);
    }

    private static void WriteBeside(string target, Action<Stream> write)
    {
        string part = $"{target}.{Path.GetRandomFileName()}{Suffix}";
        try
        {
            using (var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            if (!OperatingSystem.IsWindows() && File.Exists(target)) File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            File.Move(part, target, overwrite: true);
        }
        catch
        {
            // Deleting a file that was not created does nothing; a folder that is not there has nothing to delete.
            if (File.Exists(part)) File.Delete(part);
            throw;
        }
    }

    private static WorkspaceException Refusal(string code, string message, string hint) =>
        new([new Diagnostic(code, Severity.Error, default, message, hint)]);
}
