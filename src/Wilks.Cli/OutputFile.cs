namespace Wilks.Cli;

/// <summary>Writes a file whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes a file; an existing one is replaced only when all has been written.</summary>
    /// <exception cref="UsageException">The file can't be written; nothing is left behind.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write)) write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Remove(temporary);
            throw new UsageException($"cannot write '{path}': {Reason(path, exception)}");
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    private static string Reason(string path, Exception exception) => exception switch
    {
        DirectoryNotFoundException => "its directory does not exist",
        UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
        IOException when Directory.Exists(path) => "it is a directory",
        UnauthorizedAccessException => "permission denied",
        _ => exception.Message,
    };

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one to report.
        }
    }
}
