using System.Text.Json;
using Wilks.Cli.Toys;
using Wilks.Formats.Overlays;

namespace Wilks.Cli.Tests;

/// <summary>Overlays reach every verb from the command line.</summary>
public sealed class OverlayTests : IDisposable
{
    /// <summary>Of a fit: both stop where the estimated distance to the minimum is far below this.</summary>
    private const double Relative = 1e-6;

    private static readonly string s_workspace = Repository.File("examples", "two_bins.json");
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-overlay").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_derived_parameter_of_interest_has_the_scaled_value_and_uncertainty()
    {
        string overlay = File("o.yml", "parameters: {mu: 0.5*x}\nnew: {x: {init: 1, bounds: [0, 20]}}\npoi: x\n");

        JsonElement plain = Parameter(CommandRun.Of("fit", s_workspace, "--json"), "mu"), scaled = Parameter(CommandRun.Of("fit", s_workspace, "--overlay", overlay, "--json"), "x");

        Close(2 * plain.GetProperty("value").GetDouble(), scaled.GetProperty("value").GetDouble());
        Close(2 * plain.GetProperty("uncertainty").GetDouble(), scaled.GetProperty("uncertainty").GetDouble());
    }

    [Fact]
    public void The_later_overlay_wins()
    {
        string first = File("1.yml", "parameters: {mu: {init: 1, fixed: true}}"), second = File("2.json", """{"parameters": {"mu": {"init": 2}}}""");

        JsonElement mu = Parameter(CommandRun.Of("fit", s_workspace, "--overlay", first, "--overlay", second, "--json"), "mu");

        Assert.Equal(2, mu.GetProperty("value").GetDouble());
        Assert.True(mu.GetProperty("fixed").GetBoolean());
    }

    [Fact]
    public void The_problems_of_all_overlays_are_told_with_their_places()
    {
        string first = File("1.yml", "parameters:\n  mu: 2x\n"), second = File("2.yml", "nwe: {}\n");

        CommandRun run = CommandRun.Of("validate", s_workspace, "--overlay", first, "--overlay", second);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("1.yml:2 $.parameters.mu", run.Error, StringComparison.Ordinal);
        Assert.Contains("2.yml:1 $.nwe", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_a_workspace_with_an_overlay_warns_of_what_is_lost()
    {
        string overlay = File("o.yml", "poi: mu\n"), output = Path.Combine(_folder, "out.json");

        CommandRun run = CommandRun.Of("validate", s_workspace, "--overlay", overlay, "--output", output);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("WK537", run.Error, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(output));
    }

    [Fact]
    public void Inspect_shows_the_parameters_of_an_overlay()
    {
        CommandRun run = CommandRun.Of("inspect", s_workspace, "--overlay", Repository.File("examples", "overlays", "derived.yml"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("cross_section", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Impacts_take_groups_of_the_overlay_by_default_and_by_name()
    {
        string overlay = File("o.yml", "groups: {one: \"background_shape[0]\", both: background_shape}\n");

        CommandRun all = CommandRun.Of("impacts", s_workspace, "--overlay", overlay), one = CommandRun.Of("impacts", s_workspace, "--overlay", overlay, "--group", "one");
        CommandRun unknown = CommandRun.Of("impacts", s_workspace, "--overlay", overlay, "--group", "bot");

        Assert.Equal([true, true], Lines(all, "one", "both"));
        Assert.Equal([true, false], Lines(one, "one", "both"));
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("'both'", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_of_toys_covers_what_an_overlay_changes_and_nothing_else()
    {
        const string Base = "parameters: {a: {init: 1, bounds: [0, 2], constraint: {type: gaussian, sigma: 1}}}\n";
        string[] different =
        [
            Base, "poi: a\n" + Base, Base.Replace("sigma: 1", "sigma: 2", StringComparison.Ordinal), Base.Replace("gaussian", "log_normal", StringComparison.Ordinal), Base.Replace("[0, 2]", "[0, 3]", StringComparison.Ordinal),
            "parameters: {a: b}", "new: {a: b}", "constraints: [{parameters: [a, b], covariance: [[1, 0], [0, 1]]}]", "constraints: [{parameters: [a, b], correlation: [[1, 0], [0, 1]]}]",
        ];

        Assert.Equal(different.Length, different.Select(Text).Distinct().Count());
        Assert.Equal(Text(Base), Text("# a remark\n" + Base + "labels: {channels: {x: y}}\ngroups: {g: a}\n"));
    }

    private string Text(string yaml) => OverlayText.Of(OverlayReader.Read(File("t.yml", yaml)).Overlay);

    private static bool[] Lines(CommandRun run, params string[] names) => [.. names.Select(name => run.Output.Contains($"\n{name} ", StringComparison.Ordinal))];

    private string File(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private static JsonElement Parameter(CommandRun run, string name)
    {
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == name);
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Relative * Math.Abs(expected));
}
