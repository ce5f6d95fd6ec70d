namespace Wilks.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("error: no command given (see 'wilks --help')")]
    [InlineData("error: unknown command 'fti'. Did you mean 'fit'? (see 'wilks --help')", "fti", "ws.json")]
    [InlineData("error: unknown option '--jsn'. Did you mean '--json'? (see 'wilks fit --help')", "fit", "ws.json", "--jsn")]
    [InlineData("error: unknown option '--patches'. Did you mean '--patch'? (see 'wilks nll --help')", "nll", "ws.json", "--at", "p.json", "--patches=x")]
    [InlineData("error: unexpected argument 'b.json' (see 'wilks inspect --help')", "inspect", "a.json", "b.json")]
    [InlineData("error: Required argument 'WORKSPACE' missing for command: 'fit' (see 'wilks fit --help')", "fit")]
    [InlineData("error: Option '--at' is required (see 'wilks nll --help')", "nll", "ws.json")]
    [InlineData("error: --threads takes a whole number of at least 1, not '0'", "fit", "ws.json", "--threads", "0")]
    [InlineData("error: --clip-bin-rate takes a number, not 'small'", "fit", "ws.json", "--clip-bin-rate", "small")]
    [InlineData("error: --all and --top exclude each other", "fit", "ws.json", "--all", "--top", "3")]
    [InlineData("error: --random-starts takes a whole number of at least 1, not '0'", "fit", "ws.json", "--random-starts", "0")]
    [InlineData("error: --seconds-budget takes a number above 0", "bench", "ws.json", "--seconds-budget", "0")]
    [InlineData("error: --output takes one workspace, not several", "validate", "a.json", "b.json", "--output", "c.json")]
    [InlineData("error: the workspace and the points can't both come from standard input", "nll", "-", "--at", "-")]
    public void Bad_usage_is_one_line_on_standard_error_and_exit_code_2(string message, params string[] args)
    {
        CommandRun run = CommandRun.Of(args);

        Assert.Equal(message + "\n", run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(2, run.ExitCode);
    }

    [Theory]
    [InlineData("histosys=code3")]
    [InlineData("lumi=code4")]
    [InlineData("code4p")]
    [InlineData("")]
    public void A_wrong_interpolation_names_the_choices(string text)
    {
        CommandRun run = CommandRun.Of("fit", "ws.json", "--interpolation", text);

        Assert.Contains("histosys=CODE and normsys=CODE, separated by a comma, with code0, code1, code2, code4 or code4p", run.Error, StringComparison.Ordinal);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public void The_version_goes_to_standard_output()
    {
        CommandRun run = CommandRun.Of("--version");

        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public void The_help_calls_the_command_wilks_and_names_every_verb()
    {
        CommandRun run = CommandRun.Of("--help");

        Assert.Contains("wilks [command] [options]", run.Output, StringComparison.Ordinal);
        Assert.All(CommandLineApp.CreateVerbs(), verb => Assert.Contains($"  {verb.Command.Name} ", run.Output, StringComparison.Ordinal));
        Assert.Equal(0, run.ExitCode);
    }
}
