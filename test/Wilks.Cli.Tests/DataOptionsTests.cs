using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Wilks.Cli.Tests;

/// <summary>The options that choose data and channels.</summary>
public sealed partial class DataOptionsTests
{
    private static readonly string s_channels = Repository.File("examples", "several_channels.json");

    /// <summary>The minimiser stops where the distance to the minimum is below 1e-10 of 2NLL.</summary>
    private const double FitPrecision = 1e-6;

    [Theory]
    [InlineData("--data magic", "toy-postfit or the name of a further data set of the workspace (it has none), not 'magic'")]
    [InlineData("--data-at background_scale=1", "--data-at needs expected data")]
    [InlineData("--data asimov --data-at background_scale", "takes NAME=VALUE")]
    [InlineData("--data asimov --data-at background_scale=x", "takes a number")]
    [InlineData("--data asimov --data-at background_scal=1", "Did you mean 'background_scale'?")]
    [InlineData("--data asimov --data-at background_scale=1 --data-at background_scale=2", "--data-at is given twice for 'background_scale'")]
    [InlineData("--data asimov --data-at background_scale=1 --inject background_scale=2", "--inject and --data-at exclude each other")]
    [InlineData("--data observed --blind-channel signal*", "exclude each other")]
    [InlineData("--blind-channel sginal_region", "--blind-channel: no channel matches 'sginal_region'. Did you mean 'signal_region'?")]
    [InlineData("--blind-channel *", "every channel is blinded or masked")]
    [InlineData("--mask-channel *", "leaves no channel")]
    [InlineData("--mask-channel validation", "--mask-channel: no channel matches 'validation'")]
    [InlineData("--channels signal_regio", "--channels: no channel matches 'signal_regio'. Did you mean 'signal_region'?")]
    [InlineData("--channels signal* --mask-channel control*", "--mask-channel: no channel matches 'control*'")]
    public void What_can_not_be_meant_is_refused(string options, string message)
    {
        CommandRun run = CommandRun.Of(["fit", s_channels, .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void A_parameter_of_masked_channels_alone_can_not_be_tested()
    {
        string model = """{"channels":[{"name":"a","samples":[{"name":"s","data":[5],"modifiers":[{"name":"mu","type":"normfactor","data":null}]}]},{"name":"b","samples":[{"name":"s","data":[5],"modifiers":[]}]}],"observations":[{"name":"a","data":[7]},{"name":"b","data":[7]}],"measurements":[{"name":"m","config":{"poi":"mu","parameters":[]}}],"version":"1.0.0"}""";

        CommandRun run = CommandRun.WithInput(model, "limit", "-", "--mask-channel", "a");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'mu' changes no rate of a channel in the likelihood", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fixed_parameter_can_not_be_moved()
    {
        CommandRun run = CommandRun.WithInput(WithFixedScale(), "fit", "-", "--data", "asimov", "--data-at", "background_scale=2", "--poi", "lumi");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("parameter 'background_scale' is fixed and stays at 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fit_to_expected_data_returns_where_they_were_expected()
    {
        Assert.Equal(1.3, Fitted("--data", "asimov", "--data-at", "background_scale=1.3"), FitPrecision);
        Assert.Equal(0.8, Fitted("--data", "asimov-postfit", "--data-at", "background_scale=0.8"), FitPrecision);
        Assert.Equal(Fitted(), Fitted("--data", "asimov-postfit"), FitPrecision);
    }

    [Fact]
    public void Toys_differ_by_their_seed_only()
    {
        Assert.Equal(Fitted("--data", "toy", "--seed", "3"), Fitted("--data", "toy", "--seed", "3"));
        Assert.NotEqual(Fitted("--data", "toy", "--seed", "3"), Fitted("--data", "toy", "--seed", "4"));
    }

    [Fact]
    public void Channels_that_are_dropped_masked_or_blinded_leave_the_fit_to_the_others()
    {
        double alone = Fitted("--channels", "control*");

        Assert.Equal(alone, Fitted("--mask-channel", "signal*"), FitPrecision);
        Assert.Equal(alone, Fitted("--blind-channel", "signal*"), FitPrecision);
        Assert.NotEqual(alone, Fitted(), FitPrecision);
    }

    [Fact]
    public void A_fit_says_how_many_channels_are_masked()
        => Assert.StartsWith("measurement main: 2 channels (1 masked), 5 bins", CommandRun.Of("fit", s_channels, "--mask-channel", "signal*").Output, StringComparison.Ordinal);

    [Fact]
    public void The_counts_of_a_blinded_channel_are_not_shown_and_change_nothing()
    {
        string changed = WithOtherCounts();

        CommandRun run = CommandRun.WithInput(File.ReadAllText(s_channels), "predict", "-", "--blind-channel", "signal*", "--json");
        CommandRun other = CommandRun.WithInput(changed, "predict", "-", "--blind-channel", "signal*", "--json");

        using JsonDocument document = JsonDocument.Parse(run.Output);
        JsonElement signal = document.RootElement.GetProperty("channels").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "signal_region");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(run.Output, other.Output);
        Assert.Equal(JsonValueKind.Null, signal.GetProperty("data").ValueKind);
        Assert.NotEqual(run.Output, CommandRun.WithInput(changed, "predict", "-", "--json").Output);
    }

    [Theory]
    [InlineData("fit --minos --correlation")]
    [InlineData("fit --data toy-postfit")]
    [InlineData("cls")]
    [InlineData("limit")]
    [InlineData("significance")]
    [InlineData("interval --parameter background_scale")]
    [InlineData("toys --toys 50")]
    [InlineData("scan")]
    [InlineData("contour --parameter background_scale --parameter lumi --points 4")]
    [InlineData("impacts")]
    [InlineData("predict --prefit")]
    public void No_verb_looks_at_the_counts_of_a_blinded_channel(string command)
    {
        string[] words = command.Split(' ');
        string[] args = [words[0], "-", .. words[1..], "--blind-channel", "signal*", "--data-at", "background_scale=1", "--json", "-q"];
        string[] kind = command.Contains("--data", StringComparison.Ordinal) ? [] : ["--data", "asimov-postfit"];

        CommandRun run = CommandRun.WithInput(File.ReadAllText(s_channels), [.. args, .. kind]);
        CommandRun other = CommandRun.WithInput(WithOtherCounts(), [.. args, .. kind]);
        CommandRun seeing = CommandRun.WithInput(WithOtherCounts(), [words[0], "-", .. words[1..], "--json", "-q"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(Settled(run.Output), Settled(other.Output));
        Assert.NotEqual(Settled(run.Output), Settled(seeing.Output));
    }

    [Theory]
    [InlineData("--mask-channel signal*")]
    [InlineData("--channels control*")]
    [InlineData("--blind-channel signal*")]
    [InlineData("--data asimov")]
    [InlineData("--data asimov --data-at background_scale=1.1")]
    [InlineData("--inject background_scale=0.1")]
    public void Toys_of_other_settings_are_not_put_together(string options)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        string first = Path.Combine(folder, "1.wtoys"), second = Path.Combine(folder, "2.wtoys");
        string[] toys = ["toys", s_channels, "--toys", "40", "--test-stat", "q"];
        Assert.Equal(0, CommandRun.Of([.. toys, "--shard", "1/2", "-o", first]).ExitCode);
        Assert.Equal(0, CommandRun.Of([.. toys, "--shard", "2/2", "-o", second, .. options.Split(' ')]).ExitCode);

        CommandRun merge = CommandRun.Of("toys", "merge", first, second, "-o", Path.Combine(folder, "all.wtoys"));

        Assert.Equal(2, merge.ExitCode);
        Assert.False(File.Exists(Path.Combine(folder, "all.wtoys")));
        Directory.Delete(folder, recursive: true);
    }

    private static double Fitted(params string[] options)
    {
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of(["fit", s_channels, .. options, "--json", "-q"]).Output);
        return document.RootElement.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "background_scale").GetProperty("value").GetDouble();
    }

    // Times differ from run to run.
    private static string Settled(string json) => Seconds().Replace(json, "");

    [GeneratedRegex("\"seconds\":[^,}]*")]
    private static partial Regex Seconds();

    private static string WithOtherCounts()
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(s_channels))!;
        JsonNode signal = root["observations"]!.AsArray().Single(o => o!["name"]!.GetValue<string>() == "signal_region")!;
        signal["data"] = new JsonArray(900, 1, 77);
        return root.ToJsonString();
    }

    private static string WithFixedScale()
    {
        JsonNode root = JsonNode.Parse(File.ReadAllText(s_channels))!;
        root["measurements"]![0]!["config"]!["parameters"]!.AsArray().Add(new JsonObject { ["name"] = "background_scale", ["fixed"] = true });
        return root.ToJsonString();
    }
}
