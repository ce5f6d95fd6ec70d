using System.Text.Json;

namespace Wilks.Cli.Tests;

/// <summary>The verbs that change pyhf documents: arguments, options and where the answer goes. What they do is tested with the library.</summary>
public sealed class DocumentVerbTests
{
    private static readonly string s_twoBins = Repository.File("examples", "two_bins.json");
    private static readonly string s_channels = Repository.File("examples", "several_channels.json");
    private static readonly string s_set = Repository.File("examples", "signals.patchset.json");

    [Fact]
    public void Digests_are_lines_or_an_object()
    {
        CommandRun lines = CommandRun.Of("digest", s_channels, "-a", "sha256", "-a", "md5", "-p"), json = CommandRun.Of("digest", s_channels, "--json");

        Assert.Equal(["sha256", "md5"], lines.Output.Trim().Split('\n').Select(line => line.Split(':')[0]));
        Assert.Equal(lines.Output.Split('\n')[0].Split(':')[1], JsonDocument.Parse(json.Output).RootElement.GetProperty("sha256").GetString());
        Assert.Equal(2, CommandRun.Of("digest", s_channels, "-a", "crc").ExitCode);
        Assert.Equal(2, CommandRun.Of("digest", s_channels, "-j", "-p").ExitCode);
    }

    [Fact]
    public void A_workspace_comes_from_standard_input_when_none_is_named()
    {
        string text = File.ReadAllText(s_channels);

        Assert.Equal(CommandRun.Of("sort", s_channels).Output, CommandRun.WithInput(text, "sort").Output);
        Assert.Equal(CommandRun.Of("digest", s_channels).Output, CommandRun.WithInput(text, "digest").Output);
    }

    [Fact]
    public void Rename_takes_pairs_before_and_after_the_workspace()
    {
        CommandRun before = CommandRun.Of("rename", "-m", "mu", "strength", "--channel", "signal_region", "SR", s_twoBins), after = CommandRun.Of("rename", s_twoBins, "--channel", "signal_region", "SR", "-m", "mu", "strength");

        Assert.Equal(0, before.ExitCode);
        Assert.Equal(before.Output, after.Output);
        Assert.Contains("\"poi\": \"strength\"", before.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("rename", s_twoBins, "-m", "mu").ExitCode);
        Assert.Contains("two new names", CommandRun.Of("rename", s_twoBins, "-m", "mu", "a", "-m", "mu", "b").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Prune_writes_to_a_file_and_tells_what_is_not_there()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "pruned.json");

        CommandRun run = CommandRun.Of("prune", s_channels, "-c", "control_region", "-m", "jet_scale", "--output-file", file), wrong = CommandRun.Of("prune", s_channels, "-c", "control");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.DoesNotContain("jet_scale", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("'control_region'", wrong.Error, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public void Combine_refuses_by_default_and_joins_when_told()
    {
        Assert.Contains("WK320", CommandRun.Of("combine", s_channels, s_channels).Error, StringComparison.Ordinal);
        Assert.Equal(CommandRun.Of("sort", s_channels).Output, CommandRun.WithInput(CommandRun.Of("combine", s_channels, s_channels, "-j", "outer").Output, "sort").Output);
        Assert.Equal(2, CommandRun.Of("combine", s_channels, s_channels, "--merge-channels").ExitCode);
        Assert.Equal(2, CommandRun.Of("combine", s_channels, s_channels, "-j", "inner").ExitCode);
        Assert.Equal(2, CommandRun.Of("combine", "-", "-").ExitCode);
    }

    [Fact]
    public void A_patch_set_is_shown_checked_extracted_and_applied()
    {
        Assert.Contains("signal_700   700", CommandRun.Of("patchset", "inspect", s_set).Output, StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse(CommandRun.Of("patchset", "inspect", s_set, "--json").Output).RootElement.GetProperty("patches").GetArrayLength());
        Assert.Equal("All good: sha256.\n", CommandRun.Of("patchset", "verify", s_channels, s_set).Output);
        CommandRun other = CommandRun.Of("patchset", "verify", s_twoBins, s_set);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("WK331", other.Error, StringComparison.Ordinal);

        string patch = CommandRun.Of("patchset", "extract", s_set, "--name", "signal_700").Output;
        Assert.Equal(patch, CommandRun.Of("patchset", "extract", s_set, "--values", "700.0").Output);
        Assert.Contains("\"labels\"", CommandRun.Of("patchset", "extract", s_set, "--name", "signal_700", "--with-metadata").Output, StringComparison.Ordinal);
        CommandRun applied = CommandRun.Of("patchset", "apply", s_channels, s_set, "--name", "signal_700", "-q");
        Assert.Contains("\"name\": \"signal\"", applied.Output, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("patchset", "apply", s_twoBins, s_set, "--name", "signal_700").ExitCode);
        Assert.Contains("'signal_700'", CommandRun.Of("patchset", "extract", s_set, "--name", "signal_701").Error, StringComparison.Ordinal);
        Assert.Equal(2, CommandRun.Of("patchset", "extract", s_set).ExitCode);
        Assert.Equal(2, CommandRun.Of("patchset").ExitCode);
    }
}
