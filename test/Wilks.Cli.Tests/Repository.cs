namespace Wilks.Cli.Tests;

/// <summary>Finds files of the source tree from a test.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the data beside the repository; null where it is absent.</summary>
    public static string? Shared(params string[] parts)
    {
        for (string? folder = Root; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine([folder, "shared", .. parts]);
            if (Path.Exists(path)) return path;
        }

        return null;
    }

    private static string Find()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !System.IO.File.Exists(Path.Combine(directory.FullName, "Wilks.slnx"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests must run below the repository.");
    }
}
