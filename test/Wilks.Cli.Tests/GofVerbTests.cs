using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class GofVerbTests
{
    private static readonly string s_example = Repository.File("examples", "several_channels.json");

    [Theory]
    [InlineData("gof --toys 0", "at least 1")]
    [InlineData("gof --blind-channel signal*", "can't judge channel 'signal_region', which is blinded")]
    [InlineData("fit --goodness-of-fit --blind-channel signal*", "can't judge channel 'signal_region', which is blinded")]
    public void What_can_not_be_meant_is_refused(string command, string message)
    {
        string[] words = command.Split(' ');
        CommandRun run = CommandRun.Of([words[0], s_example, .. words[1..]]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void The_thread_count_changes_no_digit()
    {
        CommandRun one = CommandRun.Of("gof", s_example, "--toys", "300", "--threads", "1", "--json");

        CommandRun four = CommandRun.Of("gof", s_example, "--toys", "300", "--threads", "4", "--json");

        Assert.Equal(one.Output, four.Output);
    }

    [Fact]
    public void Without_degrees_of_freedom_the_p_value_is_null_and_a_sentence_says_why()
    {
        CommandRun run = CommandRun.Of("gof", s_example, "--channels", "signal*", "--data", "asimov", "--json", "-q");
        CommandRun none = CommandRun.WithInput("""{"channels":[{"name":"c","samples":[{"name":"s","data":[5],"modifiers":[{"name":"mu","type":"normfactor","data":null}]}]}],"observations":[{"name":"c","data":[7]}],"measurements":[{"name":"m","config":{"poi":"mu","parameters":[]}}],"version":"1.0.0"}""", "gof", "-", "--json");

        using JsonDocument some = JsonDocument.Parse(run.Output), document = JsonDocument.Parse(none.Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("p_value").ValueKind);
        Assert.StartsWith("No degrees of freedom are left", document.RootElement.GetProperty("remark").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, some.RootElement.GetProperty("p_value").GetDouble());
    }
}
