using System.Text;
using Wilks.Formats.Columns;

namespace Wilks.Formats.Tests.Columns;

public sealed class BrokenExpressionTests
{
    private const int Seed = 20;
    private const int TextCount = 20_000;

    private static readonly string[] s_seeds =
    [
        "a > 0 && b < 1 || !(n == 2)", "Sum$(x > 25)*Length$(x) + Alt$(x[2], 0)", "a > 0 ? pow(a, 2) : TMath::Sqrt(b)", "xx[1][0] + x[n]",
        "(a > 0) & (b < 1) | ~flag", "np.where(x > 2, x, -1)[:, :2]", "ak.sum(xx[:, :, 1:], axis=2).sum(axis=1)", "0 < a <= b < 3 and not flag", "n // 2 % 3 ** 2", "`my col`*MET.pt - 0x1F",
        "ak.fill_none(ak.firsts(x[x > 2]), -1)", "big % 2 == 1 & u << 2", "hole + gap", "np.minimum(x, one)", "1e3*.5",
        "name == \"ttbar\" && Sum$(labels == \"e\") > 1", "name in ['ttbar', 'ttW'] and n not in (1, 2)", "a if flag else b if n > 2 else x[:, ::-2]", "name.str.startswith('tt') | n.between(1, 3)", "Sum$(x*(Iteration$ < 2))",
    ];

    private static readonly string[] s_pieces =
        ["a", "x", "xx", "n", "flag", "(", ")", "[", "]", "[:, ", "[0]", "&&", "&", "||", "~", "!", "**", "^", "//", "%", "<", "==", "?", ":", ",", ".", ".sum(axis=1)", "np.", "ak.num(", "Sum$(", "not ", " and ", "1", "1e", "0x", "`", "\"", "\0", "é", "🙂", "=", "axis=", "$", "::", "-", "<<", "999999999999999999999", " in ", " not in ", "[1, 2]", "(1,)", " if ", " else ", "'tt'", "\"e\"", "\\", "'", "::", "::-1", "Iteration$", ".isin([1])", ".str", "name", "labels"];

    [Fact]
    public void Mutated_texts_are_values_or_located_errors_and_nothing_else()
    {
        Random random = new(Seed);
        int evaluated = 0;
        for (int i = 0; i < TextCount; i++)
        {
            string text = Mutate(random);
            ColumnDialect dialect = (ColumnDialect)random.Next(3);
            try
            {
                ExampleColumns.Values(text, dialect);
                evaluated++;
            }
            catch (ColumnExpressionException exception)
            {
                Assert.InRange(exception.Position, 0, text.Length);
                Assert.False(string.IsNullOrWhiteSpace(exception.Reason));
            }
        }

        // Otherwise the mutations test the lexer only.
        Assert.InRange(evaluated, TextCount / 50, TextCount);
    }

    [Theory]
    [InlineData("(", 10_000, "nested")]
    [InlineData("-", 10_000, "nested")]
    [InlineData("!", 10_000, "nested")]
    [InlineData("a?", 5_000, "nested")]
    [InlineData("a+", 9_000, "on top of each other")]
    [InlineData("abs(", 4_000, "nested")]
    [InlineData("a^", 5_000, "nested")]
    [InlineData("x[", 5_000, "nested")]
    public void Deep_texts_are_refused(string piece, int count, string reason)
    {
        string text = new StringBuilder().Insert(0, piece, count).Append('a').ToString();

        Assert.Contains(reason, Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Parse(text, ColumnDialect.Root)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not ")]
    [InlineData("~")]
    [InlineData("a**")]
    [InlineData("a<(")]
    [InlineData("[")]
    [InlineData("a if b else ")]
    [InlineData("a in [")]
    public void Deep_texts_of_Python_are_refused(string piece)
    {
        string text = new StringBuilder().Insert(0, piece, 1_600).Append('a').ToString();

        Assert.Contains("nested", Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Parse(text, ColumnDialect.Python)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nested_chains_are_read_once()
    {
        string text = "a";
        for (int i = 0; i < 90; i++) text = $"a < ({text}) < b";

        Assert.Equal(4, ExampleColumns.Values(text, ColumnDialect.Python).Length);
    }

    [Fact]
    public void Nested_squares_are_read_once()
    {
        string text = "n";
        for (int i = 0; i < 180; i++) text = $"sq({text})";

        Assert.Equal(4, ExampleColumns.Values($"{text} & 1", ColumnDialect.Root).Length);
    }

    [Fact]
    public void A_long_text_is_refused() =>
        Assert.Contains("characters", Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Parse(new string('1', ColumnExpression.MaxLength + 1), ColumnDialect.Auto)).Message, StringComparison.Ordinal);

    private static string Mutate(Random random)
    {
        StringBuilder text = new(s_seeds[random.Next(s_seeds.Length)]);
        int changes = random.Next(1, 4);
        for (int i = 0; i < changes; i++)
        {
            int at = random.Next(text.Length + 1);
            int length = Math.Min(random.Next(1, 6), text.Length - at);
            switch (random.Next(3))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, s_pieces[random.Next(s_pieces.Length)]); break;
                default: text.Remove(at, length).Insert(at, s_pieces[random.Next(s_pieces.Length)]); break;
            }
        }

        return text.ToString();
    }
}
