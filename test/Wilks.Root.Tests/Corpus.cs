namespace Wilks.Root.Tests;

/// <summary>The corpus of real ROOT files beside the repository, which is not part of it.</summary>
internal static class Corpus
{
    public const string Missing = "The corpus of ROOT files is not beside the repository.";

    public static string? Folder { get; } = FindFolder();

    public static IReadOnlyList<string> Files { get; } =
        Folder is null ? [] : [.. Directory.EnumerateFiles(Folder, "*.root", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private static string? FindFolder()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string candidate = Path.Combine(directory.FullName, "shared", "data", "root");
            if (File.Exists(Path.Combine(candidate, "index.json"))) return candidate;
        }
        return null;
    }
}
