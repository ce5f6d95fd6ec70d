using System.Text.Json;

namespace Wilks.Cli.Tests;

/// <summary>What the command shows of a blinded parameter.</summary>
public sealed class BlindParameterTests
{
    private const double FitTolerance = 1e-6;

    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    [Fact]
    public void A_fit_hides_the_value_the_start_and_the_bounds_and_nothing_else()
    {
        JsonElement open = Parameter(CommandRun.Of("fit", s_example, "--json")), hidden = Parameter(CommandRun.Of("fit", s_example, "--json", "--blind-parameter", "mu=5", "--blind-seed", "spring"));

        Assert.NotEqual(open.GetProperty("value").GetDouble(), hidden.GetProperty("value").GetDouble(), FitTolerance);
        Assert.Equal(open.GetProperty("uncertainty").GetDouble(), hidden.GetProperty("uncertainty").GetDouble(), FitTolerance);
        Assert.Equal(JsonValueKind.Null, hidden.GetProperty("init").ValueKind);
        Assert.All(hidden.GetProperty("bounds").EnumerateArray(), bound => Assert.Equal(JsonValueKind.Null, bound.ValueKind));
        Assert.True(hidden.GetProperty("blinded").GetBoolean());
    }

    [Theory]
    [InlineData("cls")]
    [InlineData("limit")]
    [InlineData("significance")]
    [InlineData("predict")]
    [InlineData("gof")]
    [InlineData("toys")]
    [InlineData("inspect")]
    public void A_verb_that_would_show_it_refuses(string verb)
    {
        CommandRun run = CommandRun.Of(verb, s_example, "--blind-parameter", "mu");

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains("blinded", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asimov")]
    [InlineData("asimov-postfit")]
    [InlineData("toy")]
    public void Data_made_at_known_values_are_refused(string kind)
    {
        CommandRun run = CommandRun.Of("fit", s_example, "--blind-parameter", "mu", "--data", kind);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("offset", run.Error, StringComparison.Ordinal);
    }

    private static JsonElement Parameter(CommandRun run)
    {
        Assert.Equal(0, run.ExitCode);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("parameters").EnumerateArray().First(p => p.GetProperty("name").GetString() == "mu");
    }
}
