using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class ReferenceModelTests
{
    private static readonly string[] s_invalid =
    [
        "tests__test_modifiers__spec.json", // only channels
        "test__models__simple_model.json", // only channels
        "tests__test_schema__customschema__custom.json", // version 1.1.0
        "tests__test_schema__model_duplicate_channels.json",
        "tests__test_schema__model_duplicate_modifiers.json",
        "tests__test_schema__model_duplicate_samples.json",
    ];

    [Theory]
    [InlineData("reference/models", 30)]
    [InlineData("data/models/pyhf", 80)]
    public void Published_workspaces_are_read_without_an_error(string folder, int least)
    {
        string[] files = [.. Directory.EnumerateFiles(TestFolders.Shared(folder), "*.json", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".patch.json", StringComparison.Ordinal) && !s_invalid.Contains(Path.GetFileName(file)))];

        string[] refused = [.. files.SelectMany(file => Findings.Of(() => PyhfReader.Read(file).Diagnostics))
            .Where(d => d.Severity == Severity.Error)
            .Select(d => d.ToString())];

        Assert.True(refused.Length == 0, string.Join("\n", refused.Take(20)));
        Assert.True(files.Length >= least, $"Only {files.Length} workspaces were found in {folder}.");
    }

    [Fact]
    public void Documents_that_pyhf_refuses_are_refused()
    {
        string[] files = [.. Directory.EnumerateFiles(TestFolders.Shared("data/models/pyhf"), "*.json", SearchOption.AllDirectories).Where(file => s_invalid.Contains(Path.GetFileName(file)))];

        Assert.Equal(s_invalid.Length, files.Length);
        foreach (string file in files) Assert.Contains(Findings.Of(() => PyhfReader.Read(file).Diagnostics), d => d.Severity == Severity.Error);
    }

    [Fact]
    public void The_patched_background_workspaces_equal_the_published_models()
    {
        string[] patches = Directory.GetFiles(TestFolders.Shared("reference/models"), "atlas_*.patch.json");

        Assert.NotEmpty(patches);
        foreach (string patch in patches)
        {
            string background = patch.Replace(".patch.json", ".bkgonly.json", StringComparison.Ordinal);
            string whole = patch.Replace(".patch.json", ".json", StringComparison.Ordinal);
            Assert.True(JsonEquality.AreEqual(JsonFile.Read(whole), PyhfReader.Read(background, [patch]).Tree), patch);
        }
    }

    [Fact]
    public void Patch_sets_are_refused_as_patches()
    {
        string workspace = TestFolders.Shared("reference/models/tiny_2bin.json");
        string[] sets = Directory.GetFiles(TestFolders.Shared("data/models/patchset"), "*_patchset.json", SearchOption.AllDirectories);

        Assert.NotEmpty(sets);
        foreach (string set in sets) Assert.Equal("WK301", Assert.Single(Findings.Of(() => PyhfReader.Read(workspace, [set]).Diagnostics)).Code);
    }
}
