using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class ClsVerbTests
{
    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    /// <summary>Asymptotic formulae and toys need not agree better at a dozen counts; toys add their own error.</summary>
    private const double AsymptoticError = 0.03;

    [Fact]
    public void Toys_and_asymptotic_formulae_agree_where_counts_are_large()
    {
        double asymptotic = CLs("cls", s_example, "--json");

        double toys = CLs("cls", s_example, "--calculator", "toys", "--toys", "4000", "--seed", "3", "--json");

        Assert.Equal(asymptotic, toys, AsymptoticError);
        Assert.NotEqual(asymptotic, toys);
    }

    [Fact]
    public void Toys_of_cls_are_those_of_the_verb_toys()
    {
        CommandRun cls = CommandRun.Of("cls", s_example, "--calculator", "toys", "--toys", "500", "--seed", "5", "--json");

        CommandRun toys = CommandRun.Of("toys", s_example, "--toys", "500", "--seed", "5", "--json");

        Assert.Equal(toys.Output, cls.Output);
    }

    [Theory]
    [InlineData("--calculator magic", "asymptotics or toys")]
    [InlineData("--toys 100", "--calculator toys")]
    [InlineData("--calculator toys --calc-base normal", "asymptotic formulae")]
    [InlineData("--calculator toys -o x.wtoys", "wilks toys")]
    [InlineData("--poi nothing", "no parameter 'nothing'")]
    [InlineData("--test-stat q9", "--test-stat")]
    public void What_can_not_be_meant_is_refused(string options, string message)
    {
        CommandRun run = CommandRun.Of(["cls", s_example, .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    private static double CLs(params string[] args)
    {
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of(args).Output);
        return document.RootElement.GetProperty("CLs_obs").GetDouble();
    }
}
