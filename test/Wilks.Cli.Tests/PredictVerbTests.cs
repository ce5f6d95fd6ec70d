using System.Globalization;

namespace Wilks.Cli.Tests;

public sealed class PredictVerbTests
{
    private static readonly string s_example = Repository.File("examples", "several_channels.json");

    [Theory]
    [InlineData("--per", "region", "--per takes channel, bin or sample, not 'region'")]
    [InlineData("--fix", "nothing", "no parameter 'nothing'")]
    public void What_can_not_be_meant_is_refused(string option, string value, string message)
    {
        CommandRun run = CommandRun.Of("predict", s_example, option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2)]
    [InlineData("--per bin", 7)]
    [InlineData("--per sample", 6)]
    [InlineData("--per bin --per sample", 21)]
    public void A_file_of_comma_separated_values_has_a_line_for_everything_asked_for(string options, int lines)
    {
        string[] table = Written("csv", options).TrimEnd().Split('\n');

        Assert.Equal("channel,bin,sample,yield,uncertainty,data,pull,masked,blinded", table[0]);
        Assert.Equal(lines, table.Length - 1);
        Assert.All(table.Skip(1), line => Assert.True(double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture) > 0));
    }

    [Fact]
    public void Latex_and_markdown_carry_the_same_table()
    {
        string latex = Written("tex", "--prefit"), markdown = Written("md", "--prefit");

        Assert.StartsWith("\\begin{tabular}{lrrrrl}", latex, StringComparison.Ordinal);
        Assert.Contains("control\\_region & $795$", latex, StringComparison.Ordinal);
        Assert.Contains("| control_region | 795", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_and_blinded_channels_say_so()
    {
        CommandRun run = CommandRun.Of("predict", s_example, "--mask-channel", "signal*", "--blind-channel", "signal*");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("masked, blinded", run.Output, StringComparison.Ordinal);
    }

    private static string Written(string extension, string options)
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "table." + extension);
        CommandRun run = CommandRun.Of(["predict", s_example, "-o", path, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
        Assert.Equal(0, run.ExitCode);
        string text = File.ReadAllText(path);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        return text;
    }
}
