using System.Text.Json;

namespace Wilks.Cli.Tests;

public sealed class GridVerbTests : IDisposable
{
    /// <summary>pyhf's regression tests hold their numbers to this; its optimiser stops there.</summary>
    private const double PyhfRelative = 1e-5;

    private static readonly string s_channels = Repository.File("examples", "several_channels.json");
    private static readonly string s_set = Repository.File("examples", "signals.patchset.json");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_point_is_what_the_verbs_give_for_its_workspace()
    {
        JsonElement point = Points("--cls", "--limit")[1];
        string workspace = Path.Combine(_folder, "ws.json");
        CommandRun.Of("patchset", "apply", s_channels, s_set, "--name", "signal_700", "-q", "-o", workspace);
        JsonElement test = JsonDocument.Parse(CommandRun.Of("cls", workspace, "--json").Output).RootElement, limit = JsonDocument.Parse(CommandRun.Of("limit", workspace, "--json").Output).RootElement;

        Assert.Equal("signal_700", point.GetProperty("name").GetString());
        Assert.Equal(test.GetProperty("CLs_obs").GetDouble(), point.GetProperty("CLs_obs").GetDouble());
        Assert.Equal(test.GetProperty("CLs_exp").GetRawText(), point.GetProperty("CLs_exp").GetRawText());

        // The limit goes on from the fits of the test: the search takes another way to the same place.
        Assert.Equal(limit.GetProperty("observed").GetDouble(), point.GetProperty("limit_obs").GetDouble(), 1e-5);
        for (int i = 0; i < 5; i++) Assert.Equal(limit.GetProperty("expected")[i].GetDouble(), point.GetProperty("limit_exp")[i].GetDouble(), 1e-5);
    }

    [Fact]
    public void Results_do_not_depend_on_the_threads()
        => Assert.Equal(Points("--threads", "1").Select(Numbers), Points("--threads", "4").Select(Numbers));

    [Fact]
    public void Loose_patches_and_folders_are_points_of_their_names()
    {
        foreach (string mass in (string[])["500", "900"]) CommandRun.Of("patchset", "extract", s_set, "--name", $"signal_{mass}", "-o", Path.Combine(_folder, $"patch.signal_{mass}.json"));
        File.Copy(s_channels, Path.Combine(_folder, "BkgOnly.json"));

        JsonElement grid = JsonDocument.Parse(CommandRun.Of("grid", s_channels, _folder, "--json", "-q").Output).RootElement;

        Assert.Equal(["signal_500", "signal_900"], grid.GetProperty("points").EnumerateArray().Select(point => point.GetProperty("name").GetString()));
        Assert.Equal(500, grid.GetProperty("points")[0].GetProperty("values")[0].GetDouble());
        Assert.Equal(Numbers(Points()[0]), Numbers(grid.GetProperty("points")[0]));
    }

    [Fact]
    public void A_run_that_was_killed_goes_on_and_redoes_no_finished_point()
    {
        string checkpoint = Path.Combine(_folder, "points.jsonl");
        string whole = Table();
        CommandRun.Of("grid", s_channels, s_set, "--checkpoint", checkpoint, "-q");
        string[] lines = File.ReadAllLines(checkpoint);
        Assert.Equal(4, lines.Length);

        // Killed while it wrote the third point.
        File.WriteAllText(checkpoint, $"{lines[0]}\n{lines[1]}\n{lines[2]}\n{lines[3][..40]}");
        CommandRun resumed = CommandRun.Of("grid", s_channels, s_set, "--checkpoint", checkpoint, "--resume");

        Assert.Contains("2 points were finished before; 1 were computed now", resumed.Error, StringComparison.Ordinal);
        Assert.Equal(whole, resumed.Output);
        string[] after = File.ReadAllLines(checkpoint);
        Assert.Equal(lines[..3], after[..3]);
        Assert.Equal(4, after.Length);
        Assert.Contains("WK340", CommandRun.Of("grid", s_channels, s_set, "--checkpoint", checkpoint, "--resume", "--test-poi", "2").Error, StringComparison.Ordinal);
        Assert.Contains("--resume", CommandRun.Of("grid", s_channels, s_set, "--checkpoint", checkpoint).Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("grid", s_channels, s_set, "--resume").ExitCode);
    }

    [Fact]
    public void A_point_that_can_not_be_made_is_listed_and_the_others_are_computed()
    {
        string patch = Path.Combine(_folder, "broken.json");
        File.WriteAllText(patch, """[{"op": "replace", "path": "/channels/7/name", "value": "x"}]""");

        CommandRun run = CommandRun.Of("grid", s_channels, s_set, patch, "-q");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("4 points", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 not to be trusted", run.Output, StringComparison.Ordinal);
        Assert.Contains("broken: WK307", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_point_without_a_parameter_of_interest_is_listed()
    {
        string patch = Path.Combine(_folder, "empty.json");
        File.WriteAllText(patch, """[{"op": "replace", "path": "/measurements/0/config/poi", "value": ""}]""");

        CommandRun run = CommandRun.Of("grid", s_channels, s_set, patch, "-q");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("4 points", run.Output, StringComparison.Ordinal);
        Assert.Contains("empty: WK409", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--limit --test-poi 2", "--test-poi is tested with --cls")]
    [InlineData("--confidence-level 0.3", "between 0.5 and 1")]
    [InlineData("--blind-parameter mu", "would give the value")]
    [InlineData("--test-stat q0", "significance")]
    public void What_can_not_be_meant_is_refused(string options, string message)
    {
        CommandRun run = CommandRun.Of(["grid", s_channels, s_set, .. options.Split(' ')]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_another_workspace_is_refused_unless_told()
    {
        string other = Path.Combine(_folder, "other.json");
        CommandRun.Of("rename", s_channels, "--measurement", "main", "other", "-o", other);

        Assert.Contains("WK331", CommandRun.Of("grid", other, s_set).Error, StringComparison.Ordinal);
        Assert.Equal(0, CommandRun.Of("grid", other, s_set, "--no-verify", "-q").ExitCode);
    }

    [Fact]
    public void Tables_are_written_for_spreadsheets_and_papers()
    {
        string csv = Path.Combine(_folder, "grid.csv"), tex = Path.Combine(_folder, "grid.tex");
        CommandRun.Of("grid", s_channels, s_set, "-q", "-o", csv);
        CommandRun.Of("grid", s_channels, s_set, "-q", "-o", tex);

        string[] lines = File.ReadAllLines(csv);
        Assert.StartsWith("name,mass,status,poi_hat,CLs_obs,CLs_exp_m2", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].Split(',').Length, lines[1].Split(',').Length);
        Assert.Contains("tabular", File.ReadAllText(tex), StringComparison.Ordinal);
    }

    /// <summary>
    /// The published likelihoods of ATLAS-SUSY-2018-31 (HEPData ins1748602): observed CLs of pyhf's tests/test_regression.py, and the bands of pyhf 0.8 (b3dc4bb2) with
    /// <c>scipy_optimizer(tolerance=1e-13)</c>. The bands in its tests come from the default tolerance, which stops early enough to move them by 5e-5.
    /// </summary>
    [Theory]
    [InlineData("A", "sbottom_1300_205_60", 0.24443627759085326, new[] { 0.09022629643775233, 0.1937857691922897, 0.3843257590053476, 0.6557777205079086, 0.8910430082441285 })]
    [InlineData("A", "sbottom_1400_950_60", 0.021373283911064852, new[] { 0.0026446972889911883, 0.013976713104021016, 0.06497300104442102, 0.23644473844259437, 0.5744839697798862 })]
    [InlineData("A", "sbottom_1500_850_60", 0.045367205665400624, new[] { 0.005984524221632914, 0.026102923961295415, 0.10093825997149854, 0.31019588910345397, 0.6553657311991458 })]
    [InlineData("B", "sbottom_1400_550_60", 0.9744675266677597, new[] { 0.933880409730635, 0.9568995175853561, 0.9771269348212378, 0.991636011358321, 0.9983699155045984 })]
    [InlineData("C", "sbottom_1600_850_60", 0.711023707425625, new[] { 0.2955579632571722, 0.44469747787763414, 0.6371548756661931, 0.8336192888817905, 0.9585914701870334 })]
    public void Published_signals_have_the_CLs_of_pyhf(string region, string signal, double expected, double[] band)
    {
        string? archive = Repository.Shared("data", "models", "sbottom", "pyhf-ins1748602-probability-models.tar.gz");
        Assert.SkipWhen(archive is null, "The published likelihoods are not beside the repository.");
        using (var stream = new System.IO.Compression.GZipStream(File.OpenRead(archive!), System.IO.Compression.CompressionMode.Decompress))
        {
            System.Formats.Tar.TarFile.ExtractToDirectory(stream, _folder, overwriteFiles: true);
        }

        string folder = Path.Combine(_folder, $"Region{region}");
        CommandRun run = CommandRun.Of("grid", Path.Combine(folder, "BkgOnly.json"), Path.Combine(folder, $"patch.{signal}.json"), "--json", "-q");

        JsonElement point = JsonDocument.Parse(run.Output).RootElement.GetProperty("points")[0];
        Assert.Equal(expected, point.GetProperty("CLs_obs").GetDouble(), PyhfRelative * expected);
        for (int i = 0; i < band.Length; i++) Assert.Equal(band[i], point.GetProperty("CLs_exp")[i].GetDouble(), PyhfRelative * band[i]);
    }

    [Fact]
    public void One_reason_of_many_points_is_told_once()
    {
        CommandRun run = CommandRun.Of("grid", s_channels, s_set, "--poi", "nothing", "-q");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("signal_500 and 2 more: WK404", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Trim().Split('\n'));
    }

    private static string Table() => CommandRun.Of("grid", s_channels, s_set, "-q").Output;

    private static JsonElement[] Points(params string[] options) => [.. JsonDocument.Parse(CommandRun.Of(["grid", s_channels, s_set, "--json", "-q", .. options]).Output).RootElement.GetProperty("points").EnumerateArray()];

    // All but the time it took.
    private static string Numbers(JsonElement point) => string.Join('\n', point.EnumerateObject().Where(member => member.Name != "seconds").Select(member => member.Value.GetRawText()));
}
