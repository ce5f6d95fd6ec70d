using System.Text.Json;
using Wilks.Cli.Toys;
using Wilks.Inference;

namespace Wilks.Cli.Tests;

public sealed class ToysVerbTests : IDisposable
{
    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-toys").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string At(string name) => Path.Combine(_folder, name);

    private static CommandRun Toys(params string[] options) => CommandRun.Of(["toys", s_example, "--toys", "600", "--background-toys", "400", .. options]);

    private static JsonElement Root(CommandRun run) => JsonDocument.Parse(run.Output).RootElement;

    // 50 channels of 4 bins with 200 shapesys parameters, the signal 4 % of the background. The expectations are from far longer runs.
    [Theory]
    [InlineData(false, 0.00109)]
    [InlineData(true, 0.0258)]
    public void The_CLs_of_the_50x4_model_is_the_known_one(bool fixedAuxiliaryData, double expected)
    {
        // Five standard deviations: the seed is fixed.
        const double sigmas = 5;
        string[] option = fixedAuxiliaryData ? ["--fixed-auxiliary-data"] : [];

        CommandRun run = CommandRun.Of(["toys", Repository.File("test", "Workspaces", "god_run_50x4.json"), "--toys", "10000", "--seed", "2", "--json", .. option]);

        JsonElement root = Root(run);
        double uncertainty = root.GetProperty("CLs_obs_uncertainty").GetDouble();
        Assert.Equal(0, run.ExitCode);
        Assert.InRange(root.GetProperty("CLs_obs").GetDouble(), expected - (sigmas * uncertainty), expected + (sigmas * uncertainty));
        Assert.InRange(uncertainty, 0, 0.3 * Math.Max(expected, 0.003));
        Assert.Equal(fixedAuxiliaryData, run.Error.Contains("auxiliary measurements fluctuate too", StringComparison.Ordinal));
    }

    [Fact]
    public void Parts_that_are_merged_say_what_one_run_says()
    {
        string[] parts = [.. Enumerable.Range(1, 3).Select(i => At($"{i}.wtoys"))];
        CommandRun whole = Toys("--output", At("whole.wtoys"), "--json", "--threads", "2");
        for (int i = 0; i < parts.Length; i++) Assert.Equal(0, Toys("--shard", $"{i + 1}/3", "--output", parts[i]).ExitCode);

        CommandRun merged = CommandRun.Of(["toys", "merge", .. parts, "--output", At("merged.wtoys"), "--json"]);

        Assert.Equal(whole.Output, merged.Output);
        Assert.Equal(whole.Output, CommandRun.Of("toys", "show", At("merged.wtoys"), "--json").Output);
        Assert.Equal(whole.Output, CommandRun.Of("toys", "show", At("whole.wtoys"), "--json").Output);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_completed_by_resume_with_a_warning()
    {
        string path = At("cut.wtoys");
        CommandRun whole = Toys("--output", path, "--json");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^900]);

        CommandRun shown = CommandRun.Of("toys", "show", path, "--json");
        CommandRun resumed = Toys("--output", path, "--resume", "--json");

        Assert.Contains("damaged", shown.Error, StringComparison.Ordinal);
        Assert.Equal("incomplete", Root(shown).GetProperty("status").GetString());
        Assert.Contains("were made again", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(whole.Output, resumed.Output);
        Assert.Equal(whole.Output, CommandRun.Of("toys", "show", path, "--json").Output);
    }

    [Fact]
    public void An_interrupted_run_prints_nothing_exits_with_130_and_leaves_a_file_that_resume_completes()
    {
        string path = At("interrupted.wtoys");
        using var source = new CancellationTokenSource();
        string[] many = ["toys", s_example, "--toys", "2000000", "--output", path];
        source.CancelAfter(TimeSpan.FromSeconds(1));

        CommandRun run = CommandRun.Of("", source.Token, many);

        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Contains("--resume goes on", run.Error, StringComparison.Ordinal);
        JsonElement shown = Root(CommandRun.Of("toys", "show", path, "--json"));
        Assert.Equal("incomplete", shown.GetProperty("status").GetString());
        Assert.True(shown.GetProperty("toys").GetProperty("valid").GetInt32() > 0);
    }

    [Fact]
    public void Another_model_is_not_gone_on_with()
    {
        string path = At("other.wtoys");
        Toys("--output", path);
        byte[] before = File.ReadAllBytes(path);

        CommandRun run = CommandRun.Of("toys", s_example, "--data", "asimov", "--toys", "600", "--output", path, "--resume");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("WK603", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("--resume goes on with a file", "--resume")]
    [InlineData("--shard takes a part", "--shard", "3/2")]
    [InlineData("--test-stat takes", "--test-stat", "x")]
    [InlineData("--toys takes", "--toys", "0")]
    [InlineData("--failure-budget takes", "--failure-budget", "2")]
    public void Options_that_cannot_be_meant_are_refused(string message, params string[] options)
    {
        CommandRun run = CommandRun.Of(["toys", s_example, .. options]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_there_is_not_overwritten()
    {
        string path = At("there.wtoys");
        File.WriteAllText(path, "precious");

        CommandRun run = Toys("--output", path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--resume", run.Error, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(path));
    }

    [Fact]
    public void Progress_tells_rate_failures_and_the_time_left() =>
        Assert.Equal("500 of 2000 toys, 3 failed, 250 per second, 6 s left; running", ToyProgressLine.Text(new ToyProgress(500, 2000, 3), 2));
}
