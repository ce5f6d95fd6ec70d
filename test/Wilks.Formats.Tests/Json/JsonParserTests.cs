using System.Globalization;
using Wilks.Formats.Json;
using Nodes = System.Text.Json.Nodes;

namespace Wilks.Formats.Tests.Json;

public sealed class JsonParserTests
{
    [Fact]
    public void Numbers_stay_packed_and_keep_their_spelling()
    {
        var numbers = Assert.IsType<JsonNumbers>(Findings.Tree("[5, 5.0,\n -1e-3 ,0.1]"));

        Assert.Equal([5, 5, -0.001, 0.1], numbers.Values);
        Assert.Equal(["5", "5.0", "-1e-3", "0.1"], numbers.Expand().Items.Cast<JsonNumber>().Select(n => n.Text));
        Assert.Equal("ws.json:2 $[2]", numbers.Expand().Items[2].Location.ToString());
    }

    [Fact]
    public void A_list_is_unpacked_when_something_else_follows_its_numbers()
    {
        var list = Assert.IsType<JsonArray>(Findings.Tree("[1, 2.50, \"x\", [3], null, true]"));

        Assert.Equal(["a number", "a number", "a string", "a list of numbers", "null", "true"], list.Items.Select(item => item.Kind));
        Assert.Equal("2.50", ((JsonNumber)list.Items[1]).Text);
        Assert.Equal("ws.json:1 $[1]", list.Items[1].Location.ToString());
    }

    [Fact]
    public void Members_keep_their_order_and_escapes_are_resolved()
    {
        var o = Assert.IsType<JsonObject>(Findings.Tree("""{"z": 1, "a\u00b5\n": "\"\\", "": {}}"""));

        Assert.Equal(["z", "aµ\n", ""], o.Members.Select(m => m.Name));
        Assert.Equal("\"\\", Assert.IsType<JsonString>(o.Find("aµ\n")).Value);
        Assert.Null(o.Find("b"));
    }

    [Theory]
    [InlineData("0 1 2.5")]
    [InlineData("name")]
    public void Names_that_are_no_identifiers_are_quoted_in_a_path(string name)
    {
        var o = Assert.IsType<JsonObject>(Findings.Tree($"{{\"{name}\": 1}}"));

        string expected = name == "name" ? "$.name" : "$['0 1 2.5']";
        Assert.Equal($"ws.json:1 {expected}", o.Members[0].Value.Location.ToString());
    }

    [Fact]
    public void Every_value_of_a_large_document_is_located_alone()
    {
        // Longer than several checkpoints of the locator, with a line per item.
        string json = $"{{\"list\": [\n{string.Join(",\n", Enumerable.Range(0, 20_000).Select(i => $"{{\"n\": {i}}}"))}]}}";
        var list = (JsonArray)((JsonObject)Findings.Tree(json)).Find("list")!;

        foreach (int i in new[] { 0, 1, 7_777, 12_345, 19_999, 3 })
        {
            IJsonNode value = ((JsonObject)list.Items[i]).Find("n")!;
            Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"ws.json:{i + 2} $.list[{i}].n"), value.Location.ToString());
        }
    }

    [Fact]
    public void Within_finds_the_parts_of_a_value()
    {
        IJsonNode root = Findings.Tree("{\"a\": [{\"b\": 1},\n{\"b\": [1,\n2]}]}");

        Assert.Equal("ws.json:3 $.a[1].b[1]", root.Location.Within("a", "1", "b", "1").ToString());
        Assert.Equal("ws.json:2 $.a[1]", root.Location.Within("a", "1", "c").ToString());
    }

    [Fact]
    public void The_tree_equals_that_of_another_parser()
    {
        const string Json = """{"a": [1, 2.5e3, {"b": null, "c": [true, false, ""]}, []], "d": {"e": -0.0, "f": [0.1, 1e-300, 123456789012345678]}}""";

        Assert.True(Nodes.JsonNode.DeepEquals(Nodes.JsonNode.Parse(Json), ToOther(Findings.Tree(Json))));
    }

    private static Nodes.JsonNode? ToOther(IJsonNode node) => node switch
    {
        JsonObject o => new Nodes.JsonObject(o.Members.Select(m => KeyValuePair.Create(m.Name, ToOther(m.Value)))),
        JsonArray a => new Nodes.JsonArray([.. a.Items.Select(ToOther)]),
        JsonNumbers n => ToOther(n.Expand()),
        JsonNumber n => Nodes.JsonNode.Parse(n.Text),
        JsonString s => Nodes.JsonValue.Create(s.Value),
        JsonBoolean b => Nodes.JsonValue.Create(b.Value),
        _ => null,
    };
}
