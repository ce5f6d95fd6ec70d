using System.Text.Json;
using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>What is read in pyhf's way against what pyhf reads (<c>pyhf_xml.py</c>).</summary>
public sealed class PyhfParityTests(SharedXml inputs) : IClassFixture<SharedXml>
{
    // numpy takes the roots of float32 variances in float32.
    private const double SingleRounding = 1e-7;

    private const int Parts = 16;

    private static readonly JsonElement s_reference = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "test", "Wilks.Formats.Tests", "HistFactoryXml", "pyhf_xml.json"))).RootElement;

    public static TheoryData<string> Tops => [.. s_reference.GetProperty("cases").EnumerateArray().Select(row => row.GetProperty("top").GetString()!)];

    [Fact]
    public void The_reference_has_the_inputs_that_pyhf_reads() => Assert.Equal(Parts, Tops.Count);

    [Theory]
    [MemberData(nameof(Tops))]
    public void The_workspace_is_pyhfs(string top)
    {
        JsonElement expected = s_reference.GetProperty("cases").EnumerateArray().First(row => row.GetProperty("top").GetString() == top);
        Workspace read = HistFactoryReader.Read(inputs.At(top), null, HistFactoryDialect.Pyhf).Workspace;

        using var stream = new MemoryStream();
        PyhfWriter.Write(read, stream);

        IJsonNode tree = JsonParser.Parse(new JsonSource("made.json", stream.ToArray()));
        if (expected.TryGetProperty("workspace", out JsonElement whole)) AssertNear(JsonDocument.Parse(whole.GetString()!).RootElement, JsonDocument.Parse(stream.ToArray()).RootElement);
        else Assert.Equal(expected.GetProperty("sha256").GetString(), WorkspaceDigest.Compute(tree, "sha256"));
    }

    private static void AssertNear(JsonElement expected, JsonElement actual)
    {
        Assert.Equal(expected.ValueKind, actual.ValueKind);
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(expected.EnumerateObject().Select(member => member.Name).Order(), actual.EnumerateObject().Select(member => member.Name).Order());
                foreach (JsonProperty member in expected.EnumerateObject()) AssertNear(member.Value, actual.GetProperty(member.Name));
                break;
            case JsonValueKind.Array:
                Assert.Equal(expected.GetArrayLength(), actual.GetArrayLength());
                for (int i = 0; i < expected.GetArrayLength(); i++) AssertNear(expected[i], actual[i]);
                break;
            case JsonValueKind.Number:
                Assert.Equal(expected.GetDouble(), actual.GetDouble(), SingleRounding * Math.Abs(expected.GetDouble()));
                break;
            default:
                Assert.Equal(expected.GetRawText(), actual.GetRawText());
                break;
        }
    }
}
