using System.Text;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Formats.Tests.Generators;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class PyhfWriterTests
{
    private const int Seeds = 300;

    [Fact]
    public void What_is_written_is_read_back_and_written_the_same()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            string first = Write(RandomWorkspace.Create(seed));
            PyhfDocument read = PyhfReader.Parse(Encoding.UTF8.GetBytes(first), "ws.json");

            Assert.Equal(first, Write(read.Workspace));
        }
    }

    [Fact]
    public void A_document_keeps_its_content_when_it_is_read_and_written()
    {
        IJsonNode original = Findings.Tree(SampleDocuments.Workspace);

        string written = Write(PyhfReader.Decode(original).Workspace);

        Assert.True(JsonEquality.AreEqual(original, Findings.Tree(written)), written);
    }

    [Fact]
    public void Published_workspaces_keep_their_content_when_they_are_read_and_written()
    {
        foreach (string file in Directory.GetFiles(TestFolders.Shared("reference/models"), "*.json").Where(f => !f.EndsWith(".patch.json", StringComparison.Ordinal)))
        {
            PyhfDocument document = PyhfReader.Read(file);

            Assert.True(JsonEquality.AreEqual(document.Tree, Findings.Tree(Write(document.Workspace))), file);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_workspace() =>
        Assert.Equal(Write(RandomWorkspace.Create(17)), Write(RandomWorkspace.Create(17)));

    [Fact]
    public void Numbers_are_written_as_the_shortest_floats()
    {
        Workspace ws = RandomWorkspace.Create(1) with { Observations = [new Observation("channel_A", [5, 0.1, -0.0, 1e-10, 1e22, 1.0 / 3])] };

        Assert.Contains("[5.0, 0.1, -0.0, 1E-10, 1E+22, 0.3333333333333333]", Write(ws), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WK501")]
    [InlineData("WK502")]
    [InlineData("WK503")]
    [InlineData("WK504")]
    [InlineData("WK505")]
    public void What_the_format_can_not_say_is_refused_with_its_place(string code)
    {
        Workspace read = PyhfReader.Parse(Encoding.UTF8.GetBytes(SampleDocuments.Workspace), Findings.Name).Workspace;
        Measurement m = read.Measurements[0];
        Sample sample = read.Channels[0].Samples[0];
        (Workspace workspace, string place) = code switch
        {
            "WK501" => (read with { Measurements = [m with { Pois = ["mu", "a"] }] }, "20 $.measurements[0]"),
            "WK502" => (read with { Measurements = [m with { Parameters = [m.Parameters[1] with { Bounds = [new Interval(0, double.PositiveInfinity)] }] }] }, "22 $.measurements[0].config.parameters[1].bounds"),
            "WK503" => (WithSample(read, sample with { Data = [] }), "4 $.channels[0].samples[0]"),
            "WK504" => (WithSample(read, sample with { Modifiers = [new Lumi("l") { Location = sample.Location }] }), "4 $.channels[0].samples[0]"),
            _ => (WithSample(read, sample with { Modifiers = [new Foreign(sample.Location)] }), "4 $.channels[0].samples[0]"),
        };
        using var stream = new MemoryStream();

        WorkspaceException refusal = Assert.Throws<WorkspaceException>(() => PyhfWriter.Write(workspace, stream));

        Findings.AssertFound(refusal.Diagnostics, code, place);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void A_file_is_written_and_read_back()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("wilks-pyhf-").FullName, "ws.json");

        PyhfWriter.Write(RandomWorkspace.Create(5), path);
        Workspace read = PyhfReader.Read(path).Workspace;
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        Assert.Equal(Write(RandomWorkspace.Create(5)), Write(read));
    }

    private static string Write(Workspace workspace)
    {
        using var stream = new MemoryStream();
        PyhfWriter.Write(workspace, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Workspace WithSample(Workspace ws, Sample sample) =>
        ws with { Channels = ws.Channels.SetItem(0, ws.Channels[0] with { Samples = ws.Channels[0].Samples.SetItem(0, sample) }) };

    private sealed record Foreign(SourceLocation Location) : IModifier
    {
        public string Name => "x";

        public string Type => "foreign";
    }
}
