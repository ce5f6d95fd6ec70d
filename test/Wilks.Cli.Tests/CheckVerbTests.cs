using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class CheckVerbTests
{
    private const string Suspicious = """
        {"channels":[{"name":"SR","samples":[
          {"name":"signal","data":[5,10],"modifiers":[{"name":"mu","type":"normfactor","data":null}]},
          {"name":"background","data":[50,60],"modifiers":[{"name":"bins","type":"shapesys","data":[5,6]},{"name":"swapped","type":"normsys","data":{"hi":1.1,"lo":1.02}},{"name":"huge","type":"normsys","data":{"hi":2,"lo":0}}]}]}],
         "observations":[{"name":"SR","data":[55.5,70]}],
         "measurements":[{"name":"m","config":{"poi":"mu","parameters":[]}}],"version":"1.0.0"}
        """;

    [Theory]
    [InlineData("two_bins.json")]
    [InlineData("staterror.json")]
    [InlineData("many_templates.json.gz")]
    public void A_healthy_example_gives_nothing_and_exit_code_0(string example)
    {
        CommandRun run = CommandRun.Of("check", Repository.File("examples", example));

        Assert.Equal(new CommandRun(0, "0 problems, 0 warnings, 0 hints\n", ""), run);
    }

    [Fact]
    public void The_table_tells_where_and_what_to_do_and_a_problem_is_exit_code_1()
    {
        CommandRun run = CommandRun.WithInput(Suspicious, "check", "-");

        Assert.Equal(1, run.ExitCode);
        Snapshot.Matches("check", run.Output);
    }

    [Fact]
    public void Json_has_every_key_of_every_finding()
    {
        CommandRun run = CommandRun.WithInput(Suspicious, "check", "-", "--json");

        JsonElement root = JsonDocument.Parse(run.Output).RootElement;
        JsonElement first = root.GetProperty("findings")[0];
        Assert.Equal(["kind", "severity", "region", "sample", "parameter", "bin", "value", "threshold", "message", "remedy"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal("nonpositive_factor", first.GetProperty("kind").GetString());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("problem").GetInt32());
    }

    [Fact]
    public void Kinds_are_chosen_and_left_out_by_name()
    {
        CommandRun only = CommandRun.WithInput(Suspicious, "check", "-", "--only", "same_side");
        CommandRun without = CommandRun.WithInput(Suspicious, "check", "-", "--ignore", "nonpositive_factor");

        Assert.EndsWith("0 problems, 1 warning, 0 hints\n", only.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("nonpositive_factor", without.Output, StringComparison.Ordinal);
        Assert.Equal(0, without.ExitCode);
    }

    [Fact]
    public void A_kind_that_is_not_there_is_exit_code_2_with_near_names()
    {
        CommandRun run = CommandRun.WithInput(Suspicious, "check", "-", "--only", "same_sid");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'same_side'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_of_workspaces_are_refused_for_a_configuration()
    {
        CommandRun run = CommandRun.Of("check", Repository.File("examples", "knunu", "analysis.yml"), "--measurement", "m");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--measurement goes with a workspace", run.Error, StringComparison.Ordinal);
    }
}
