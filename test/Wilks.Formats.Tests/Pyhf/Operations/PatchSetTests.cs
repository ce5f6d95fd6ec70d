using System.Text;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class PatchSetTests
{
    private const string Set = """
        {
          "metadata": {
            "references": {"hepdata": "ins1234567"},
            "description": "signals",
            "digests": {"md5": "DIGEST"},
            "labels": ["mass", "kind"],
            "more": 1
          },
          "patches": [
            {"metadata": {"name": "signal_100", "values": [100, "a"]}, "patch": [{"op": "replace", "path": "/channels/0/samples/0/data", "value": [3.0, 4.0]}]},
            {"metadata": {"name": "signal_200", "values": [200.5, "b"], "note": "x"}, "patch": []}
          ],
          "version": "1.0.0"
        }
        """;

    private static readonly IJsonNode s_workspace = Findings.Tree(SampleDocuments.Workspace);

    [Fact]
    public void A_set_is_read_verified_and_applied()
    {
        PatchSet set = Read(Set.Replace("DIGEST", WorkspaceDigest.Compute(s_workspace, "md5"), StringComparison.Ordinal));

        Assert.Equal("signals", set.Description);
        Assert.Equal(["mass", "kind"], set.Labels);
        Assert.Empty(set.Verify(s_workspace));
        SignalPatch patch = set.Find([new PatchValue(100.0), new PatchValue("a")]);
        Assert.Same(set.Find("signal_100"), patch);
        PyhfDocument patched = PyhfReader.Decode(JsonPatch.Apply(s_workspace, patch.Operations));
        Assert.Equal([3.0, 4.0], patched.Workspace.Channels[0].Samples[0].Data);
        Assert.Equal("""{"metadata": {"description": "signals", "digests": {"md5": "D"}, "labels": ["mass", "kind"], "more": 1, "name": "signal_200", "note": "x", "references": {"hepdata": "ins1234567"}, "values": [200.5, "b"]}, "patch": []}""",
            Encoding.UTF8.GetString(PythonJson.Compact(set.Find("signal_200").WithMetadata(set))).Replace(set.Digests[0].Value, "D", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_workspace_is_told_by_its_digest()
    {
        PatchSet set = Read(Set.Replace("DIGEST", "098f6bcd4621d373cade4e832627b4f6", StringComparison.Ordinal));

        Diagnostic difference = Assert.Single(set.Verify(s_workspace));

        Assert.Equal("WK331", difference.Code);
        Assert.Contains(WorkspaceDigest.Compute(s_workspace, "md5"), difference.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_patch_that_is_missing_names_the_nearest()
    {
        PatchSet set = Read(Set.Replace("DIGEST", "098f6bcd4621d373cade4e832627b4f6", StringComparison.Ordinal));

        Diagnostic missing = Assert.Single(Assert.Throws<WorkspaceException>(() => set.Find("signal_10")).Diagnostics);
        Assert.Equal("WK332", missing.Code);
        Assert.Contains("'signal_100'", missing.Hint, StringComparison.Ordinal);
        Assert.Throws<WorkspaceException>(() => set.Find([new PatchValue(100.0)]));
    }

    [Theory]
    [InlineData("\"signal_200\"", "\"signal_100\"", "WK333")]
    [InlineData("[200.5, \"b\"]", "[1e2, \"a\"]", "WK333")]
    [InlineData("[200.5, \"b\"]", "[200.5]", "WK334")]
    [InlineData("\"signal_200\"", "\"signal 200\"", "WK335")]
    [InlineData("\"mass\"", "\"m,ass\"", "WK335")]
    [InlineData("ins1234567", "1234567", "WK335")]
    [InlineData("DIGEST", "xyz", "WK335")]
    [InlineData("\"md5\"", "\"md6\"", "WK102")]
    [InlineData("[\"mass\", \"kind\"]", "[]", "WK104")]
    [InlineData(",\n  \"version\": \"1.0.0\"", "", "WK103")]
    [InlineData("\"1.0.0\"", "\"2.0.0\"", "WK105")]
    [InlineData("\"description\": \"signals\",", "", "WK103")]
    [InlineData("[200.5, \"b\"]", "[true, \"b\"]", "WK101")]
    [InlineData("\"patch\": []", "\"patch\": {}", "WK101")]
    public void What_is_wrong_is_told_with_its_place(string old, string replacement, string code)
    {
        string text = Set.Replace("\r", "", StringComparison.Ordinal).Replace(old, replacement, StringComparison.Ordinal).Replace("DIGEST", "098f6bcd4621d373cade4e832627b4f6", StringComparison.Ordinal);

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Read(text));

        Diagnostic found = Assert.Single(exception.Diagnostics, diagnostic => diagnostic.Severity == Severity.Error);
        Assert.Equal(code, found.Code);
        Assert.StartsWith("set.json:", found.Location.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/a"}]""")]
    [InlineData("""{"channels": [], "version": "1.0.0"}""")]
    public void Another_document_is_named(string text)
        => Assert.Equal("WK330", Assert.Single(Assert.Throws<WorkspaceException>(() => Read(text)).Diagnostics).Code);

    [Fact]
    public void Pyhfs_own_sets_are_good_and_bad_as_pyhf_says()
    {
        string folder = TestFolders.Shared("data/models/patchset/pyhf");
        string[] files = Directory.GetFiles(folder, "*.json");

        foreach (string file in files)
        {
            bool isBad = Path.GetFileName(file).Contains("_bad_", StringComparison.Ordinal);
            if (isBad) Assert.Throws<WorkspaceException>(() => PatchSetReader.Read(file));
            else Assert.NotEmpty(PatchSetReader.Read(file).Patches);
        }

        Assert.True(files.Length > 15, $"{files.Length} sets");
    }

    private static PatchSet Read(string text) => PatchSetReader.Decode(Findings.Tree(text, "set.json"));
}
