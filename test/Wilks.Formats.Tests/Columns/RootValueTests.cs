using Wilks.Formats.Columns;

namespace Wilks.Formats.Tests.Columns;

public sealed class RootValueTests
{
    private const int Digits = 14; // one rounding of a library function

    [Theory]
    [InlineData("a > 0 && b > 0", new double[] { 1, 0, 0, 0 })]
    [InlineData("a > 0 || n > 5", new double[] { 1, 0, 1, 1 })]
    [InlineData("!(a > 0)", new double[] { 0, 1, 0, 1 })]
    [InlineData("!a > 0", new double[] { 0, 0, 0, 1 })]
    [InlineData("!flag", new double[] { 0, 1, 0, 1 })]
    [InlineData("a > 0 & b > 0", new double[] { 1, 0, 0, 0 })]
    [InlineData("n & 1", new double[] { 1, 1, 0, 0 })]
    [InlineData("n & 1 == 1", new double[] { 1, 1, 0, 0 })]
    [InlineData("(a>1)*a + (a<=1)*b", new double[] { 2, 2, 3.5, 0.5 })]
    [InlineData("(a>0) + (b>0)", new double[] { 2, 1, 1, 1 })]
    [InlineData("a == 1 == 1", null)]
    [InlineData("-a^2", new double[] { -1, -4, -12.25, 0 })]
    [InlineData("2^-1*b", new double[] { 1, 1, -0.5, 0.25 })]
    [InlineData("pow(a, 3)", new double[] { 1, -8, 42.875, 0 })]
    [InlineData("n % m", new double[] { 1, -1, 0, 2 })]
    [InlineData("n / m", new double[] { 1.5, -2.3333333333333335, 0, -2.5 })]
    [InlineData("a > 0 ? a : -b", new double[] { 1, -2, 3.5, -0.5 })]
    [InlineData("a > 0 ? 1 : b > 1 ? 2 : 3", new double[] { 1, 2, 1, 3 })]
    [InlineData("TMath::Abs(a) + fabs(b)", new double[] { 3, 4, 4.5, 0.5 })]
    [InlineData("TMath::Sqrt(u*u)", new double[] { 1, 2, 3, 4 })]
    [InlineData("TMath::Pi()*a", new double[] { 3.141592653589793, -6.283185307179586, 10.995574287564276, 0 })]
    [InlineData("pi", new double[] { 3.141592653589793, 3.141592653589793, 3.141592653589793, 3.141592653589793 })]
    [InlineData("min(a, b) + max(n, m)", new double[] { 4, 1, 4, 10 })]
    [InlineData("log10(1000*u) - log10(u)", new double[] { 3, 3, 3, 3 })]
    [InlineData("sqrt(sq(a))", new double[] { 1, 2, 3.5, 0 })]
    [InlineData("atan2(0, a)", new double[] { 0, 3.141592653589793, 0, 0 })]
    [InlineData("Entry$", new double[] { 100, 101, 102, 103 })]
    [InlineData("`my col` + MET.pt + `e:x`", new double[] { 33, 63, 93, 123 })]
    [InlineData("Sum$(x)", new double[] { 6, 0, 40, 35 })]
    [InlineData("Sum$(x > 2)", new double[] { 1, 0, 1, 2 })]
    [InlineData("Sum$(x*k)", new double[] { 8, 0, 120, 170 })]
    [InlineData("Sum$(xx)", new double[] { 6, 0, 0, 22 })]
    [InlineData("Length$(x)", new double[] { 3, 0, 1, 2 })]
    [InlineData("Length$(xx)", new double[] { 3, 0, 0, 4 })]
    [InlineData("Sum$(x*(Iteration$ < 2))", new double[] { 3, 0, 40, 35 })]
    [InlineData("Sum$(Iteration$*(labels == \"e\")*x)", new double[] { 6, 0, 0, 30 })]
    [InlineData("Sum$(Iteration$ + xx[0])", new double[] { 4, 0, 0, 4 })]
    [InlineData("a + Iteration$ + Sum$(x)", new double[] { 7, -2, 43.5, 35 })]
    [InlineData("name == \"ttbar\" || name == \"ttW\"", new double[] { 1, 0, 0, 1 })]
    [InlineData("name != \"ttbar\" ? a : 7", new double[] { 7, -2, 3.5, 0 })]
    [InlineData("Sum$(labels == \"e\")", new double[] { 2, 0, 0, 1 })]
    [InlineData("Min$(x)", new double[] { 1, double.NaN, 40, 5 })]
    [InlineData("Max$(x*(x < 25))", new double[] { 3, double.NaN, 0, 5 })]
    [InlineData("Alt$(x[1], -1)", new double[] { 2, -1, -1, 30 })]
    [InlineData("Alt$(x[0], Alt$(x[1], a))", new double[] { 1, -2, 40, 5 })]
    [InlineData("25", new double[] { 25, 25, 25, 25 })]
    [InlineData("0.7*a", new double[] { 0.7, -1.4, 2.45, 0 })]
    public void Expressions_have_their_values(string text, double[]? expected)
    {
        if (expected is null)
        {
            Assert.Contains("C compares the truth value", Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Values(text, ColumnDialect.Root)).Message, StringComparison.Ordinal);
            return;
        }

        double[] found = ExampleColumns.Values(text, ColumnDialect.Root);

        Assert.Equal(expected.Select(value => Math.Round(value, Digits)), found.Select(value => Math.Round(value, Digits)));
    }

    [Theory]
    [InlineData("x[0]", new bool[] { true, false, true, true })]
    [InlineData("x[1] + x[0]", new bool[] { true, false, false, true })]
    [InlineData("x[k[0]]", new bool[] { true, false, false, false })]
    [InlineData("x[n-2]", new bool[] { true, false, false, false })]
    [InlineData("x[-1]", new bool[] { false, false, false, false })]
    [InlineData("xx[1][0]", new bool[] { true, false, false, true })]
    public void A_row_without_the_element_contributes_nothing(string text, bool[] present)
    {
        ColumnEvaluator evaluator = ExampleColumns.Evaluator((text, ColumnDialect.Root, ColumnUse.Variable));

        Assert.Equal(present, evaluator.Present(0).ToArray());
        Assert.True(ExampleColumns.Parse(text, ColumnDialect.Root).HasIndices);
    }

    [Theory]
    [InlineData("x[1] > 1", new bool[] { true, false, false, true })]
    [InlineData("x[1] < 1 || a < 10", new bool[] { true, false, false, true })]
    [InlineData("n", new bool[] { true, true, false, true })]
    [InlineData("flag", new bool[] { true, false, true, false })]
    [InlineData("1", new bool[] { true, true, true, true })]
    [InlineData("hole > 0", new bool[] { true, false, true, false })]
    [InlineData("gap > 0", new bool[] { true, false, true, false })]
    [InlineData("gap <= 0", new bool[] { false, false, false, false })]
    [InlineData("gap != 1", new bool[] { false, true, true, true })]
    [InlineData("hole != 1", new bool[] { false, true, true, true })]
    [InlineData("gap*2 > 0", new bool[] { true, false, true, false })]
    [InlineData("gap % 2 == 1", new bool[] { true, false, true, false })]
    [InlineData("TMath::IsNaN(gap)", new bool[] { false, true, false, true })]
    [InlineData("n > 2.5", new bool[] { true, false, false, true })]
    [InlineData("2.5 > n", new bool[] { false, true, true, false })]
    [InlineData("n == 2.5", new bool[] { false, false, false, false })]
    [InlineData("big == big + 0", new bool[] { false, true, true, true })]
    public void Selections_take_their_rows(string text, bool[] expected) => Assert.Equal(expected, ExampleColumns.Selected(text, ColumnDialect.Root));

    [Theory]
    [InlineData("hole")]
    [InlineData("gap")]
    [InlineData("a/a")]
    public void A_selection_that_is_NaN_is_an_error_with_the_row(string text)
    {
        ColumnExpressionException exception = Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Selected(text, ColumnDialect.Root));

        Assert.Contains("NaN", exception.Message, StringComparison.Ordinal);
        Assert.InRange(exception.Row!.Value, 101, 103);
    }
}
