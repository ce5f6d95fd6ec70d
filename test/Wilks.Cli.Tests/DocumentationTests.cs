using System.Text.RegularExpressions;

namespace Wilks.Cli.Tests;

/// <summary>Runs the commands that the documents show, and compares what they print with the blocks below them.</summary>
/// <remarks>A block is marked by a line <c>&lt;!-- output: wilks fit examples/two_bins.json --&gt;</c> before its fence.</remarks>
public sealed partial class DocumentationTests
{
    private const string UpdateVariable = "WILKS_UPDATE_SNAPSHOTS";

    private static readonly string[] s_documents = ["README.md", "docs/reference/command-line.md", "docs/reference/overlay.md", "docs/reference/histfactory-xml.md", "docs/for-pyhf-users.md"];

    public static TheoryData<string, string> Blocks =>
        [.. s_documents.SelectMany(document => Marked().Matches(Read(document)).Select(match => new TheoryDataRow<string, string>(document, match.Groups["command"].Value)))];

    [GeneratedRegex(@"<!-- output: (?<command>wilks [^\n]*?) -->\n+```\w*\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Marked();

    // Times differ from run to run, and the EDM and small numbers of evaluations between kinds of kernels.
    [GeneratedRegex(@"EDM [\d.e+-]+|\d+ evaluations|\d+(\.\d+)?(e-?\d+)? (ns|µs|ms|s)\b")]
    private static partial Regex Volatile();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [Fact]
    public void The_readme_shows_output() => Assert.Contains(Blocks, row => row.Data.Item1 == "README.md");

    [Theory]
    [MemberData(nameof(Blocks))]
    public void What_a_document_shows_is_what_the_command_prints(string document, string command)
    {
        string[] args = [.. command.Split(' ')[1..].Select(word => word.StartsWith("examples/", StringComparison.Ordinal) ? Repository.File(word.Split('/')) : word)];
        CommandRun run = CommandRun.Of(args);
        Assert.Equal(0, run.ExitCode);
        string printed = run.Output.Replace(Repository.Root + "/", "", StringComparison.Ordinal);

        Match block = Marked().Matches(Read(document)).First(match => match.Groups["command"].Value == command);
        string shown = block.Groups["text"].Value;
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1" && Settle(shown) != Settle(printed))
        {
            string text = Read(document);
            Group old = block.Groups["text"];
            File.WriteAllText(Repository.File(document), text[..old.Index] + printed + text[(old.Index + old.Length)..]);
            return;
        }
        Assert.Equal(Settle(printed), Settle(shown));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("docs/glossary.md")]
    [InlineData("docs/reference/command-line.md")]
    [InlineData("docs/for-pyhf-users.md")]
    [InlineData("docs/rationale.md")]
    [InlineData("docs/explanations/limits-and-tests.md")]
    [InlineData("docs/explanations/data-sets.md")]
    [InlineData("docs/explanations/predictions.md")]
    [InlineData("docs/explanations/feldman-cousins.md")]
    [InlineData("docs/explanations/toy-studies.md")]
    [InlineData("docs/reference/diagnostics.md")]
    [InlineData("docs/reference/tables.md")]
    [InlineData("docs/reference/histograms.md")]
    [InlineData("docs/reference/overlay.md")]
    [InlineData("docs/reference/histfactory-xml.md")]
    [InlineData("docs/reference/root-files.md")]
    [InlineData("docs/reference/toys-file.md")]
    [InlineData("examples/README.md")]
    public void Links_to_files_lead_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(Repository.File(document))!;

        IEnumerable<string> broken = Link().Matches(Read(document)).Select(match => match.Groups["target"].Value).Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    private static string Settle(string text) => Volatile().Replace(text, "…");

    private static string Read(string document) => File.ReadAllText(Repository.File(document));
}
