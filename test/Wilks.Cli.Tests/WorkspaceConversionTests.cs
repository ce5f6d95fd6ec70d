namespace Wilks.Cli.Tests;

public sealed class WorkspaceConversionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-convert-workspace-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pyhf_workspace_goes_to_HS3_and_back_and_every_verb_reads_both()
    {
        string source = Repository.File("examples", "two_bins.json");

        CommandRun there = CommandRun.Of("convert", source, At("a.hs3.json"));
        CommandRun back = CommandRun.Of("convert", At("a.hs3.json"), At("b.json"));
        CommandRun fit = CommandRun.Of("fit", At("a.hs3.json"), "--json"), other = CommandRun.Of("fit", source, "--json");

        Assert.Equal((0, "", $"{At("a.hs3.json")}: HS3, 1 channel, 1 measurement\n"), (there.ExitCode, there.Error, there.Output));
        Assert.Equal((0, ""), (back.ExitCode, back.Error));
        Assert.Equal(CommandRun.Of("digest", source).Output, CommandRun.Of("digest", At("b.json")).Output);
        Assert.Equal(TwiceNll(other), TwiceNll(fit));
        Assert.Equal(0, CommandRun.Of("limit", At("a.hs3.json")).ExitCode);
    }

    [Fact]
    public void An_overlay_is_written_beside_a_pyhf_workspace()
    {
        string hs3 = WithDerivedParameter();

        CommandRun lost = CommandRun.Of("convert", hs3, At("b.json"));
        CommandRun kept = CommandRun.Of("convert", hs3, At("c.json"), "--overlay-output", At("overlay.json"), "--quiet");

        Assert.Contains("WK537", lost.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (kept.ExitCode, kept.Error));
        Assert.Equal(TwiceNll(CommandRun.Of("fit", hs3, "--json")), TwiceNll(CommandRun.Of("fit", At("c.json"), "--overlay", At("overlay.json"), "--json")));
    }

    [Fact]
    public void An_overlay_goes_into_HS3_with_its_workspace()
    {
        string source = Repository.File("examples", "two_bins.json"), overlay = Repository.File("examples", "overlays", "correlated.yml");

        CommandRun run = CommandRun.Of("convert", source, At("a.hs3.json"), "--overlay", overlay);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(TwiceNll(CommandRun.Of("fit", source, "--overlay", overlay, "--json")), TwiceNll(CommandRun.Of("fit", At("a.hs3.json"), "--json")));
        Assert.Contains("background", CommandRun.Of("impacts", At("a.hs3.json")).Output.Split("group")[1], StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("convert", Repository.File("examples", "events.root"), At("a.csv"), "--overlay", overlay).ExitCode);
    }

    [Fact]
    public void A_measurement_is_an_analysis_with_its_own_data()
    {
        CommandRun.Of("convert", Repository.File("examples", "two_bins.json"), At("a.hs3.json"));
        string text = File.ReadAllText(At("a.hs3.json"));
        string likelihood = "\"likelihoods\": [";
        string other = text.Replace(likelihood, $"{likelihood} {{\"name\": \"counted\", \"distributions\": [\"signal_region\"], \"data\": [\"more\"]}},", StringComparison.Ordinal)
            .Replace("\"data\": [\n    {", "\"data\": [\n{\"name\": \"more\", \"type\": \"binned\", \"axes\": [], \"contents\": [70, 80]},\n    {", StringComparison.Ordinal)
            .Replace("\"analyses\": [", "\"analyses\": [{\"name\": \"more counts\", \"likelihood\": \"counted\", \"parameters_of_interest\": [\"mu\"]},", StringComparison.Ordinal);
        File.WriteAllText(At("b.hs3.json"), other);

        Assert.Equal(TwiceNll(CommandRun.Of("fit", At("a.hs3.json"), "--json")), TwiceNll(CommandRun.Of("fit", At("b.hs3.json"), "--measurement", "main", "--json")));
        Assert.NotEqual(TwiceNll(CommandRun.Of("fit", At("a.hs3.json"), "--json")), TwiceNll(CommandRun.Of("fit", At("b.hs3.json"), "--measurement", "more counts", "--json")));
    }

    [Fact]
    public void The_form_for_ROOT_is_written_on_request()
    {
        CommandRun.Of("convert", Repository.File("examples", "two_bins.json"), At("r.hs3.json"), "--root-compatible");

        Assert.Contains("\"relThreshold\"", File.ReadAllText(At("r.hs3.json")), StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("validate", At("r.hs3.json")).ExitCode);
    }

    [Theory]
    [InlineData("a.yaml", "", "no extension of a workspace")]
    [InlineData("a.json", "--root-compatible", "--root-compatible is for HS3")]
    [InlineData("a.hs3.json", "--overlay-output=o.json", "--overlay-output is for pyhf")]
    [InlineData("a.json", "--overlay-output=o.yml", "give a name in .json")]
    public void What_can_t_be_done_ends_with_2_and_leaves_no_file(string output, string option, string expected)
    {
        CommandRun run = CommandRun.Of([.. new[] { "convert", Repository.File("examples", "two_bins.json"), At(output), option }.Where(a => a.Length > 0)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(At(output)));
    }

    [Fact]
    public void Options_of_workspaces_are_refused_for_others()
    {
        File.WriteAllText(At("h.json"), """{"one": {"edges": [0, 1], "values": [4]}}""");

        CommandRun run = CommandRun.Of("convert", At("h.json"), At("g.json"), "--root-compatible");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("are for workspaces", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"signal_region\"]", 0, "PASSED")]
    [InlineData("[\"other\"]", 1, "FAILED")]
    public void The_checks_of_the_test_suite_are_run(string pdfs, int exitCode, string word)
    {
        CommandRun.Of("convert", Repository.File("examples", "two_bins.json"), At("a.hs3.json"));
        File.WriteAllText(At("expected.json"), $"{{\"schema_version\": 1, \"test_id\": \"t\", \"checks\": [{{\"id\": \"structure\", \"kind\": \"structure_import\", \"target\": {{\"pdfs\": {pdfs}}}}}]}}");

        CommandRun run = CommandRun.Of("hs3-check", At("a.hs3.json"), At("expected.json"));

        Assert.Equal(exitCode, run.ExitCode);
        Assert.StartsWith(word, run.Output, StringComparison.Ordinal);
        Assert.Contains("\"outcome\":", CommandRun.Of("hs3-check", At("a.hs3.json"), At("expected.json"), "--json").Output, StringComparison.Ordinal);
    }

    private static string TwiceNll(CommandRun fit)
    {
        Assert.Equal(0, fit.ExitCode);
        using var document = System.Text.Json.JsonDocument.Parse(fit.Output);
        return document.RootElement.GetProperty("twice_nll").GetRawText();
    }

    /// <summary>The example with a function where the signal strength was.</summary>
    private string WithDerivedParameter()
    {
        CommandRun.Of("convert", Repository.File("examples", "two_bins.json"), At("a.hs3.json"));
        string text = File.ReadAllText(At("a.hs3.json")).Replace("\"functions\": []", "\"functions\": [{\"name\": \"strength\", \"type\": \"product\", \"factors\": [0.5, \"mu\"]}]", StringComparison.Ordinal)
            .Replace("\"parameter\": \"mu\"", "\"parameter\": \"strength\"", StringComparison.Ordinal);
        File.WriteAllText(At("f.hs3.json"), text);
        return At("f.hs3.json");
    }

    private string At(string name) => Path.Combine(_folder, name);
}
