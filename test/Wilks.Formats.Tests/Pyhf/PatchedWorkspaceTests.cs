using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class PatchedWorkspaceTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wilks-patch-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("WK212", "/channels/0/samples/1/modifiers/3/data", "[1, 2, 3]", "")]
    [InlineData("WK221", "/channels/0/samples/1/modifiers/3/data/1", "-7", "")]
    [InlineData("WK221", "/channels/0/samples/1/modifiers/3", """{"name": "s", "type": "shapesys", "data": [1, -2]}""", ".data[1]")]
    [InlineData("WK106", "/channels/0/samples/1/modifiers/3/type", "\"shape\"", "")]
    [InlineData("WK250", "/measurements/0/config/poi", "\"none\"", "")]
    public void A_mistake_that_a_patch_brings_in_is_told_in_the_patch(string code, string pointer, string value, string part)
    {
        string patch = Write("patch.json", $$"""
            [{"op": "replace", "path": "{{pointer}}",
            "value": {{value}}}]
            """);

        Diagnostic found = Assert.Single(Read(patch));

        Assert.Equal(code, found.Code);
        Assert.Equal($"{patch}:2 $[0].value{part}", found.Location.ToString());
    }

    [Fact]
    public void A_mistake_that_a_patch_leaves_is_told_in_the_workspace()
    {
        string patch = Write("patch.json", """[{"op": "remove", "path": "/observations/0"}, {"op": "remove", "path": "/channels/1/samples/0/data/0"}]""");

        IReadOnlyList<Diagnostic> findings = Read(patch);

        Assert.Equal(["WK213", "WK211"], findings.Select(d => d.Code));
        Assert.EndsWith("ws.json:3 $.channels[0]", findings[0].Location.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("ws.json:18 $.observations[1].data", findings[1].Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Patches_are_applied_in_the_order_given()
    {
        string first = Write("first.json", """[{"op": "add", "path": "/observations/0/data/-", "value": 5}]""");
        string second = Write("second.json", """[{"op": "remove", "path": "/observations/0/data/2"}]""");

        Assert.Empty(Read(first, second));
        Assert.Equal("WK307", Assert.Single(Read(second, first)).Code);
    }

    [Fact]
    public void Problems_of_several_files_are_told_together()
    {
        string broken = Write("broken.json", "[");

        Assert.Equal(["WK001", "WK011"], Read(Path.Combine(_folder.FullName, "none.json"), broken).Select(d => d.Code));
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private IReadOnlyList<Diagnostic> Read(params string[] patches)
    {
        string workspace = Write("ws.json", SampleDocuments.Workspace);
        return Findings.Of(() => PyhfReader.Read(workspace, patches).Diagnostics);
    }
}
