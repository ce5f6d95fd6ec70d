using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Workspaces;

public sealed class WorkspaceChecksTests
{
    private const string Mu = """{"name": "mu", "type": "normfactor", "data": null}""";
    private const string Setting = """{"name": "a", "inits": [0.5], "bounds": [[-4, 4]], "fixed": true}""";

    [Fact]
    public void The_unbroken_workspace_has_no_findings() => Assert.Empty(Findings.InWorkspace(SampleDocuments.Workspace));

    [Theory]
    [InlineData("WK201", """{"name": "CR", "samples": [""", """{"name": "SR", "samples": [""", "12 $.channels[1]", "the first is at ws.json:3")]
    [InlineData("WK202", """{"name": "sig", "data":""", """{"name": "bkg", "data":""", "7 $.channels[0].samples[1]", "the first is at ws.json:4")]
    [InlineData("WK203", """ "a", "type": "histosys", "data": {"lo_data": [9.0, 19.0], "hi_data": [11.0, 21.0]}""", """ "a", "type": "normsys", "data": {"lo": 0.8, "hi": 1.2}""", "9 $.channels[0].samples[1].modifiers[1]", "the first is at ws.json:8")]
    [InlineData("WK205", """{"name": "a", "inits": [0.5]""", """{"name": "lumi", "inits": [1.0]""", "22 $.measurements[0].config.parameters[1]", "sets parameter 'lumi' twice")]
    [InlineData("WK206", """{"name": "CR", "data": [33, 44, 55]}""", """{"name": "CR", "data": [33, 44, 55]}, {"name": "SR", "data": [1, 2]}""", "18 $.observations[2]", "channel 'SR' has two observations; the first is at ws.json:17")]
    [InlineData("WK213", """{"name": "SR", "data": [11, 22]},""", "", "3 $.channels[0]", "channel 'SR' has no observation")]
    [InlineData("WK214", """{"name": "SR", "data": [11, 22]},""", """{"name": "SR", "data": [11, 22]}, {"name": "SRX", "data": [1]},""", "17 $.observations[1]", "not used")]
    public void Names_that_are_repeated_or_unmatched_are_found(string code, string old, string replacement, string place, string words) =>
        AssertFinding(code, old, replacement, place, words);

    [Fact]
    public void A_measurement_defined_twice_is_found()
    {
        string json = SampleDocuments.With("""
            "fixed": true}]}}],
            """, """
            "fixed": true}]}}, {"name": "m", "config": {"poi": "", "parameters": []}}],
            """);

        Diagnostic found = Findings.AssertFound(Findings.InWorkspace(json), "WK204", "22 $.measurements[1]");

        Assert.Contains("the first is at ws.json:20", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WK210", "[10.0, 20.0]", "[10.0, 20.0, 5.0]", "7 $.channels[0].samples[1].data", "has 3 values, but sample 'sig'")]
    [InlineData("WK211", "[11, 22]", "[11]", "17 $.observations[0].data", "1 observed count, but channel 'SR' has 2 bins")]
    [InlineData("WK212", "[11.0, 21.0]", "[11.0, 21.0, 3.0]", "9 $.channels[0].samples[1].modifiers[1].data.hi_data", "has 3 values, but channel 'SR' has 2 bins")]
    [InlineData("WK212", "[9.0, 19.0]", "[9.0]", "9 $.channels[0].samples[1].modifiers[1].data.lo_data", "has 1 value, but")]
    [InlineData("WK212", "[1.5, 2.5]", "[1.5]", "11 $.channels[0].samples[1].modifiers[3].data", "shapesys 'ss' has 1 value")]
    [InlineData("WK212", """ "staterror", "data": [1.0, 2.0]""", """ "staterror", "data": [1.0]""", "10 $.channels[0].samples[1].modifiers[2].data", "staterror 'st' has 1 value")]
    public void Lists_of_the_wrong_length_are_found(string code, string old, string replacement, string place, string words) =>
        AssertFinding(code, old, replacement, place, words);

    [Theory]
    [InlineData("WK221", "[1.5, 2.5]", "[1.5, -2.5]", "11 $.channels[0].samples[1].modifiers[3].data[1]", "-2.5 in bin 1")]
    [InlineData("WK222", "[33, 44, 55]", "[33, -44, 55]", "18 $.observations[1].data[1]", "-44 in bin 1")]
    [InlineData("WK223", """{"lo": 0.9""", """{"lo": 0.0""", "8 $.channels[0].samples[1].modifiers[0].data.lo", "lo = 0")]
    [InlineData("WK224", """[10.0, 20.0]""", "[0.0, 20.0]", "10 $.channels[0].samples[1].modifiers[2].data[0]", "staterror 'st' has an uncertainty in bin 0")]
    [InlineData("WK225", """[10.0, 20.0]""", "[10.0, 0.0]", "11 $.channels[0].samples[1].modifiers[3].data[1]", "shapesys 'ss' has an uncertainty in bin 1")]
    [InlineData("WK226", """[30.0, 40.0, 50.0]""", "[30.0, -40.0, -1.0]", "13 $.channels[1].samples[0].data[1]", "negative in bins 1 and 2")]
    public void Values_that_no_template_should_have_are_found(string code, string old, string replacement, string place, string words) =>
        AssertFinding(code, old, replacement, place, words);

    [Theory]
    [InlineData("WK230", """ "sf", "type": "shapefactor", "data": null""", """ "ss", "type": "shapesys", "data": [1, 2, 3]""", "14 $.channels[1].samples[0].modifiers[0]", "the first is at ws.json:11")]
    [InlineData("WK231", """ "sf", "type": "shapefactor", "data": null""", """ "a", "type": "normfactor", "data": null""", "14 $.channels[1].samples[0].modifiers[0]", "'a' is a normfactor in sample 'bkg' of channel 'CR' and a normsys elsewhere")]
    [InlineData("WK232", """ "lumi", "type": "lumi",""", """ "luminosity", "type": "lumi",""", "6 $.channels[0].samples[0].modifiers[1].name", "expected 'lumi'")]
    [InlineData("WK233", """ "auxdata": [1.0], "sigmas": [0.02],""", "", "21 $.measurements[0].config.parameters[0]", "auxdata, sigmas")]
    [InlineData("WK234", Mu, """{"name": "sf", "type": "shapefactor", "data": null}, {"name": "mu", "type": "normfactor", "data": null}""", "14 $.channels[1].samples[0].modifiers[0]", "it gets 3 parameters")]
    [InlineData("WK235", Mu, """{"name": "st2", "type": "staterror", "data": [0.1, 0.1]}, {"name": "mu", "type": "normfactor", "data": null}""", "14 $.channels[1].samples[0].modifiers[0]", "pyhf can't read this")]
    public void Names_shared_by_what_can_not_share_are_found(string code, string old, string replacement, string place, string words)
    {
        string json = SampleDocuments.With(old, replacement);
        if (code == "WK235") json = json.Replace("""{"name": "sf", "type": "shapefactor", "data": null}""", """{"name": "st2", "type": "staterror", "data": [1, 1, 1]}""", StringComparison.Ordinal);

        Assert.Contains(words, Findings.AssertFound(Findings.InWorkspace(json), code, place).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_without_any_lumi_setting_is_told_what_to_add()
    {
        string json = SampleDocuments.With("""{"name": "lumi", "auxdata": [1.0], "sigmas": [0.02], "inits": [1.0], "bounds": [[0.9, 1.1]]},""", "");

        Diagnostic found = Findings.AssertFound(Findings.InWorkspace(json), "WK233", "20 $.measurements[0].config.parameters");

        Assert.Contains("""{"name": "lumi", "auxdata": [1.0]""", found.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("WK240", """{"name": "b", "inits": [0.5]}""", "22 $.measurements[0].config.parameters[1].name", "which no modifier uses")]
    [InlineData("WK241", """{"name": "sf", "inits": [1.0]}""", "22 $.measurements[0].config.parameters[1].inits", "'inits' has 1 value, but shapefactor 'sf' has 3 parameters")]
    [InlineData("WK241", """{"name": "st", "sigmas": [0.1, 0.1, 0.1]}""", "22 $.measurements[0].config.parameters[1].sigmas", "staterror 'st' has 2 parameters")]
    [InlineData("WK242", """{"name": "a", "sigmas": [1.0]}""", "22 $.measurements[0].config.parameters[1].sigmas", "histosys and normsys, which has no 'sigmas'")]
    [InlineData("WK242", """{"name": "st", "factors": [1.0, 1.0]}""", "22 $.measurements[0].config.parameters[1].factors", "staterror, which has no 'factors'")]
    [InlineData("WK243", """{"name": "a", "bounds": [[4, -4]]}""", "22 $.measurements[0].config.parameters[1].bounds[0]", "run from 4 to -4")]
    [InlineData("WK244", """{"name": "mu", "inits": [11.0]}""", "22 $.measurements[0].config.parameters[1].inits[0]", "starts at 11, outside its default bounds 0 to 10")]
    [InlineData("WK244", """{"name": "mu", "bounds": [[2, 5]]}""", "22 $.measurements[0].config.parameters[1].bounds[0]", "starts at 1 (its default)")]
    [InlineData("WK245", """{"name": "st", "sigmas": [0.1, 0.0]}""", "22 $.measurements[0].config.parameters[1].sigmas[1]", "expected a finite number above 0")]
    [InlineData("WK245", """{"name": "ss", "factors": [-1.0, 1.0]}""", "22 $.measurements[0].config.parameters[1].factors[0]", "above 0")]
    [InlineData("WK246", """{"name": "ss", "auxdata": [1.0, -1.0]}""", "22 $.measurements[0].config.parameters[1].auxdata[1]", "Poisson")]
    public void Settings_that_do_not_fit_their_parameter_are_found(string code, string replacement, string place, string words) =>
        AssertFinding(code, Setting, replacement, place, words);

    [Theory]
    [InlineData("WK250", "MU", "no modifier uses 'MU'")]
    [InlineData("WK251", "sf", "is a shapefactor of 3 parameters")]
    [InlineData("WK252", "sf[3]", "has the elements sf[0] to sf[2]")]
    [InlineData("WK252", "sf[x]", "has the elements sf[0] to sf[2]")]
    public void A_parameter_of_interest_that_is_not_one_parameter_is_found(string code, string poi, string words) =>
        AssertFinding(code, "\"poi\": \"mu\"", $"\"poi\": \"{poi}\"", "20 $.measurements[0].config.poi", words);

    [Theory]
    [InlineData("")]
    [InlineData("sf[2]")]
    [InlineData("a")]
    public void A_parameter_of_interest_may_be_absent_or_one_element(string poi) =>
        Assert.Empty(Findings.InWorkspace(SampleDocuments.With("\"poi\": \"mu\"", $"\"poi\": \"{poi}\"")));

    [Theory]
    [InlineData("WK214")]
    [InlineData("WK223")]
    [InlineData("WK224")]
    [InlineData("WK240")]
    [InlineData("WK250")]
    public void What_published_workspaces_do_is_no_error(string code)
    {
        string json = SampleDocuments.With("\"poi\": \"mu\"", "\"poi\": \"mu_SIG\"")
            .Replace(Setting, """{"name": "mu_SIG", "inits": [1.0]}""", StringComparison.Ordinal)
            .Replace("[10.0, 20.0]", "[0.0, 20.0]", StringComparison.Ordinal)
            .Replace("\"lo\": 0.9", "\"lo\": -0.1", StringComparison.Ordinal)
            .Replace("""{"name": "SR", "data": [11, 22]},""", """{"name": "SR", "data": [11, 22]}, {"name": "VR", "data": [1]},""", StringComparison.Ordinal);

        Assert.Contains(Findings.InWorkspace(json), d => d.Code == code && d.Severity == Severity.Warning);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_document_order()
    {
        string json = SampleDocuments.With("[11, 22]", "[11]")
            .Replace("[1.5, 2.5]", "[1.5, -2.5]", StringComparison.Ordinal)
            .Replace(Setting, """{"name": "a", "sigmas": [1.0]}""", StringComparison.Ordinal);

        Assert.Equal(["WK221", "WK211", "WK242"], Findings.InWorkspace(json).Select(d => d.Code));
    }

    private static void AssertFinding(string code, string old, string replacement, string place, string words)
    {
        IReadOnlyList<Diagnostic> findings = Findings.InWorkspace(SampleDocuments.With(old, replacement));

        Assert.Contains(words, Findings.AssertFound(findings, code, place).Message, StringComparison.Ordinal);
    }
}
