namespace Wilks.Analysis.Tests;

/// <summary>Finds the repository and, beside it, third-party data that tests use where it is present.</summary>
internal static class TestFolders
{
    /// <summary>The folder of the solution.</summary>
    internal static string Repository { get; } =
        Above().FirstOrDefault(folder => File.Exists(Path.Combine(folder, "Wilks.slnx"))) ?? throw new DirectoryNotFoundException("The repository is not above the tests.");

    /// <summary>A folder of the data beside the repository; the test is skipped where it is absent.</summary>
    internal static string Shared(string path)
    {
        string? root = Above().FirstOrDefault(folder => Directory.Exists(Path.Combine(folder, "shared", "reference")));
        Assert.SkipWhen(root is null, "The folder shared/reference is not beside the repository.");
        return Path.Combine(root!, "shared", path);
    }

    private static IEnumerable<string> Above()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder)) yield return folder;
    }
}
