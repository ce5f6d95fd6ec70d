using Wilks.Formats.Columns;

namespace Wilks.Formats.Tests.Columns;

/// <summary>The table of flat expressions was compared once with numpy 1.24.2, which gives these values.</summary>
public sealed class PythonValueTests
{
    private const double Ulps = 4e-16; // the functions of two mathematical libraries differ in the last bit

    [Theory]
    [InlineData("a + 2*b", new double[] { 5, 2, 1.5, 1 })]
    [InlineData("a - b - 1", new double[] { -2, -5, 3.5, -1.5 })]
    [InlineData("-a**2", new double[] { -1, -4, -12.25, 0 })]
    [InlineData("2**-1*b", new double[] { 1, 1, -0.5, 0.25 })]
    [InlineData("2**3**2", new double[] { 512, 512, 512, 512 })]
    [InlineData("n // 2", new double[] { 1, -4, 0, 5 })]
    [InlineData("n % m", new double[] { 1, 2, 0, -2 })]
    [InlineData("n // m", new double[] { 1, -3, 0, -3 })]
    [InlineData("a // b", new double[] { 0, -1, -4, 0 })]
    [InlineData("a % b", new double[] { 1, 0, -0.5, 0 })]
    [InlineData("n / m", new double[] { 1.5, -2.3333333333333335, 0, -2.5 })]
    [InlineData("a > 0", new double[] { 1, 0, 1, 0 })]
    [InlineData("(a > 0) & (b > 0)", new double[] { 1, 0, 0, 0 })]
    [InlineData("(a > 0) | (n > 5)", new double[] { 1, 0, 1, 1 })]
    [InlineData("~(a > 0)", new double[] { 0, 1, 0, 1 })]
    [InlineData("(a > 0) ^ (b > 0)", new double[] { 0, 1, 1, 1 })]
    [InlineData("n & 3", new double[] { 3, 1, 0, 2 })]
    [InlineData("n | 4", new double[] { 7, -3, 4, 14 })]
    [InlineData("n ^ 2", new double[] { 1, -5, 2, 8 })]
    [InlineData("~n", new double[] { -4, 6, -1, -11 })]
    [InlineData("n << 2", new double[] { 12, -28, 0, 40 })]
    [InlineData("n >> 1", new double[] { 1, -4, 0, 5 })]
    [InlineData("n & 1 == 1", new double[] { 1, 1, 0, 0 })]
    [InlineData("u & 2 | 1", new double[] { 1, 3, 3, 1 })]
    [InlineData("1 + n << 1", new double[] { 8, -12, 2, 22 })]
    [InlineData("flag * a", new double[] { 1, 0, 3.5, 0 })]
    [InlineData("flag & (n > 0)", new double[] { 1, 0, 0, 0 })]
    [InlineData("np.where(a > 0, a, -b)", new double[] { 1, -2, 3.5, -0.5 })]
    [InlineData("np.minimum(a, b)", new double[] { 1, -2, -1, 0 })]
    [InlineData("np.maximum(n, m)", new double[] { 3, 3, 5, 10 })]
    [InlineData("np.clip(a, -1, 2)", new double[] { 1, -1, 2, 0 })]
    [InlineData("np.abs(n)", new double[] { 3, 7, 0, 10 })]
    [InlineData("np.fabs(a)", new double[] { 1, 2, 3.5, 0 })]
    [InlineData("np.sqrt(abs(a))", new double[] { 1, 1.4142135623730951, 1.8708286933869707, 0 })]
    [InlineData("np.exp(a)", new double[] { 2.718281828459045, 0.1353352832366127, 33.11545195869231, 1 })]
    [InlineData("np.log(u)", new double[] { 0, 0.6931471805599453, 1.0986122886681098, 1.3862943611198906 })]
    [InlineData("np.log10(u)", new double[] { 0, 0.3010299956639812, 0.47712125471966244, 0.6020599913279624 })]
    [InlineData("np.log1p(u)", new double[] { 0.6931471805599453, 1.0986122886681098, 1.3862943611198906, 1.6094379124341003 })]
    [InlineData("np.expm1(b)", new double[] { 6.38905609893065, 6.38905609893065, -0.6321205588285577, 0.6487212707001282 })]
    [InlineData("np.arctan2(a, b)", new double[] { 0.4636476090008061, -0.7853981633974483, 1.8490959858000078, 0 })]
    [InlineData("np.hypot(a, b)", new double[] { 2.23606797749979, 2.8284271247461903, 3.640054944640259, 0.5 })]
    [InlineData("np.floor(a/2)", new double[] { 0, -1, 1, 0 })]
    [InlineData("np.ceil(a/2)", new double[] { 1, -1, 2, 0 })]
    [InlineData("np.round(a)", new double[] { 1, -2, 4, 0 })]
    [InlineData("np.round(b)", new double[] { 2, 2, -1, 0 })]
    [InlineData("np.trunc(a*1.5)", new double[] { 1, -3, 5, 0 })]
    [InlineData("np.sign(a)", new double[] { 1, -1, 1, 0 })]
    [InlineData("np.power(a, 3)", new double[] { 1, -8, 42.875, 0 })]
    [InlineData("np.fmod(n, m)", new double[] { 1, -1, 0, 2 })]
    [InlineData("np.logical_and(n, a)", new double[] { 1, 1, 0, 0 })]
    [InlineData("np.isnan(a/a)", new double[] { 0, 0, 0, 1 })]
    [InlineData("np.isfinite(1/a)", new double[] { 1, 1, 1, 0 })]
    [InlineData("np.pi*a", new double[] { 3.141592653589793, -6.283185307179586, 10.995574287564276, 0 })]
    [InlineData("big == 9007199254740992", new double[] { 0, 1, 0, 0 })]
    [InlineData("big > 9007199254740992", new double[] { 1, 0, 0, 0 })]
    [InlineData("big % 2", new double[] { 1, 0, 1, 1 })]
    public void Flat_expressions_have_numpys_values(string text, double[] expected) => AssertValues(expected, ExampleColumns.Values(text, ColumnDialect.Python));

    [Theory]
    [InlineData("0 < a < 2", new double[] { 1, 0, 0, 0 })]
    [InlineData("-3 <= a < b <= 2", new double[] { 1, 1, 0, 1 })]
    [InlineData("a > 0 and b > 0", new double[] { 1, 0, 0, 0 })]
    [InlineData("a > 0 or not b > 0", new double[] { 1, 0, 1, 0 })]
    [InlineData("not a > 0 and b > 1", new double[] { 0, 1, 0, 0 })]
    [InlineData("True", new double[] { 1, 1, 1, 1 })]
    [InlineData("a if flag else b", new double[] { 1, 2, 3.5, 0.5 })]
    [InlineData("1 if a > 0 else 2 if n > 0 else 3", new double[] { 1, 3, 1, 2 })]
    [InlineData("n in [3, 10]", new double[] { 1, 0, 0, 1 })]
    [InlineData("n not in (3, 10, -1)", new double[] { 0, 1, 1, 0 })]
    [InlineData("a in (3.5,)", new double[] { 0, 0, 1, 0 })]
    [InlineData("not n in [0] and flag", new double[] { 1, 0, 0, 0 })]
    [InlineData("np.isin(n, [0, -7])", new double[] { 0, 1, 1, 0 })]
    [InlineData("~n.isin([0, -7]) & flag", new double[] { 1, 0, 0, 0 })]
    [InlineData("hole in [1, 3]", new double[] { 1, 0, 1, 0 })]
    [InlineData("big in [9007199254740993]", new double[] { 1, 0, 0, 0 })]
    [InlineData("a.between(-2, 1)", new double[] { 1, 1, 0, 1 })]
    [InlineData("(a + b).between(0, 2.5)", new double[] { 0, 1, 1, 1 })]
    [InlineData("hole.isna()", new double[] { 0, 1, 0, 1 })]
    [InlineData("a.clip(-1, 2)", new double[] { 1, -1, 2, 0 })]
    [InlineData("0x1F", new double[] { 31, 31, 31, 31 })]
    public void Words_and_chains_mean_what_they_mean_in_Python(string text, double[] expected) => AssertValues(expected, ExampleColumns.Values(text, ColumnDialect.Python));

    [Theory]
    [InlineData("ak.sum(x, axis=1)", new double[] { 6, 0, 40, 35 })]
    [InlineData("ak.sum(x > 2, axis=-1)", new double[] { 1, 0, 1, 2 })]
    [InlineData("x.sum(axis=1)", new double[] { 6, 0, 40, 35 })]
    [InlineData("(x*k).sum(axis=1)", new double[] { 8, 0, 120, 170 })]
    [InlineData("np.max(x, axis=1)", new double[] { 3, double.NaN, 40, 30 })]
    [InlineData("ak.min(k, axis=1)", new double[] { 0, double.NaN, 3, 4 })]
    [InlineData("ak.mean(x, axis=1)", new double[] { 2, double.NaN, 40, 17.5 })]
    [InlineData("ak.prod(x, axis=1)", new double[] { 6, 1, 40, 150 })]
    [InlineData("ak.any(x > 25, axis=1)", new double[] { 0, 0, 1, 1 })]
    [InlineData("ak.all(x > 2, axis=1)", new double[] { 0, 1, 1, 1 })]
    [InlineData("ak.num(x)", new double[] { 3, 0, 1, 2 })]
    [InlineData("ak.num(x[x > 2])", new double[] { 1, 0, 1, 2 })]
    [InlineData("ak.num(xx, axis=1)", new double[] { 2, 0, 1, 2 })]
    [InlineData("ak.sum(ak.num(xx, axis=2), axis=1)", new double[] { 3, 0, 0, 4 })]
    [InlineData("ak.sum(ak.sum(xx, axis=2), axis=1)", new double[] { 6, 0, 0, 22 })]
    [InlineData("ak.firsts(x)", new double[] { 1, double.NaN, 40, 5 })]
    [InlineData("ak.fill_none(ak.firsts(x), -1)", new double[] { 1, -1, 40, 5 })]
    public void Lists_are_reduced_to_one_value_per_row(string text, double[] expected) => AssertValues(expected, ExampleColumns.Values(text, ColumnDialect.Python));

    [Theory]
    [InlineData("x[:, :2]", "1 2||40|5 30")]
    [InlineData("x[:, 1:]", "2 3|||30")]
    [InlineData("x[:, -1:]", "3||40|30")]
    [InlineData("x[:, :]", "1 2 3||40|5 30")]
    [InlineData("x[x > 2]", "3||40|5 30")]
    [InlineData("x[:, ::2]", "1 3||40|5")]
    [InlineData("x[:, 1::2]", "2|||30")]
    [InlineData("x[:, ::-1]", "3 2 1||40|30 5")]
    [InlineData("x[:, -1:0:-1]", "3 2|||30")]
    [InlineData("x[:, 5::-2]", "3 1||40|30")]
    [InlineData("x[:, 1:][:, ::-1]", "3 2|||30")]
    [InlineData("xx[:, ::-1]", "3 1 2|||5 6 7 4")]
    [InlineData("xx[:, :, ::2]", "1 3|||4 5 7")]
    [InlineData("x in [2, 40]", "0 1 0||1|0 0")]
    [InlineData("x if x > 2 else a", "1 1 3||40|5 30")]
    [InlineData("ak.local_index(x)", "0 1 2||0|0 1")]
    [InlineData("ak.local_index(xx)", "0 1 0|||0 0 1 2")]
    [InlineData("x[ak.local_index(x) != 1]", "1 3||40|5")]
    [InlineData("x[labels == 'e']", "1 3|||30")]
    [InlineData("x > 2", "0 0 1||1|1 1")]
    [InlineData("x*a", "1 2 3||140|0 0")]
    [InlineData("np.where(x > 2, x, -1)", "-1 -1 3||40|5 30")]
    [InlineData("ak.sum(xx, axis=2)", "3 3||0|4 18")]
    [InlineData("ak.num(xx, axis=2)", "2 1||0|1 3")]
    [InlineData("xx + one", "2 3 5|||8 10 11 12")]
    [InlineData("xx*a", "1 2 3|||0 0 0 0")]
    [InlineData("xx[:, :1]", "1 2|||4")]
    [InlineData("xx[:, :, 1:]", "2|||6 7")]
    [InlineData("xx[xx > 2]", "3|||4 5 6 7")]
    public void Lists_are_combined_element_by_element(string text, string expected) => Assert.Equal(expected, Show(ExampleColumns.Lists(text, ColumnDialect.Python)));

    [Theory]
    [InlineData("name == 'ttbar'", new bool[] { true, false, false, false })]
    [InlineData("\"ttbar\" != name", new bool[] { false, true, true, true })]
    [InlineData("name == ''", new bool[] { false, false, true, false })]
    [InlineData("tag == ''", new bool[] { false, false, false, false })]
    [InlineData("tag != 'a'", new bool[] { false, true, true, true })]
    [InlineData("name in ('ttbar', \"ttW\")", new bool[] { true, false, false, true })]
    [InlineData("name not in ['ttbar'] and a < 0", new bool[] { false, true, false, false })]
    [InlineData("name.isin(['Zjets', ''])", new bool[] { false, true, true, false })]
    [InlineData("name.startswith('tt')", new bool[] { true, false, false, true })]
    [InlineData("name.str.startswith('tt') & (a > 0)", new bool[] { true, false, false, false })]
    [InlineData("~name.str.endswith('s')", new bool[] { true, false, true, true })]
    [InlineData("`name`.endswith('bar')", new bool[] { true, false, false, false })]
    [InlineData("tag.startswith('')", new bool[] { true, false, true, false })]
    [InlineData("ak.any(labels == 'tau', axis=1)", new bool[] { false, false, false, true })]
    [InlineData("ak.sum(labels in ['e', 'mu'], axis=1) >= 2", new bool[] { true, false, false, false })]
    public void Texts_are_compared(string text, bool[] expected) => Assert.Equal(expected, ExampleColumns.Selected(text, ColumnDialect.Python));

    [Theory]
    [InlineData("x[:, 0]", 101, "no element 0 in a list of 0")]
    [InlineData("x[:, -2]", 101, "no element -2 in a list of 0")]
    [InlineData("xx[:, :, 0]", 102, "no element 0 in a list of 0")]
    [InlineData("x + odd", 102, "lists of 1 and of 0 elements")]
    [InlineData("x[odd > 1]", 102, "")]
    [InlineData("xx + x", 100, "a list of 3 elements and 2 inner lists")]
    public void What_a_row_does_not_have_is_an_error_with_the_row(string text, long row, string reason)
    {
        ColumnExpressionException exception = Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Values(text, ColumnDialect.Python));

        Assert.Equal(row, exception.Row);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"row {row}", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertValues(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(found[i]), $"row {i}: {found[i]}");
            else Assert.InRange(found[i], expected[i] - Ulps * Math.Abs(expected[i]), expected[i] + Ulps * Math.Abs(expected[i]));
        }
    }

    private static string Show(double[][] lists) => string.Join('|', lists.Select(list => string.Join(' ', list.Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture)))));
}
