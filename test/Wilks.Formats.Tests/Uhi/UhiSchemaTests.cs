using System.Text;
using System.Text.Json;
using Wilks.Formats.Json;
using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;

namespace Wilks.Formats.Tests.Uhi;

/// <summary>The rules of the published schema of histograms (scikit-hep/uhi, <c>histogram.schema.json</c>, version 1), and what of it is read.</summary>
public sealed class UhiSchemaTests
{
    private const string Regular = """{"type": "regular", "lower": 0, "upper": 2, "bins": 2, "underflow": true, "overflow": true, "circular": false, "metadata": {"name": "x", "n": 1}, "writer_info": {"hist": {"v": true}}}""";

    /// <summary>The members of each kind of axis, metadata aside, which the schema demands and beside which it allows no others.</summary>
    private static readonly Dictionary<string, string[]> s_axes = new()
    {
        ["regular"] = ["type", "lower", "upper", "bins", "underflow", "overflow", "circular"],
        ["variable"] = ["type", "edges", "underflow", "overflow", "circular"],
        ["category_str"] = ["type", "categories", "flow"],
        ["category_int"] = ["type", "categories", "flow"],
        ["boolean"] = ["type"],
    };

    private static readonly Dictionary<string, string[]> s_storages = new()
    {
        ["int"] = ["type", "values"],
        ["double"] = ["type", "values"],
        ["weighted"] = ["type", "values", "variances"],
    };

    [Fact]
    public void What_is_written_has_the_members_of_the_schema_and_no_others()
    {
        IAxis[] axes = [new RegularAxis(2, 0, 2) { Name = "x", HasUnderflow = true }, new VariableAxis([0, 1, 3]) { HasOverflow = true, IsCircular = true }, new TextCategoryAxis(["a"]) { HasOverflow = true }, new IntegerCategoryAxis([3, -5]), new BooleanAxis { Name = "b" }];
        double[] cells = [.. Enumerable.Range(0, 3 * 3 * 2 * 2 * 2).Select(cell => cell + 0.5)];
        double[] whole = [.. cells.Select(Math.Floor)];
        using var stream = new MemoryStream();

        UhiWriter.Write([new Histogram("weighted", axes, cells, cells), new Histogram("double", axes, cells), new Histogram("int", axes, whole)], stream);

        using JsonDocument document = JsonDocument.Parse(stream.ToArray());
        foreach (JsonProperty one in document.RootElement.EnumerateObject())
        {
            Assert.Equal(["uhi_schema", "axes", "storage"], Names(one.Value));
            Assert.Equal(1, one.Value.GetProperty("uhi_schema").GetInt32());
            Assert.All(one.Value.GetProperty("axes").EnumerateArray(), AssertAxis);
            JsonElement storage = one.Value.GetProperty("storage");
            Assert.Equal(one.Name, storage.GetProperty("type").GetString());
            Assert.Equal(s_storages[one.Name], Names(storage));
        }
    }

    [Fact]
    public void Every_kind_of_axis_is_read()
    {
        const string axes = Regular + """, {"type": "variable", "edges": [0, 1, 3], "underflow": false, "overflow": true, "circular": true}, {"type": "category_str", "categories": ["a", "b"], "flow": true},"""
            + """{"type": "category_int", "categories": [7, -2], "flow": false}, {"type": "boolean"}""";

        Histogram histogram = Parse($$$$"""{"h": {"uhi_schema": 1, "writer_info": {"hist": {"version": "2"}}, "metadata": {"name": "other"}, "axes": [{{{{axes}}}}], "storage": {"type": "int"}}}""");

        Assert.Equal("h", histogram.Name);
        Assert.Equal([typeof(RegularAxis), typeof(VariableAxis), typeof(TextCategoryAxis), typeof(IntegerCategoryAxis), typeof(BooleanAxis)], histogram.Axes.Select(axis => axis.GetType()));
        Assert.Equal([4, 3, 3, 2, 2], histogram.Axes.Select(axis => axis.Extent));
        Assert.Equal("x", histogram.Axes[0].Name);
        Assert.True(((INumericAxis)histogram.Axes[1]).IsCircular);
    }

    [Theory]
    [InlineData("""{"type": "int", "values": [1, 2, 3, 4]}""", true, "1 2 3 4")]
    [InlineData("""{"type": "double", "values": [1.5, 2, 3, 4]}""", true, "1.5 2 3 4")]
    [InlineData("""{"type": "weighted", "values": [1.5, 2, 3, 4], "variances": [1, 1, 1, 1]}""", false, "1.5 2 3 4")]
    [InlineData("""{"type": "int"}""", true, "0 0 0 0")]
    [InlineData("""{"type": "double"}""", true, "0 0 0 0")]
    [InlineData("""{"type": "weighted"}""", false, "0 0 0 0")]
    [InlineData("""{"type": "double", "index": [[3, 0]], "values": [5, 6]}""", true, "6 0 0 5")]
    [InlineData("""{"type": "weighted", "index": [[3, 0]], "values": [5, 6], "variances": [7, 8]}""", false, "6 0 0 5")]
    public void Sums_are_read_from_empty_dense_and_sparse_storages(string storage, bool areCounts, string values)
    {
        Histogram histogram = Parse($$$$"""{"h": {"uhi_schema": 1, "axes": [{{{{Regular}}}}], "storage": {{{{storage}}}}}}""");

        Assert.Equal(areCounts, histogram.HoldsCounts);
        Assert.Equal(values, string.Join(' ', histogram.Values.ToArray().Select(value => value.ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("""{"type": "mean", "counts": [1, 1, 1, 1], "values": [1, 1, 1, 1], "variances": [1, 1, 1, 1]}""", "a profile")]
    [InlineData("""{"type": "weighted_mean", "sum_of_weights": [1, 1, 1, 1], "sum_of_weights_squared": [1, 1, 1, 1], "values": [1, 1, 1, 1], "variances": [1, 1, 1, 1]}""", "a profile")]
    [InlineData("""{"type": "mean"}""", "a profile")]
    [InlineData("""{"type": "double", "values": "/h/values"}""", "stands where numbers are expected")]
    [InlineData("""{"type": "double", "index": [[3, 3]], "values": [5, 6]}""", "an earlier place names")]
    [InlineData("""{"type": "double", "index": [[4]], "values": [5]}""", "has no cell 4")]
    [InlineData("""{"type": "weighted", "values": [1, 2, 3, 4]}""", "'variances' is missing")]
    public void Profiles_and_what_is_elsewhere_are_refused(string storage, string reason)
    {
        TableException refusal = Assert.Throws<TableException>(() => Parse($$$$"""{"h": {"uhi_schema": 1, "axes": [{{{{Regular}}}}], "storage": {{{{storage}}}}}}"""));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1e300")]
    public void Categories_of_integers_are_whole(string category)
    {
        TableException refusal = Assert.Throws<TableException>(() => Parse($$$$"""{"h": {"axes": [{"type": "category_int", "categories": [{{{{category}}}}], "flow": false}], "storage": {"type": "int"}}}"""));

        Assert.Contains("no whole number", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_growing_axis_may_have_no_categories_yet()
    {
        Histogram histogram = Parse("""{"h": {"axes": [{"type": "category_str", "categories": [], "flow": true}], "storage": {"type": "int", "values": [3]}}}""");

        Assert.Equal([3.0], histogram.Values);
        Assert.Empty(histogram.InnerValues());
    }

    private static void AssertAxis(JsonElement axis)
    {
        string[] names = Names(axis);

        Assert.Equal(s_axes[axis.GetProperty("type").GetString()!], names.Where(name => name != "metadata"));
        if (names.Contains("metadata")) Assert.Equal(JsonValueKind.String, axis.GetProperty("metadata").GetProperty("name").ValueKind);
    }

    private static string[] Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static Histogram Parse(string text) => Assert.Single(UhiReader.Read(JsonFile.Parse(Encoding.UTF8.GetBytes(text), "h.json")));
}
