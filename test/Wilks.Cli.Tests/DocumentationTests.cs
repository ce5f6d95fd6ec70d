using System.Text.RegularExpressions;

namespace Wilks.Cli.Tests;

/// <summary>Runs the commands that the documents show, and compares what they print with the blocks below them.</summary>
/// <remarks>A block is marked by a line <c>&lt;!-- output: wilks fit examples/two_bins.json --&gt;</c> before its fence.</remarks>
public sealed partial class DocumentationTests(ExampleRuns runs) : IClassFixture<ExampleRuns>
{
    private const string UpdateVariable = "WILKS_UPDATE_SNAPSHOTS";

    private static readonly string[] s_documents =
        ["README.md", "docs/reference/command-line.md", "docs/reference/overlay.md", "docs/reference/histfactory-xml.md", "docs/for-pyhf-users.md",
        "docs/explanations/analysis-workflow.md", "docs/explanations/covariance-systematics.md", "docs/explanations/template-morphing.md", "examples/knunu/README.md", "examples/tau-lifetime/README.md"];

    public static TheoryData<string, string> Blocks =>
        [.. s_documents.SelectMany(document => Marked().Matches(Read(document)).Select(match => new TheoryDataRow<string, string>(document, match.Groups["command"].Value)))];

    [GeneratedRegex(@"<!-- output: (?<command>wilks [^\n]*?) -->\n+```\w*\n(?<text>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Marked();

    // Times differ from run to run, and the EDM and small numbers of evaluations between kinds of kernels.
    [GeneratedRegex(@"EDM [\d.e+-]+|\d+ evaluations|\d+(\.\d+)?(e-?\d+)? (ns|µs|ms|s)\b")]
    private static partial Regex Volatile();

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\[(?<text>[^\]]*)\]\((?<target>[^)#:]+)(#[^)]*)?\)")]
    private static partial Regex Link();

    [Fact]
    public void The_readme_shows_output() => Assert.Contains(Blocks, row => row.Data.Item1 == "README.md");

    [Theory]
    [MemberData(nameof(Blocks))]
    public void What_a_document_shows_is_what_the_command_prints(string document, string command)
    {
        CommandRun run = CommandRun.Of(runs.Arguments(command));
        Assert.Equal(0, run.ExitCode);
        string printed = runs.Shown(run.Output);
        Func<string, string> settle = ExampleRuns.IsAnalysis(command) ? SettleTable : Settle;

        Match block = Marked().Matches(Read(document)).First(match => match.Groups["command"].Value == command);
        string shown = block.Groups["text"].Value;
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1" && settle(shown) != settle(printed))
        {
            string text = Read(document);
            Group old = block.Groups["text"];
            File.WriteAllText(Repository.File(document), text[..old.Index] + printed + text[(old.Index + old.Length)..]);
            return;
        }
        Assert.Equal(settle(printed), settle(shown));
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
    [InlineData("docs/explanations/analysis-workflow.md")]
    [InlineData("docs/explanations/covariance-systematics.md")]
    [InlineData("docs/explanations/template-morphing.md")]
    [InlineData("docs/explanations/template-processing.md")]
    [InlineData("docs/reference/analysis-configuration.md")]
    [InlineData("docs/reference/analysis-files.md")]
    [InlineData("docs/for-cabinetry-users.md")]
    [InlineData("docs/for-trexfitter-users.md")]
    [InlineData("examples/README.md")]
    [InlineData("examples/knunu/README.md")]
    [InlineData("examples/tau-lifetime/README.md")]
    public void Links_to_files_lead_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(Repository.File(document))!;

        IEnumerable<string> broken = Link().Matches(Read(document)).Select(match => match.Groups["target"].Value).Where(target => !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    private static string Settle(string text) => Volatile().Replace(text, "…");

    // Columns are as wide as the times in them.
    private static string SettleTable(string text) => Spaces().Replace(Settle(text), " ");

    private static string Read(string document) => File.ReadAllText(Repository.File(document));
}
