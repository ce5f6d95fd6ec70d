using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class WorkspaceVerbTests
{
    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    [Theory]
    [InlineData("two_bins.json")]
    [InlineData("normsys_histosys.json")]
    [InlineData("staterror.json")]
    [InlineData("several_channels.json")]
    [InlineData("many_templates.json.gz")]
    public void Every_example_is_valid(string example)
    {
        CommandRun run = CommandRun.Of("validate", Repository.File("examples", example));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal($"{Repository.File("examples", example)}: valid, 0 errors, 0 warnings, 0 notes\n", run.Output);
    }

    [Fact]
    public void A_workspace_is_read_from_standard_input()
    {
        CommandRun run = CommandRun.WithInput(File.ReadAllText(s_example), "inspect", "-");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(CommandRun.Of("inspect", s_example).Output, run.Output);
    }

    [Fact]
    public void A_broken_workspace_is_one_line_per_problem_and_exit_code_2()
    {
        string broken = File.ReadAllText(s_example).Replace("\"shapesys\"", "\"shapesis\"", StringComparison.Ordinal).Replace("\"normfactor\"", "\"normfaktor\"", StringComparison.Ordinal);

        CommandRun run = CommandRun.WithInput(broken, "inspect", "-");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        string[] lines = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"^error: WK\d{3} <stdin>:\d+ \$", line));
    }

    [Fact]
    public void Validate_gives_a_verdict_for_each_of_several_workspaces()
    {
        CommandRun run = CommandRun.Of("validate", s_example, "no_such_file.json", "--json");

        JsonElement workspaces = JsonDocument.Parse(run.Output).RootElement.GetProperty("workspaces");
        Assert.Equal(2, run.ExitCode);
        Assert.True(workspaces[0].GetProperty("valid").GetBoolean());
        Assert.False(workspaces[1].GetProperty("valid").GetBoolean());
        Assert.Equal("error", workspaces[1].GetProperty("diagnostics")[0].GetProperty("severity").GetString());
    }

    [Fact]
    public void An_interrupted_command_prints_nothing_and_ends_with_130()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        CommandRun run = CommandRun.Of("", source.Token, "inspect", s_example);

        Assert.Equal(new CommandRun(130, "", "error: interrupted\n"), run);
    }

    [Fact]
    public void A_measurement_that_is_not_there_is_exit_code_2()
    {
        CommandRun run = CommandRun.Of("inspect", s_example, "--measurement", "mane");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'main'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_long_example_folds_in_80_columns()
    {
        CommandRun run = CommandRun.Of("inspect", Repository.File("examples", "many_templates.json.gz"));

        Assert.Contains("12 histosys", run.Output, StringComparison.Ordinal);
        Assert.Contains("mc_stat_electron[0..23]", run.Output, StringComparison.Ordinal);
    }
}
