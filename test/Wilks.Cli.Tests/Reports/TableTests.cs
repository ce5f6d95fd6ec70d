using Wilks.Reports;

namespace Wilks.Cli.Tests.Reports;

public sealed class TableTests
{
    private static readonly TableColumn[] s_columns = [new("name"), new("value", Alignment.Decimal), new("remark")];

    private static string[] Row(params string[] cells) => cells;

    [Fact]
    public void Decimal_points_stand_below_each_other()
    {
        var table = new Table(s_columns, [Row("a", "-1.25", ""), Row("b", "100", "big"), Row("c", "2.5e-12", "")]);

        Assert.Equal("name      value  remark\na      -1.25\nb     100        big\nc       2.5e-12\n", table.ToText());
    }

    [Fact]
    public void A_long_name_is_cut_in_the_middle_when_the_width_is_small()
    {
        string name = "an_uncertainty_with_a_very_long_name_of_exactly_60_characters_";
        var table = new Table(s_columns, [Row(name, "1.0", "at lower bound 0")]);

        string line = table.ToText(60).Split('\n')[1];

        Assert.True(line.Length <= 60, line);
        Assert.StartsWith("an_uncertainty", line, StringComparison.Ordinal);
        Assert.Contains("…", line, StringComparison.Ordinal);
        Assert.Contains("characters_", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_width_nothing_is_cut()
    {
        string name = new('x', 300);

        Assert.Contains(name, new Table(s_columns, [Row(name, "1", "")]).ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_aligns_numbers_right_and_escapes_bars()
    {
        var table = new Table(s_columns, [Row("a|b", "1", "")]);

        Assert.Equal("| name | value | remark |\n| --- | --: | --- |\n| a\\|b | 1 |  |\n", table.ToMarkdown());
    }
}
