using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Tests;

public sealed class OutputTests : IDisposable
{
    private static readonly string s_example = Repository.File("examples", "two_bins.json");

    private readonly string _directory = Directory.CreateTempSubdirectory("wilks-output-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_answer_goes_to_the_file_and_standard_output_stays_empty()
    {
        string path = Path.Combine(_directory, "model.md");

        CommandRun run = CommandRun.Of("inspect", s_example, "--output", path);

        Assert.Equal(new CommandRun(0, "", ""), run);
        Assert.Contains("| parameter |", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFiles(_directory));
    }

    [Fact]
    public void The_name_of_the_file_chooses_JSON()
    {
        string path = Path.Combine(_directory, "model.json");

        CommandRun.Of("inspect", s_example, "--output", path);

        Assert.StartsWith("{\"measurement\":", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_exit_code_2_and_leaves_nothing()
    {
        string path = Path.Combine(_directory, "none", "model.json");

        CommandRun run = CommandRun.Of("inspect", s_example, "--output", path);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: WK510: '{path}' can't be written", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Validate_writes_the_patched_workspace()
    {
        string path = Path.Combine(_directory, "patched.json");

        CommandRun run = CommandRun.Of("validate", Repository.File("examples", "several_channels.json"), "--patch", Repository.File("examples", "signal.patch.json"), "--output", path);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("valid, 0 errors", run.Output, StringComparison.Ordinal);
        Assert.Equal(["mu"], PyhfReader.Read(path).Workspace.Measurements[0].Pois);
    }
}
