using Wilks.Formats.Columns;
using Wilks.Formats.Tables;

namespace Wilks.Formats.Tests.Columns;

public sealed class DialectTests
{
    [Theory]
    [InlineData("a > 0 && b < 1", ColumnDialect.Root)]
    [InlineData("a^2 > 3", ColumnDialect.Root)]
    [InlineData("x[0] > 25", ColumnDialect.Root)]
    [InlineData("a > 0 ? 1 : 2", ColumnDialect.Root)]
    [InlineData("a > 0 & b < 1", ColumnDialect.Root)]
    [InlineData("(a > 0) + (b > 0)", ColumnDialect.Root)]
    [InlineData("TMath::Abs(a)", ColumnDialect.Root)]
    [InlineData("a**2 > 3", ColumnDialect.Python)]
    [InlineData("~flag", ColumnDialect.Python)]
    [InlineData("a > 0 and b < 1", ColumnDialect.Python)]
    [InlineData("x[:, 0] > 25", ColumnDialect.Python)]
    [InlineData("np.abs(a)", ColumnDialect.Python)]
    [InlineData("(a > 0) & (b < 1)", ColumnDialect.Root)]
    [InlineData("name == 'ttbar'", ColumnDialect.Root)]
    [InlineData("name in ['ttbar']", ColumnDialect.Python)]
    [InlineData("a if flag else b", ColumnDialect.Python)]
    [InlineData("0.7*a", ColumnDialect.Root)]
    [InlineData("u % 3", ColumnDialect.Root)]
    public void Auto_takes_the_dialect_in_which_the_text_is_valid(string text, ColumnDialect expected) =>
        Assert.Equal(expected, ExampleColumns.Parse(text, ColumnDialect.Auto).Dialect);

    [Theory]
    [InlineData("n > 1 & m < 3", "ROOT reads (n > 1) & (m < 3), Python reads (n > (1 & m)) and ((1 & m) < 3).")]
    [InlineData("n^2", "read n ^ 2 and give it different values")]
    [InlineData("0 < a < 2", "ROOT reads (0 < a) < 2, Python reads (0 < a) and (a < 2).")]
    [InlineData("n % m", "read n % m and give it different values")]
    public void Auto_shows_both_readings_where_they_differ(string text, string readings)
    {
        string message = Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Parse(text, ColumnDialect.Auto)).Message;

        Assert.Contains("two meanings", message, StringComparison.Ordinal);
        Assert.Contains(readings, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a || b && c > d == e < 1 + 2 * -3", "a || (b && ((c > d) == (e < (1 + (2 * (-3))))))")]
    [InlineData("!a == b", "(!a) == b")]
    [InlineData("-a^2*b", "(-(a ^ 2)) * b")]
    [InlineData("a & b | c && d", "((a & b) | c) && d")]
    [InlineData("a << 1 + b < c", "(a << (1 + b)) < c")]
    [InlineData("a ? b : c ? d : e", "a ? b : (c ? d : e)")]
    [InlineData("a - b - c / d / e", "(a - b) - ((c / d) / e)")]
    public void Root_binds_as_C_does(string text, string reading) => Assert.Equal(reading, Reading(text, ColumnDialect.Root));

    [Theory]
    [InlineData("a or b and not c > d", "a or (b and (not (c > d)))")]
    [InlineData("not a == b", "not (a == b)")]
    [InlineData("-a**-b", "-(a ** (-b))")]
    [InlineData("a**b**c", "a ** (b ** c)")]
    [InlineData("a | b ^ c & d << 1", "a | (b ^ (c & (d << 1)))")]
    [InlineData("a & b == c", "(a & b) == c")]
    [InlineData("~a & b", "(~a) & b")]
    [InlineData("a // b * c % d", "((a // b) * c) % d")]
    [InlineData("a < b < c", "(a < b) and (b < c)")]
    [InlineData("a if b else c if d else e", "np.where(b, a, np.where(d, c, e))")]
    [InlineData("a in [1, 2] and b not in (3,)", "(a in [1, 2]) and (not (b in [3]))")]
    [InlineData("a.isin([1]) | b.between(0, c + 1)", "np.isin(a, [1]) | b.between(0, c + 1)")]
    public void Python_binds_as_Python_does(string text, string reading) => Assert.Equal(reading, Reading(text, ColumnDialect.Python));

    [Theory]
    [InlineData("a &&", ColumnDialect.Root, 4, "found the end; expected a number, a column, a function or '('")]
    [InlineData("a && b", ColumnDialect.Python, 2, "Write (a) & (b)")]
    [InlineData("a**2", ColumnDialect.Root, 1, "Write a power as x^2")]
    [InlineData("a > 0 && b**2 > 1", ColumnDialect.Auto, 10, "'&&' is ROOT's and '**' is Python's")]
    [InlineData("jet", ColumnDialect.Root, 0, "there is no column 'jet'")]
    [InlineData("a > bigg", ColumnDialect.Python, 4, "Did you mean 'big'?")]
    [InlineData("name == 1", ColumnDialect.Root, 0, "holds text")]
    [InlineData("\"x\" == 1", ColumnDialect.Root, 4, "only a column of text")]
    [InlineData("a == 'x'", ColumnDialect.Python, 2, "holds double, not text")]
    [InlineData("name < 'x'", ColumnDialect.Python, 5, "with == and != only")]
    [InlineData("name == tag", ColumnDialect.Root, 0, "name == \"…\"")]
    [InlineData("name == 'x", ColumnDialect.Root, 8, "doesn't end")]
    [InlineData("name == 'x\\n'", ColumnDialect.Root, 10, "a backslash in a text")]
    [InlineData("'x' in name", ColumnDialect.Python, 7, "a list in brackets")]
    [InlineData("name + 'x'", ColumnDialect.Python, 0, "only be compared")]
    [InlineData("n + 'x'", ColumnDialect.Python, 4, "only be compared with a column of text")]
    [InlineData("n in []", ColumnDialect.Python, 5, "the list is empty")]
    [InlineData("n in 3", ColumnDialect.Python, 5, "a list in brackets")]
    [InlineData("n + [1, 2]", ColumnDialect.Python, 4, "only behind 'in'")]
    [InlineData("n in [1, 2]", ColumnDialect.Root, 2, "Write x == a || x == b")]
    [InlineData("name.startswith(n)", ColumnDialect.Python, 16, "a text in quotes is expected")]
    [InlineData("x[:, ::0]", ColumnDialect.Python, 7, "the step 0")]
    [InlineData("Sum$(xx*Iteration$)", ColumnDialect.Root, 8, "lists of lists")]
    [InlineData("a.median()", ColumnDialect.Python, 0, "no function 'a.median'")]
    [InlineData("a = 1", ColumnDialect.Root, 2, "Write == to compare")]
    [InlineData("sqr(a)", ColumnDialect.Root, 0, "no function 'sqr'")]
    [InlineData("sqrt", ColumnDialect.Root, 0, "is a function")]
    [InlineData("min(a, b, n)", ColumnDialect.Root, 3, "Nest it")]
    [InlineData("2a", ColumnDialect.Root, 1, "right after the number")]
    [InlineData("`a", ColumnDialect.Root, 0, "doesn't end")]
    [InlineData("(a", ColumnDialect.Root, 2, "expected an operator or ')'")]
    [InlineData("", ColumnDialect.Root, 0, "empty")]
    [InlineData("a > 0 & b < 1", ColumnDialect.Python, 6, "bind tighter than comparisons")]
    [InlineData("x[0]", ColumnDialect.Python, 1, "Write x[:, 0]")]
    [InlineData("a[0]", ColumnDialect.Root, 1, "needs lists")]
    [InlineData("ak.sum(x)", ColumnDialect.Python, 0, "without axis")]
    [InlineData("ak.sum(x, axis=2)", ColumnDialect.Python, 0, "no axis 2")]
    [InlineData("ak.sum(xx, axis=1)", ColumnDialect.Python, 0, "Write axis=2")]
    [InlineData("(a > 0) + (b > 0)", ColumnDialect.Python, 8, "numpy adds two truth values as 'or'")]
    [InlineData("-flag", ColumnDialect.Python, 0, "Write ~x")]
    [InlineData("2^3^2", ColumnDialect.Root, 3, "power of a power")]
    [InlineData("x[0.5]", ColumnDialect.Root, 1, "whole number")]
    [InlineData("1e999", ColumnDialect.Root, 0, "larger than a double")]
    [InlineData("a if flag", ColumnDialect.Python, 9, "expected 'else'")]
    [InlineData("a if flag else b", ColumnDialect.Root, 2, "Write condition ? a : b")]
    public void Errors_say_where_and_what_to_do(string text, ColumnDialect dialect, int position, string advice)
    {
        ColumnExpressionException exception = Assert.Throws<ColumnExpressionException>(() => ExampleColumns.Parse(text, dialect));

        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
        Assert.Equal(position, exception.Position);
    }

    [Theory]
    [InlineData("x > 2", ColumnUse.Selection, "ak.any")]
    [InlineData("x", ColumnUse.Weight, "ak.sum")]
    public void Selections_and_weights_are_flat(string text, ColumnUse use, string advice)
    {
        ColumnExpression expression = ExampleColumns.Parse(text, ColumnDialect.Python);

        ColumnExpressionException exception = Assert.Throws<ColumnExpressionException>(() => ColumnProgram.Compile([new ColumnRequest(expression, use)]));

        Assert.Contains(advice, exception.Message, StringComparison.Ordinal);
    }

    private static string Reading(string text, ColumnDialect dialect)
    {
        ColumnSchema schema = new("abcde".Select(letter => new ColumnInfo(letter.ToString(), ColumnType.Int32)));
        return ColumnExpression.Parse(text, dialect, schema).Reading;
    }
}
