using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Pyhf;

public sealed class ShapeTests
{
    [Theory]
    [InlineData("WK101", "[1.0, 2.0], \"modifiers\"", "\"x\", \"modifiers\"", "4 $.channels[0].samples[0].data", "is a string; expected a list of numbers")]
    [InlineData("WK101", "[10.0, 20.0]", "[10.0, \"20\"]", "7 $.channels[0].samples[1].data[1]", "item 1 of the sample's data is a string; expected a number")]
    [InlineData("WK101", "\"name\": \"sig\"", "\"name\": 5", "4 $.channels[0].samples[0].name", "the sample's name is a number; expected a string")]
    [InlineData("WK101", "\"fixed\": true", "\"fixed\": 1", "22 $.measurements[0].config.parameters[1].fixed", "expected true or false")]
    [InlineData("WK101", "\"lo\": 0.9", "\"lo\": [0.9]", "8 $.channels[0].samples[1].modifiers[0].data.lo", "'lo' is a list of numbers; expected a number")]
    [InlineData("WK101", "{\"name\": \"SR\", \"data\": [11, 22]}", "7", "17 $.observations[0]", "the observation is a number; expected an object")]
    [InlineData("WK102", "\"poi\": \"mu\"", "\"poi\": \"mu\", \"pois\": []", "20 $.measurements[0].config.pois", "the unknown member 'pois'")]
    [InlineData("WK102", "\"version\": \"1.0.0\"", "\"version\": \"1.0.0\", \"meta\": {}", "23 $.meta", "the workspace has the unknown member 'meta'")]
    [InlineData("WK103", "\"poi\": \"mu\", ", "", "20 $.measurements[0].config", "'config' lacks the member 'poi'")]
    [InlineData("WK103", "\"type\": \"normsys\", ", "", "8 $.channels[0].samples[1].modifiers[0]", "the modifier lacks the member 'type'")]
    [InlineData("WK103", "\"shapefactor\", \"data\": null", "\"shapefactor\"", "14 $.channels[1].samples[0].modifiers[0]", "the modifier lacks the member 'data'")]
    [InlineData("WK103", "\"lo\": 0.9, ", "", "8 $.channels[0].samples[1].modifiers[0].data", "the data of normsys 'a' lacks the member 'lo'")]
    [InlineData("WK104", "[30.0, 40.0, 50.0]", "[]", "13 $.channels[1].samples[0].data", "is an empty list")]
    [InlineData("WK104", "\"inits\": [0.5]", "\"inits\": []", "22 $.measurements[0].config.parameters[1].inits", "'inits' is an empty list")]
    [InlineData("WK105", "\"version\": \"1.0.0\"", "\"version\": \"1.1.0\"", "23 $.version", "the version is '1.1.0'; expected \"1.0.0\"")]
    [InlineData("WK105", "\"version\": \"1.0.0\"", "\"version\": 1", "23 $.version", "the version is a number")]
    [InlineData("WK106", "\"type\": \"staterror\"", "\"type\": \"statterror\"", "10 $.channels[0].samples[1].modifiers[2].type", "the modifier 'st' has the unknown type 'statterror'")]
    [InlineData("WK107", "\"normfactor\", \"data\": null", "\"normfactor\", \"data\": 1", "5 $.channels[0].samples[0].modifiers[0].data", "the data of normfactor 'mu' is a number; expected null")]
    [InlineData("WK107", "\"lumi\", \"data\": null", "\"lumi\", \"data\": {}", "6 $.channels[0].samples[0].modifiers[1].data", "expected null")]
    [InlineData("WK107", "{\"lo\": 0.9, \"hi\": 1.1}", "null", "8 $.channels[0].samples[1].modifiers[0].data", "expected an object with the numbers 'lo' and 'hi'")]
    [InlineData("WK107", "[1.5, 2.5]", "null", "11 $.channels[0].samples[1].modifiers[3].data", "expected a list with one absolute uncertainty per bin")]
    [InlineData("WK108", "[[-4, 4]]", "[[-4, 0, 4]]", "22 $.measurements[0].config.parameters[1].bounds[0]", "a bound is a list of 3")]
    [InlineData("WK108", "[[-4, 4]]", "[-4, 4.5]", "22 $.measurements[0].config.parameters[1].bounds[0]", "a bound is a number")]
    [InlineData("WK109", "\"lo\": 0.9", "\"low\": 1, \"lo\": 0.9", "8 $.channels[0].samples[1].modifiers[0].data.low", "which nothing reads")]
    [InlineData("WK018", "\"name\": \"sig\"", "\"name\": \"sig\", \"name\": \"s\"", "4 $.channels[0].samples[0].name", "the member 'name' is repeated")]
    public void A_wrong_form_is_found_where_it_stands(string code, string old, string replacement, string place, string words)
    {
        IReadOnlyList<Diagnostic> all = Findings.InWorkspace(SampleDocuments.With(old, replacement));
        IReadOnlyList<Diagnostic> findings = old == "[[-4, 4]]" ? [.. all.DistinctBy(d => d.Code)] : all;

        Assert.Contains(words, Findings.AssertFound(findings, code, place).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("channels")]
    [InlineData("observations")]
    [InlineData("measurements")]
    public void The_lists_of_a_workspace_may_not_be_empty(string name)
    {
        string json = """{"channels": [], "observations": [], "measurements": [], "version": "1.0.0"}""";

        Assert.Contains(Findings.InWorkspace(json), d => d.Code == "WK104" && d.Location.ToString() == $"ws.json:1 $.{name}");
    }

    [Theory]
    [InlineData("""[{"op": "remove", "path": "/x"}]""", "a JSON patch")]
    [InlineData("""{"patches": []}""", "a patch set")]
    [InlineData("""{"distributions": [], "metadata": {}}""", "an HS3 document")]
    public void Another_kind_of_document_gets_one_clear_finding(string json, string words)
    {
        Diagnostic found = Assert.Single(Findings.InWorkspace(json));

        Assert.Equal("WK110", found.Code);
        Assert.Contains(words, found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_names_are_answered_with_the_nearest()
    {
        string json = SampleDocuments.With("\"type\": \"staterror\"", "\"type\": \"staterr\"").Replace("\"poi\"", "\"PoI\"", StringComparison.Ordinal);

        IReadOnlyList<Diagnostic> findings = Findings.InWorkspace(json);

        Assert.Equal("Did you mean 'staterror'?", findings.Single(d => d.Code == "WK106").Hint);
        Assert.Equal("Did you mean 'poi'?", findings.Single(d => d.Code == "WK102").Hint);
    }

    [Fact]
    public void All_problems_of_form_are_told_at_once()
    {
        string json = SampleDocuments.With("\"type\": \"staterror\"", "\"type\": \"staterr\"")
            .Replace("[11, 22]", "\"x\"", StringComparison.Ordinal)
            .Replace("\"version\": \"1.0.0\"", "\"version\": \"2\"", StringComparison.Ordinal)
            .Replace("\"name\": \"SR\", \"samples\"", "\"name\": \"SR\", \"name\": \"SR\", \"samples\"", StringComparison.Ordinal);

        Assert.Equal(["WK018", "WK106", "WK101", "WK105"], Findings.InWorkspace(json).Select(d => d.Code));
    }

    [Fact]
    public void The_workspace_is_decoded_completely()
    {
        Workspace ws = PyhfReader.Parse(System.Text.Encoding.UTF8.GetBytes(SampleDocuments.Workspace), "ws.json").Workspace;

        Assert.Equal(["SR", "CR"], ws.Channels.Select(c => c.Name));
        Assert.Equal(["normsys", "histosys", "staterror", "shapesys"], ws.Channels[0].Samples[1].Modifiers.Select(m => m.Type));
        Assert.Equal([11.0, 21.0], ((HistoSys)ws.Channels[0].Samples[1].Modifiers[1]).HighData);
        Assert.Equal(["mu"], ws.Measurements[0].Pois);
        Assert.True(ws.Measurements[0].Parameters[1].Fixed);
        Assert.Equal(new Interval(-4, 4), ws.Measurements[0].Parameters[1].Bounds!.Value[0]);
        Assert.Null(ws.Measurements[0].Parameters[1].Sigmas);
        Assert.Equal("ws.json:10 $.channels[0].samples[1].modifiers[2]", ws.Channels[0].Samples[1].Modifiers[2].Location.ToString());
    }
}
