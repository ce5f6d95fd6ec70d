namespace Wilks.Cli.Tests;

/// <summary>Compares a text with the file stored under <c>Snapshots</c>.</summary>
internal static class Snapshot
{
    private const string UpdateVariable = "WILKS_UPDATE_SNAPSHOTS";

    public static void Matches(string name, string actual)
    {
        string path = Repository.File("test", "Wilks.Cli.Tests", "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            File.WriteAllText(path, actual);
            return;
        }
        Assert.True(File.Exists(path), $"There is no {path}; run the tests with {UpdateVariable}=1 to store one, and read it.");

        string expected = File.ReadAllText(path);
        Assert.True(expected == actual, $"{name} differs from its snapshot; if it should, run the tests with {UpdateVariable}=1 and read the change.\n--- stored\n{expected}\n--- now\n{actual}");
    }
}
