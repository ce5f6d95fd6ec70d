using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>Keeps two runs out of one folder. The system lets go of it when a process is killed.</summary>
internal sealed class RunLock : IDisposable
{
    private const string Name = ".wilks-run.lock";
    private const string PartSuffix = ".part";

    private readonly FileStream _stream;

    private RunLock(FileStream stream) => _stream = stream;

    /// <summary>Takes a folder, making it where it is not there, and clears away what a killed run left half-written.</summary>
    /// <exception cref="WorkspaceException">Another run is at work there, or the folder can't be written.</exception>
    internal static RunLock Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var stream = new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            foreach (string part in Directory.EnumerateFiles(folder, "*" + PartSuffix).Where(IsOwn)) File.Delete(part);
            return new RunLock(stream);
        }
        catch (IOException exception) when (File.Exists(Path.Combine(folder, Name)))
        {
            throw Refusal("WK894", $"another run is at work in '{folder}': {exception.Message}", "Wait for it to end.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refusal("WK895", $"the folder '{folder}' can't be written: {exception.Message}", "Check permissions and free space, or name another folder in the configuration.");
        }
    }

    // A name with eight characters, a point and three more behind it is one that an unfinished file has (AtomicFile); others are not ours.
    private static bool IsOwn(string path) => Path.GetFileName(path).Split('.') is [.., _, { Length: 8 }, { Length: 3 }, _];

    public void Dispose() => _stream.Dispose();

    private static WorkspaceException Refusal(string code, string message, string hint) => new([new Diagnostic(code, Severity.Error, default, message, hint)]);
}
