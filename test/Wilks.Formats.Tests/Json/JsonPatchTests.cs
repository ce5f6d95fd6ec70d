using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Json;

public sealed class JsonPatchTests
{
    [Theory]
    [InlineData("""{"b": 1}""", """[{"op": "add", "path": "/a", "value": 2}]""", """{"a": 2, "b": 1}""")]
    [InlineData("""{"b": [1, "x"]}""", """[{"op": "add", "path": "/b/1", "value": 5}]""", """{"b": [1, 5, "x"]}""")]
    [InlineData("""{"b": [1, 2]}""", """[{"op": "add", "path": "/b/2", "value": 3}]""", """{"b": [1, 2, 3]}""")]
    [InlineData("""{"b": [1, 2]}""", """[{"op": "add", "path": "/b/-", "value": [3, {}]}]""", """{"b": [1, 2, [3, {}]]}""")]
    [InlineData("""{"b": 1}""", """[{"op": "add", "path": "/b", "value": null}]""", """{"b": null}""")]
    [InlineData("""{"b": 1}""", """[{"op": "add", "path": "", "value": [1]}]""", "[1]")]
    [InlineData("""{"b": 1}""", """[{"op": "add", "path": "/c", "value": {"d": {}}}]""", """{"b": 1, "c": {"d": {}}}""")]
    [InlineData("""{"a": 1, "b": 2}""", """[{"op": "remove", "path": "/b"}]""", """{"a": 1}""")]
    [InlineData("""{"b": [1, 2, 3]}""", """[{"op": "remove", "path": "/b/1"}]""", """{"b": [1, 3]}""")]
    [InlineData("""{"a": 1, "b": 2}""", """[{"op": "replace", "path": "/b", "value": 7}]""", """{"a": 1, "b": 7}""")]
    [InlineData("""{"b": [1, 2]}""", """[{"op": "replace", "path": "/b/0", "value": 7}]""", """{"b": [7, 2]}""")]
    [InlineData("[]", """[{"op": "replace", "path": "", "value": 7}]""", "7")]
    [InlineData("""{"a": {"x": 1}, "b": {}}""", """[{"op": "move", "from": "/a/x", "path": "/b/y"}]""", """{"a": {}, "b": {"y": 1}}""")]
    [InlineData("""{"b": [1, 2, 3, 4]}""", """[{"op": "move", "from": "/b/0", "path": "/b/2"}]""", """{"b": [2, 3, 1, 4]}""")]
    [InlineData("""{"a": 1}""", """[{"op": "move", "from": "/a", "path": "/a"}]""", """{"a": 1}""")]
    [InlineData("""{"a": [1, {}]}""", """[{"op": "copy", "from": "/a", "path": "/b"}]""", """{"a": [1, {}], "b": [1, {}]}""")]
    [InlineData("""{"a": 1, "b": ["x", 2, "y"]}""", """[{"op": "test", "path": "/a", "value": 1.0}, {"op": "test", "path": "/b/1", "value": 2}]""", """{"a": 1, "b": ["x", 2, "y"]}""")]
    [InlineData("""{"a": {"x": 1, "y": [1, 2]}}""", """[{"op": "test", "path": "/a", "value": {"y": [1, 2], "x": 1}}]""", """{"a": {"x": 1, "y": [1, 2]}}""")]
    [InlineData("""{"/": 9, "~1": 10}""", """[{"op": "test", "path": "/~01", "value": 10}, {"op": "test", "path": "/~1", "value": 9}]""", """{"/": 9, "~1": 10}""")]
    [InlineData("""{"": {"": 1}}""", """[{"op": "replace", "path": "//", "value": 2}]""", """{"": {"": 2}}""")]
    [InlineData("""{"a": [0]}""", """[{"op": "add", "path": "/a/-", "value": "x"}, {"op": "copy", "from": "/a/1", "path": "/a/0"}]""", """{"a": ["x", 0, "x"]}""")]
    [InlineData("{}", "[]", "{}")]
    public void Operations_change_a_document_as_the_standard_says(string document, string patch, string expected)
    {
        IJsonNode patched = JsonPatch.Apply(Findings.Tree(document), Findings.Tree(patch));

        Assert.True(JsonEquality.AreEqual(Findings.Tree(expected), patched));
    }

    [Fact]
    public void A_member_that_the_standard_does_not_know_is_ignored_with_a_warning()
    {
        var findings = new DiagnosticCollector();

        JsonPatch.Apply(Findings.Tree("{}"), Findings.Tree("""[{"op": "add", "path": "/a", "value": 1, "why": "x"}]"""), findings);

        Findings.AssertFound(findings.InDocumentOrder(), "WK311", "1 $[0].why");
    }

    [Fact]
    public void A_failing_operation_leaves_the_document_as_it_was()
    {
        IJsonNode document = Findings.Tree("""{"a": [1, 2], "b": {}}""");

        Assert.Throws<WorkspaceException>(() => JsonPatch.Apply(document, Findings.Tree("""[{"op": "remove", "path": "/a/0"}, {"op": "remove", "path": "/c"}]""")));

        Assert.True(JsonEquality.AreEqual(Findings.Tree("""{"a": [1, 2], "b": {}}"""), document));
    }

    [Fact]
    public void What_a_patch_brings_in_keeps_its_place_in_the_patch()
    {
        IJsonNode document = Findings.Tree("{\"a\": [1,\n2,\n{\"c\": 3}]}");
        IJsonNode patch = Findings.Tree("[{\"op\": \"add\",\n\"path\": \"/a/2/b\",\n\"value\": [7,\n8]}]", "patch.json");

        IJsonNode patched = JsonPatch.Apply(document, patch);

        Assert.Equal("patch.json:4 $[0].value[1]", patched.Location.Within("a", "2", "b", "1").ToString());
        Assert.Equal("ws.json:3 $.a[2].c", patched.Location.Within("a", "2", "c").ToString());
        Assert.Equal("ws.json:2 $.a[1]", patched.Location.Within("a", "1").ToString());
        Assert.Equal("ws.json:3 $.a[2]", patched.Location.Within("a", "2").ToString());
    }

    [Theory]
    [InlineData("WK301", """{"patches": [{"metadata": {"name": "p1"}, "patch": []}, {"metadata": {"name": "p2"}}]}""", "1 $", "this is a patch set")]
    [InlineData("WK302", """{"op": "add"}""", "1 $", "a patch is a list of operations; found an object")]
    [InlineData("WK302", "[1]", "1 $", "a patch is a list of operations; found a list of numbers")]
    [InlineData("WK303", "[\"x\"]", "1 $[0]", "operation 0 is a string")]
    [InlineData("WK303", """[{"op": "add", "value": 1}]""", "1 $[0]", "operation 0 lacks the member 'path'")]
    [InlineData("WK303", """[{"op": "add", "path": "/a"}]""", "1 $[0]", "operation 0 (add) lacks the member 'value'")]
    [InlineData("WK303", """[{"op": "copy", "path": "/a"}]""", "1 $[0]", "operation 0 lacks the member 'from'")]
    [InlineData("WK303", """[{"op": "add", "path": 1, "value": 1}]""", "1 $[0].path", "'path' is a number")]
    [InlineData("WK304", """[{"op": "ad", "path": "/a", "value": 1}]""", "1 $[0].op", "there is no operation 'ad'")]
    [InlineData("WK305", """[{"op": "remove", "path": "a"}]""", "1 $[0].path", "doesn't start with '/'")]
    [InlineData("WK305", """[{"op": "remove", "path": "/a~2"}]""", "1 $[0].path", "has a '~'")]
    [InlineData("WK306", """[{"op": "add", "path": "/none/b", "value": 1}]""", "1 $[0].path", "the document has no member 'none'.")]
    [InlineData("WK308", """[{"op": "test", "path": "/version", "value": 1.0}]""", "1 $[0].path", "the test expects 1.0.")]
    [InlineData("WK306", """[{"op": "remove", "path": "/channel"}]""", "1 $[0].path", "operation 0 (remove /channel): the document has no member 'channel'.")]
    [InlineData("WK306", """[{"op": "replace", "path": "/channels/0/names", "value": 1}]""", "1 $[0].path", "'/channels/0' has no member 'names'.")]
    [InlineData("WK306", """[{"op": "add", "path": "/channels/0/name/x", "value": 1}]""", "1 $[0].path", "'/channels/0/name' is a string, which has no part 'x'.")]
    [InlineData("WK306", """[{"op": "copy", "from": "/nope", "path": "/x"}]""", "1 $[0].path", "operation 0 (copy /nope to /x): the document has no member 'nope'.")]
    [InlineData("WK307", """[{"op": "remove", "path": "/channels/2"}]""", "1 $[0].path", "'/channels' has no item 2.")]
    [InlineData("WK307", """[{"op": "add", "path": "/channels/3", "value": 1}]""", "1 $[0].path", "'/channels' has no item 3.")]
    [InlineData("WK307", """[{"op": "remove", "path": "/channels/01"}]""", "1 $[0].path", "without a leading zero")]
    [InlineData("WK307", """[{"op": "remove", "path": "/channels/-"}]""", "1 $[0].path", "holds no value")]
    [InlineData("WK307", """[{"op": "remove", "path": "/channels/CR"}]""", "1 $[0].path", "'CR' is not an index")]
    [InlineData("WK307", """[{"op": "remove", "path": "/channels/99999999999"}]""", "1 $[0].path", "has no item 99999999999")]
    [InlineData("WK308", """[{"op": "test", "path": "/channels/0/name", "value": "VR"}]""", "1 $[0].path", "the document has 'SR' (ws.json:1 $.channels[0].name), the test expects 'VR'.")]
    [InlineData("WK309", """[{"op": "move", "from": "/channels", "path": "/channels/0/x"}]""", "1 $[0].from", "into a part of itself")]
    [InlineData("WK310", """[{"op": "remove", "path": ""}]""", "1 $[0].path", "the whole document can't be removed")]
    public void A_patch_that_fails_is_told_with_its_place(string code, string patch, string place, string words)
    {
        IJsonNode document = Findings.Tree("""{"channels": [{"name": "SR"}, {"name": "CR"}], "version": "1.0.0"}""");

        IReadOnlyList<Diagnostic> findings = Findings.Of(() =>
        {
            JsonPatch.Apply(document, Findings.Tree(patch));
            return [];
        });

        Assert.Contains(words, Findings.AssertFound(findings, code, place).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_operation_that_says_two_things_is_refused_when_it_is_read() =>
        Assert.Equal("WK018", Assert.Throws<WorkspaceException>(() => Findings.Tree("""[{"op": "add", "path": "/a", "value": 1, "op": "remove"}]""")).Diagnostics[0].Code);

    [Fact]
    public void A_pointer_deeper_than_any_document_is_refused()
    {
        string pointer = string.Concat(Enumerable.Repeat("/a", 65));

        WorkspaceException failure = Assert.Throws<WorkspaceException>(() => JsonPatch.Apply(Findings.Tree("{}"), Findings.Tree($$"""[{"op": "remove", "path": "{{pointer}}"}]""")));

        Assert.Equal("WK305", failure.Diagnostics[0].Code);
    }

    [Fact]
    public void A_document_copied_into_itself_again_and_again_does_not_exhaust_the_stack()
    {
        const int Copies = 100_000;
        string copy = """{"op": "copy", "from": "", "path": "/a"}""";
        IJsonNode deep = JsonPatch.Apply(Findings.Tree("{}"), Findings.Tree($"[{string.Join(',', Enumerable.Repeat(copy, Copies))}]"));
        IJsonNode alike = JsonPatch.Apply(Findings.Tree("{}"), Findings.Tree($"[{string.Join(',', Enumerable.Repeat(copy, Copies))}]"));

        Assert.False(JsonEquality.AreEqual(deep, alike));
    }

    [Theory]
    [InlineData("/channel", "Did you mean 'channels'?")]
    [InlineData("/channels/7", "It has the items 0 to 1: 0 'SR', 1 'CR'.")]
    [InlineData("/channels/CR", "The item named 'CR' is /channels/1.")]
    public void A_pointer_that_leads_nowhere_is_told_what_is_near(string pointer, string hint)
    {
        IJsonNode document = Findings.Tree("""{"channels": [{"name": "SR"}, {"name": "CR"}]}""");
        IJsonNode patch = Findings.Tree($$"""[{"op": "remove", "path": "{{pointer}}"}]""");

        WorkspaceException failure = Assert.Throws<WorkspaceException>(() => JsonPatch.Apply(document, patch));

        Assert.Equal(hint, failure.Diagnostics[0].Hint);
    }

    [Fact]
    public void A_patch_set_is_told_what_to_do_and_which_patches_it_has()
    {
        IJsonNode set = Findings.Tree("""{"patches": [{"metadata": {"name": "p1"}, "patch": []}, {"metadata": {"name": "p2"}, "patch": []}]}""");

        WorkspaceException failure = Assert.Throws<WorkspaceException>(() => JsonPatch.Apply(Findings.Tree("{}"), set));

        Assert.Contains("the set has 2: 'p1', 'p2'.", failure.Diagnostics[0].Hint, StringComparison.Ordinal);
    }
}
