using System.Text.Json;

namespace Wilks.Cli.Tests;

/// <summary><c>wilks look</c> at tables that are no ROOT files.</summary>
public sealed class LookTableTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"wilks-look-{Guid.NewGuid():N}.csv");

    public LookTableTests() => File.WriteAllText(_file, "mass,run,mode\n5.2,3,a\n5.35,1,b\n5.1,2,a\n");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Columns_have_their_types_and_ranges()
    {
        CommandRun run = CommandRun.Of("look", _file);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("3 rows, 3 columns", run.Output, StringComparison.Ordinal);
        Assert.Matches("mass +double +5.1 … 5.35", run.Output);
        Assert.Matches("run +int64 +1 … 3", run.Output);
        Assert.Matches("mode +text", run.Output);
    }

    [Fact]
    public void The_document_says_the_same()
    {
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of("look", _file, "--json").Output);

        Assert.Equal(3, document.RootElement.GetProperty("rows").GetInt64());
        Assert.Equal(5.35, document.RootElement.GetProperty("columns")[0].GetProperty("largest").GetDouble());
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("columns")[2].GetProperty("least").ValueKind);
    }

    [Fact]
    public void Ranges_are_of_the_first_rows_unless_all_are_wanted()
    {
        File.WriteAllText(_file, $"x\n{string.Concat(Enumerable.Range(0, (int)Look.LookText.MostEntries).Select(row => $"{row}\n"))}-7\n");

        CommandRun first = CommandRun.Of("look", _file), all = CommandRun.Of("look", _file, "--all-entries");
        using JsonDocument document = JsonDocument.Parse(CommandRun.Of("look", _file, "--json").Output);

        Assert.Contains("100001 rows, 1 columns; ranges of the first 100000 rows (--all-entries: of all)", first.Output, StringComparison.Ordinal);
        Assert.Matches("x +int64 +0 … 99999", first.Output);
        Assert.Matches("x +int64 +-7 … 99999", all.Output);
        Assert.DoesNotContain("--all-entries", all.Output, StringComparison.Ordinal);
        Assert.Equal(100_000, document.RootElement.GetProperty("rows_in_ranges").GetInt64());
    }

    [Fact]
    public void Checksums_are_refused() => Assert.Equal(2, CommandRun.Of("look", _file, "--json", "--checksums").ExitCode);
}
