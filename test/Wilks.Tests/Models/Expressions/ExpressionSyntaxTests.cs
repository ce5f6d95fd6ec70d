using Wilks.Models;

namespace Wilks.Tests.Models.Expressions;

/// <summary>What is not an expression is refused, with the place and the remedy.</summary>
public sealed class ExpressionSyntaxTests
{
    [Theory]
    [InlineData("", 0, "empty")]
    [InlineData("  ", 0, "empty")]
    [InlineData("a +", 3, "the end")]
    [InlineData("a b", 2, "expected an operator")]
    [InlineData("2x", 1, "2*x")]
    [InlineData("(a", 2, "')'")]
    [InlineData("a)", 1, "')'")]
    [InlineData("a ? b", 5, "':'")]
    [InlineData("a**2", 1, "x^2")]
    [InlineData("a and b", 2, "&&")]
    [InlineData("a or b", 2, "||")]
    [InlineData("not a", 0, "!")]
    [InlineData("a if b else c", 2, "? a : b")]
    [InlineData("a = b", 2, "==")]
    [InlineData("a & b", 2, "&&")]
    [InlineData("a % b", 2, "floor")]
    [InlineData("sin (x)", 4, "no space")]
    [InlineData("sine(x)", 0, "'sin'")]
    [InlineData("SIN(x)", 0, "'sin'")]
    [InlineData("ln(x)", 0, "log(x)")]
    [InlineData("mu(x)", 0, "mu*(")]
    [InlineData("sin", 0, "backquotes")]
    [InlineData("sin()", 3, "it takes 1 argument")]
    [InlineData("pow(x)", 3, "it takes 2 arguments")]
    [InlineData("max(a, b, c)", 3, "max(a, max(b, c))")]
    [InlineData("min(a,)", 6, "expected a number")]
    [InlineData("a < b < c", 6, "a < b && b < c")]
    [InlineData("a == b == c", 7, "don't chain")]
    [InlineData("1e", 0, "digits are missing")]
    [InlineData("1e999", 0, "larger than a double")]
    [InlineData("1.2.3", 3, "after the number")]
    [InlineData("gamma[", 5, "gamma[0]")]
    [InlineData("gamma[x]", 5, "whole number")]
    [InlineData("gamma [3]", 6, "index follows a name directly")]
    [InlineData("`a", 0, "doesn't end")]
    [InlineData("``", 0, "is empty")]
    [InlineData("`a`[3]", 3, "inside the backquotes")]
    [InlineData("`sin`(x)", 0, "without backquotes")]
    [InlineData("a $ b", 2, "'$'")]
    [InlineData("a \0 b", 2, "U+0000")]
    [InlineData("a, b", 1, "','")]
    public void A_broken_expression_is_refused_at_its_place(string text, int position, string part)
    {
        ExpressionException exception = Assert.Throws<ExpressionException>(() => ParameterExpression.Parse(text));

        Assert.Equal(position, exception.Position);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Nests() => new()
    {
        { "(", ")" },
        { "-", "" },
        { "!", "" },
        { "sin(", ")" },
        { "2^", "" },
        { "1 ? 2 : ", "" },
        { "1 ? ", " : 2" },
    };

    [Theory]
    [MemberData(nameof(Nests))]
    public void Deep_nesting_is_refused_and_moderate_nesting_is_read(string open, string close)
    {
        string Nested(int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth));

        Assert.Empty(ParameterExpression.Parse(Nested(ParameterExpression.MaxDepth - 2)).Names);
        ExpressionException exception = Assert.Throws<ExpressionException>(() => ParameterExpression.Parse(Nested((2 * ParameterExpression.MaxDepth) + 1)));
        Assert.Contains("levels deep", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_refused_and_a_long_sum_below_the_limit_is_read()
    {
        string sum = string.Join("+", Enumerable.Repeat("x", ParameterExpression.MaxLength / 2));

        Assert.Equal(ParameterExpression.MaxLength / 2, ParameterExpression.Parse(sum).CreateEvaluator().Evaluate([1], default, default));
        ExpressionException exception = Assert.Throws<ExpressionException>(() => ParameterExpression.Parse(sum + "+1"));
        Assert.Contains("at most 10000", exception.Message, StringComparison.Ordinal);
    }
}
