using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class ProfileVerbTests
{
    private static readonly string s_example = Repository.File("examples", "normsys_histosys.json");

    [Fact]
    public void A_scan_gives_one_point_per_pair_of_values_last_parameter_fastest()
    {
        CommandRun run = CommandRun.Of("scan", s_example, "--parameter", "mu=0:2:3", "--parameter", "efficiency=-1:1:2", "--json");

        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement points = document.RootElement.GetProperty("points");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(6, points.GetArrayLength());
        Assert.Equal([0, 1], points[1].GetProperty("values").EnumerateArray().Select(v => v.GetDouble()));
        Assert.All(points.EnumerateArray(), p => Assert.True(p.GetProperty("delta_twice_nll").GetDouble() >= 0));
    }

    [Theory]
    [InlineData("scan", "--parameter mu=3:1", "is empty")]
    [InlineData("scan", "--parameter mu=0:99", "beyond its bounds")]
    [InlineData("scan", "--parameter nothing", "no parameter 'nothing'")]
    [InlineData("contour", "--parameter mu", "two different parameters")]
    [InlineData("contour", "--parameter mu --parameter efficiency --levels 1.5", "between 0 and 1")]
    [InlineData("impacts", "--group shapes", "NAME=PATTERN")]
    [InlineData("impacts", "--group shapes=zz*", "no parameter matches")]
    public void What_can_not_be_meant_is_refused(string verb, string options, string message)
    {
        CommandRun run = CommandRun.Of([verb, s_example, .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void Impacts_add_up_in_the_document()
    {
        CommandRun run = CommandRun.Of("impacts", s_example, "--json");

        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement root = document.RootElement;
        double total = root.GetProperty("uncertainty").GetDouble(), systematic = root.GetProperty("systematic").GetDouble(), statistical = root.GetProperty("statistical").GetDouble();
        Assert.Equal(3, root.GetProperty("impacts").GetArrayLength());
        Assert.Equal(total * total, (systematic * systematic) + (statistical * statistical), 1e-12);
    }
}
