using System.Text.Json;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests.Generators;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class BrokenWorkspaceTests
{
    private const int Seeds = 2_000;

    /// <summary>Fewer refusals than this would mean that the mutations don't break anything.</summary>
    private const int LeastRefused = 1_700;

    [Fact]
    public void Broken_workspaces_are_refused_with_places_and_nothing_else_is_thrown()
    {
        int refused = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            BrokenDocument broken = BrokenDocument.Create(seed);
            if (Refusal(broken) is { } findings)
            {
                refused++;
                AssertLocated(findings, $"seed {seed}, {broken.Mutation}");
            }
            else
            {
                Assert.False(broken.MustFail, $"seed {seed}, {broken.Mutation}: was accepted.");
                AssertStillValid(broken.Bytes);
            }
        }

        Assert.True(refused >= LeastRefused, $"Only {refused} of {Seeds} were refused.");
    }

    [Fact]
    public void Broken_workspaces_can_be_patched_or_are_refused()
    {
        IJsonNode patch = Findings.Tree("""[{"op": "remove", "path": "/channels/0/samples/0"}, {"op": "copy", "from": "/channels", "path": "/x"}]""");
        for (int seed = 0; seed < Seeds; seed += 4)
        {
            byte[] bytes = BrokenDocument.Create(seed).Bytes;

            Assert.NotNull(Record.Exception(() => PyhfReader.Decode(JsonPatch.Apply(JsonParser.Parse(new JsonSource("ws.json", bytes)), patch))) as WorkspaceException);
        }
    }

    private static IReadOnlyList<Diagnostic>? Refusal(BrokenDocument broken)
    {
        try
        {
            PyhfReader.Parse(broken.Bytes, "ws.json");
            return null;
        }
        catch (WorkspaceException exception)
        {
            return exception.Diagnostics;
        }
    }

    private static void AssertLocated(IReadOnlyList<Diagnostic> findings, string what)
    {
        Diagnostic[] errors = [.. findings.Where(d => d.Severity == Severity.Error)];
        Assert.True(errors.Length > 0, what);
        Assert.All(errors, error => Assert.Matches(@"^ws\.json:[1-9][0-9]* \$", error.Location.ToString()));
        Assert.All(errors, error => Assert.True(error.Message.Length > 0 && error.Hint.Length > 0, $"{what}: {error}"));
    }

    /// <summary>What was accepted is JSON for another parser too, says nothing twice, and is written and read back alike.</summary>
    private static void AssertStillValid(byte[] bytes)
    {
        using JsonDocument other = JsonDocument.Parse(bytes);
        using var stream = new MemoryStream();
        PyhfDocument document = PyhfReader.Parse(bytes, "ws.json");
        PyhfWriter.Write(document.Workspace, stream);

        Assert.True(JsonEquality.AreEqual(document.Tree, JsonParser.Parse(new JsonSource("again", stream.ToArray()))));
    }
}
