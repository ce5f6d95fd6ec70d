using System.Text.Json;
using Wilks.Cli.Tests.Schemas;

namespace Wilks.Cli.Tests;

/// <summary>The verbs test, study and breakdown, Feldman–Cousins in interval and contour, and the sides and toys of limit.</summary>
public sealed class StatisticsVerbTests
{
    private static readonly string s_peak = Repository.File("examples", "three_parameters.json");
    private static readonly string s_bins = Repository.File("examples", "two_bins.json");
    private static readonly string s_fixed = Repository.File("examples", "several_channels.json");

    private static JsonElement Root(CommandRun run) => JsonDocument.Parse(run.Output).RootElement;

    public static TheoryData<string, string> Answers => new()
    {
        { "test", "--at mu=0.8" },
        { "test", "--at mu=0.8 --at background_scale=1 --calculator toys --toys 50" },
        { "breakdown", "" },
        { "breakdown", "--parameter mu --parameter background_scale --group shape=slope" },
        { "study", "--toys 20" },
        { "study", "--toys 20 --at mu=0,1 --at background_scale=0.9,1.1 --prefit" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void An_answer_obeys_its_schema(string verb, string options)
    {
        CommandRun run = CommandRun.Of([verb, s_peak, "--json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(JsonSchemaValidator.For(verb).Validate(Root(run)));
    }

    [Fact]
    public void The_validator_finds_what_is_missing_wrong_and_unknown()
    {
        IReadOnlyList<string> found = JsonSchemaValidator.For("breakdown").Validate(JsonDocument.Parse("""{"failed_intervals": -1, "pois": [{"name": 3}], "more": 1}""").RootElement);

        Assert.Contains(found, message => message.Contains("failed_intervals is -1", StringComparison.Ordinal));
        Assert.Contains(found, message => message.Contains("lacks 'total'", StringComparison.Ordinal));
        Assert.Contains(found, message => message.Contains("pois[0].name is Number", StringComparison.Ordinal));
        Assert.Contains(found, message => message.Contains("'more'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test", "", "--at NAME=VALUE")]
    [InlineData("test", "--at mu", "--at takes NAME=VALUE, not 'mu'")]
    [InlineData("test", "--at nu=1", "no parameter 'nu'")]
    [InlineData("test", "--at mu=1 --at mu=2", "--at gives 'mu' twice")]
    [InlineData("test", "--at mu=1 --toys 5", "--toys goes with --calculator toys")]
    [InlineData("test", "--at mu=1 --calculator dice", "--calculator takes asymptotics or toys")]
    [InlineData("study", "--at mu=", "the grid is empty")]
    [InlineData("study", "--at mu=50", "beyond its bounds [-5, 10]")]
    [InlineData("study", "--parameter nu", "no parameter 'nu'")]
    [InlineData("study", "--level 1", "--level takes a number between 0 and 1")]
    [InlineData("study", "--toys 1", "--toys takes a whole number of at least 2")]
    [InlineData("breakdown", "--group shape", "--group takes NAME=PATTERN")]
    [InlineData("breakdown", "--group a=slope --group a=slope", "--group a is given twice")]
    [InlineData("breakdown", "--group a=zzz", "no parameter matches 'zzz'")]
    [InlineData("breakdown", "--group a=slope --order b", "--order: there is no group 'b'; the groups are 'a'")]
    [InlineData("breakdown", "--parameter nu", "no parameter 'nu'")]
    [InlineData("interval", "--method feldman-cousins --level 0", "--level takes a number between 0 and 1")]
    [InlineData("interval", "--toys 5", "go with --method feldman-cousins")]
    [InlineData("interval", "--method guess", "--method takes profile, hesse or feldman-cousins")]
    [InlineData("contour", "--parameter mu --parameter slope --method hesse", "--method takes profile or feldman-cousins")]
    [InlineData("contour", "--parameter mu --parameter slope --method feldman-cousins --points 9", "--points belongs to --method profile")]
    [InlineData("limit", "--side left", "--side takes upper or lower")]
    [InlineData("limit", "--side lower --method cls", "lower limits take clsb")]
    [InlineData("limit", "--side lower --test-stat q", "--test-stat belongs to upper limits")]
    [InlineData("limit", "--side lower --scan 0:1:3", "lower limits are searched")]
    [InlineData("limit", "--calculator toys", "--scan LO:HI:N")]
    [InlineData("limit", "--toys 5", "--toys goes with --calculator toys")]
    public void Bad_usage_is_one_error(string verb, string options, string message)
    {
        CommandRun run = CommandRun.Of([verb, s_peak, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.Contains("error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("test", "--at", "slope=0")]
    [InlineData("study", "--parameter", "slope")]
    [InlineData("study", "--at", "slope=0")]
    [InlineData("breakdown", "--parameter", "slope")]
    [InlineData("interval", "--method=feldman-cousins", "--parameter=slope")]
    public void A_fixed_parameter_is_one_error(string verb, string option, string value)
    {
        using var folder = new FixedSlope();

        CommandRun run = CommandRun.Of(verb, folder.Workspace, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'slope' is fixed", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_without_a_parameter_of_interest_asks_for_one()
    {
        string text = File.ReadAllText(s_peak).Replace("\"poi\": \"mu\"", "\"poi\": \"\"", StringComparison.Ordinal);

        CommandRun study = CommandRun.WithInput(text, "study", "-"), breakdown = CommandRun.WithInput(text, "breakdown", "-");

        Assert.Contains("no parameter of interest", study.Error, StringComparison.Ordinal);
        Assert.Contains("no parameter of interest", breakdown.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("study", "--toys 300")]
    [InlineData("test", "--at mu=1 --calculator toys --toys 300")]
    [InlineData("interval", "--method feldman-cousins --toys 200 --grid-points 5")]
    [InlineData("limit", "--calculator toys --scan 0.5:2.5:4 --toys 300")]
    public void Threads_do_not_change_an_answer(string verb, string options)
    {
        string[] arguments = [verb, s_bins, "--json", .. options.Split(' ')];

        CommandRun one = CommandRun.Of([.. arguments, "--threads", "1"]), three = CommandRun.Of([.. arguments, "--threads", "3"]);

        Assert.Equal(one.Output, three.Output);
        Assert.NotEqual(one.Output, CommandRun.Of([.. arguments, "--seed", "2"]).Output);
    }

    [Fact]
    public void A_region_lies_around_the_fitted_point_and_ends_at_its_boundary()
    {
        CommandRun run = CommandRun.Of("contour", s_peak, "--parameter", "mu", "--parameter", "background_scale", "--levels", "0.68", "--method", "feldman-cousins", "--toys", "400", "--grid-points", "7", "--json");

        JsonElement region = Root(run).GetProperty("regions")[0];
        double mu = region.GetProperty("best_fit")[0].GetDouble();
        JsonElement[] points = [.. region.GetProperty("points").EnumerateArray()], boundary = [.. region.GetProperty("boundary").EnumerateArray()];
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(49, points.Length);
        Assert.Contains(points, point => point.GetProperty("accepted").GetBoolean());
        // χ² with two degrees of freedom allows 1.51 uncertainties of 0.183 to both sides.
        Assert.All(boundary, point => Assert.InRange(point.GetProperty("values")[0].GetDouble(), mu - 0.35, mu + 0.35));
        Assert.Contains(boundary, point => point.GetProperty("values")[0].GetDouble() < mu - 0.1);
        Assert.Contains(boundary, point => point.GetProperty("values")[0].GetDouble() > mu + 0.1);
    }

    [Fact]
    public void Failed_closure_is_an_answer()
    {
        CommandRun run = CommandRun.Of("study", s_bins, "--at", "mu=0", "--toys", "2000");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("closure: no", run.Output, StringComparison.Ordinal);
        Assert.Contains("of the estimates are at a bound", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_has_tables()
    {
        Assert.All(
            (string[][])[["study", s_peak, "--toys", "20"], ["breakdown", s_peak], ["test", s_fixed, "--at", "background_scale=1"]],
            arguments =>
            {
                string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".md");
                Assert.Equal(0, CommandRun.Of([.. arguments, "--output", path]).ExitCode);
                Assert.Contains("| ", File.ReadAllText(path), StringComparison.Ordinal);
                File.Delete(path);
            });
    }

    /// <summary>The example with its slope fixed.</summary>
    private sealed class FixedSlope : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wilks-fixed-");

        public FixedSlope()
        {
            Workspace = Path.Combine(_folder.FullName, "fixed.json");
            File.WriteAllText(Workspace, File.ReadAllText(s_peak).Replace("\"parameters\": [", "\"parameters\": [{\"name\": \"slope\", \"fixed\": true},", StringComparison.Ordinal));
        }

        public string Workspace { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
