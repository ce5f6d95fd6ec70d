using Wilks.Formats.Columns;

namespace Wilks.Formats.Tests.Columns;

/// <summary>Trees written in both dialects, each with its own spelling and fewest parentheses aside, have the same values.</summary>
public sealed class RandomTreeTests
{
    private const int Seed = 11;
    private const int TreeCount = 3_000;
    private const int Levels = 4;

    [Fact]
    public void A_tree_has_the_same_value_in_both_dialects()
    {
        Random random = new(Seed);
        for (int i = 0; i < TreeCount; i++)
        {
            (string root, string python) = Number(random, Levels);

            double[] one = ExampleColumns.Values(root, ColumnDialect.Root);
            double[] other = ExampleColumns.Values(python, ColumnDialect.Python);

            Assert.True(one.SequenceEqual(other), $"{root} and {python}");
        }
    }

    [Fact]
    public void What_is_printed_reads_as_what_it_was_printed_from()
    {
        Random random = new(Seed + 1);
        for (int i = 0; i < TreeCount; i++)
        {
            (string root, string python) = Number(random, Levels);
            foreach ((string text, ColumnDialect dialect) in new[] { (root, ColumnDialect.Root), (python, ColumnDialect.Python) })
            {
                string reading = ExampleColumns.Parse(text, dialect).Reading;

                Assert.Equal(reading, ExampleColumns.Parse(reading, dialect).Reading);
                Assert.Equal(ExampleColumns.Values(text, dialect), ExampleColumns.Values(reading, dialect));
            }
        }
    }

    private static (string Root, string Python) Number(Random random, int levels)
    {
        if (levels == 0)
        {
            string leaf = random.Next(6) switch { 0 => "a", 1 => "b", 2 => "n", 3 => "u", 4 => "2", _ => "0.5" };
            return (leaf, leaf);
        }

        (string Root, string Python) x = Number(random, levels - 1), y = Number(random, levels - 1);
        (string Root, string Python) c = Truth(random, levels - 1);
        return random.Next(10) switch
        {
            0 => ($"{P(x.Root)} + {P(y.Root)}", $"{P(x.Python)} + {P(y.Python)}"),
            1 => ($"{P(x.Root)} - {P(y.Root)}", $"{P(x.Python)} - {P(y.Python)}"),
            2 => ($"{P(x.Root)} * {P(y.Root)}", $"{P(x.Python)} * {P(y.Python)}"),
            3 => ($"{P(x.Root)} / {P(y.Root)}", $"{P(x.Python)} / {P(y.Python)}"),
            4 => ($"-{P(x.Root)}^2", $"-{P(x.Python)}**2"),
            5 => ($"{P(c.Root)} ? {P(x.Root)} : {P(y.Root)}", $"np.where({c.Python}, {x.Python}, {y.Python})"),
            6 => ($"min({x.Root}, {y.Root})", $"np.minimum({x.Python}, {y.Python})"),
            7 => ($"sqrt(fabs({x.Root}))", $"np.sqrt(np.abs({x.Python}))"),
            8 => ($"Sum$(x*{P(x.Root)})", $"ak.sum(x*{P(x.Python)}, axis=1)"),
            _ => ($"{P(c.Root)}*{P(x.Root)}", $"{P(c.Python)}*{P(x.Python)}"),
        };
    }

    private static (string Root, string Python) Truth(Random random, int levels)
    {
        if (levels == 0) return ("flag", "flag");

        (string Root, string Python) x = Number(random, levels - 1), y = Number(random, levels - 1);
        (string Root, string Python) c = Truth(random, levels - 1), d = Truth(random, levels - 1);
        return random.Next(5) switch
        {
            0 => ($"{P(x.Root)} > {P(y.Root)}", $"{P(x.Python)} > {P(y.Python)}"),
            1 => ($"{P(x.Root)} != {P(y.Root)}", $"{P(x.Python)} != {P(y.Python)}"),
            2 => ($"{P(c.Root)} && {P(d.Root)}", $"{P(c.Python)} & {P(d.Python)}"),
            3 => ($"{P(c.Root)} || {P(d.Root)}", $"{P(c.Python)} | {P(d.Python)}"),
            _ => ($"!{P(c.Root)}", $"~{P(c.Python)}"),
        };
    }

    private static string P(string text) => $"({text})";
}
