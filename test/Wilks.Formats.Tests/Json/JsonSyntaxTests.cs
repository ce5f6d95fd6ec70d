using System.Text;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Json;

public sealed class JsonSyntaxTests
{
    [Theory]
    [InlineData("WK004", "", "1 $", "the document is empty")]
    [InlineData("WK004", " \n ", "1 $", "the document is empty")]
    [InlineData("WK010", "{\n\"a\" 1}", "2 $", "found '1'; expected ':' and a value")]
    [InlineData("WK010", "{\"a\": [1\n2]}", "2 $.a[0]", "found '2'; expected ',' or ']'")]
    [InlineData("WK010", "{\"a\": 1\n\"b\": 2}", "2 $.a", "found '\"'; expected ',' or '}'")]
    [InlineData("WK010", "{'a': 1}", "1 $", "found '''; expected a member name in double quotes or '}'")]
    [InlineData("WK010", "[True]", "1 $", "found 'T'; expected a value or ']'")]
    [InlineData("WK010", "[01]", "1 $", "found '1'")]
    [InlineData("WK010", "[\"a\nb\"]", "1 $", "found byte 0x0A")]
    [InlineData("WK011", "{\"a\": [1,\n2", "2 $.a[0]", "the document ends too early")]
    [InlineData("WK011", "{\"a\": tr", "1 $.a", "the document ends too early")]
    [InlineData("WK011", "{\"a\": \"x", "1 $.a", "the document ends too early")]
    [InlineData("WK012", "{}\nx", "2 $", "found 'x' after the end")]
    [InlineData("WK012", "[] []", "1 $", "found '[' after the end")]
    [InlineData("WK013", "{\"a\": [1,\nNaN]}", "2 $.a[0]", "found NaN")]
    [InlineData("WK013", "[Infinity]", "1 $", "found Infinity")]
    [InlineData("WK013", "[-Infinity]", "1 $", "found -Infinity")]
    [InlineData("WK014", "[1, // one\n2]", "1 $[0]", "found a comment")]
    [InlineData("WK015", "[1,\n]", "2 $[0]", "found a comma before ']'")]
    [InlineData("WK015", "{\"a\": 1,}", "1 $.a", "found a comma before '}'")]
    [InlineData("WK018", "{\"a\": 1,\n\"b\": 2, \"a\": 3}", "2 $.a", "the member 'a' is repeated; it is first on line 1")]
    [InlineData("WK019", "[1, 1e999]", "1 $[1]", "the number 1e999 is beyond the range")]
    [InlineData("WK017", "[\"\\ud800\"]", "1 $[0]", "half of a surrogate pair")]
    public void Broken_syntax_gives_one_finding_with_its_place(string code, string json, string place, string words)
    {
        IReadOnlyList<Diagnostic> findings = In(Encoding.UTF8.GetBytes(json));

        Assert.Single(findings);
        Assert.Contains(words, Findings.AssertFound(findings, code, place).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused_at_its_65th_level()
    {
        Assert.Empty(In(Encoding.UTF8.GetBytes($"{new string('[', 64)}{new string(']', 64)}")));

        byte[] deeper = Encoding.UTF8.GetBytes($"{new string('[', 64)}\n[{new string(']', 65)}");
        Diagnostic found = Assert.Single(In(deeper));

        Assert.Equal("WK016", found.Code);
        Assert.StartsWith("ws.json:2 $[0][0]", found.Location.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_bytes_are_found_where_they_stand()
    {
        byte[] json = [.. "[\n\"a"u8, 0xC3, 0x28, .. "\"]"u8];

        Diagnostic found = Findings.AssertFound(In(json), "WK017", "2 $[0]");

        Assert.Contains("byte 0xC3 at offset 4", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf16_is_named_as_such() =>
        Assert.Contains("UTF-16", Assert.Single(In([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_accepted_and_counted()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. "{\"a\":\n[1, x]}"u8];

        Findings.AssertFound(In(json), "WK010", "2 $.a[0]");
        Assert.Empty(In([0xEF, 0xBB, 0xBF, .. "{}"u8]));
    }

    [Fact]
    public void Repeated_members_are_found_among_many()
    {
        string members = string.Join(",\n", Enumerable.Range(0, 1000).Select(i => $"\"m{i % 999}\": {i}"));

        Findings.AssertFound(In(Encoding.UTF8.GetBytes($"{{{members}}}")), "WK018", "1000 $.m0");
    }

    private static IReadOnlyList<Diagnostic> In(byte[] json) => Findings.Of(() =>
    {
        JsonParser.Parse(new JsonSource(Findings.Name, json));
        return [];
    });
}
