namespace Wilks.Cli.Tests;

/// <summary>The speed table of the README shows recorded results and no others.</summary>
public sealed class SpeedTableTests
{
    // The columns of the README and where they stand in the results.
    private static readonly (int Readme, int Results)[] s_columns = [(2, 3), (3, 10), (4, 6), (5, 11), (6, 1), (7, 9), (8, 8)];

    [Fact]
    public void Every_cell_of_the_readme_is_a_recorded_result()
    {
        string readme = File.ReadAllText(Repository.File("README.md"));
        Dictionary<string, string[]> recorded = Rows(File.ReadAllText(Repository.File("bench", "results", "amd-epyc.md"))).ToDictionary(row => row[0]);

        string[][] shown = [.. Rows(readme[readme.IndexOf("## Speed", StringComparison.Ordinal)..readme.IndexOf("## Where to read", StringComparison.Ordinal)])];

        Assert.True(shown.Length >= 5, "the speed table has rows");
        Assert.All(shown, row => Assert.All(s_columns, column => Assert.Equal(recorded[row[0]][column.Results], row[column.Readme])));
    }

    private static IEnumerable<string[]> Rows(string text)
        => text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| model", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray());
}
