using System.Text;
using Wilks.Formats.Json;
using Wilks.Formats.Tables;
using Wilks.Formats.Uhi;
using Wilks.Histograms;

namespace Wilks.Formats.Tests.Uhi;

public sealed class HistogramFileTests : IDisposable
{
    // A standard deviation is squared on reading.
    private const double SquareRelative = 1e-15;

    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-histograms-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Json_gives_back_every_axis_and_storage()
    {
        IAxis[] axes =
        [
            new RegularAxis(3, 0, 6) { Name = "x", HasUnderflow = true, HasOverflow = true },
            new VariableAxis([1, 2, 5]) { HasOverflow = true, IsCircular = true },
            new TextCategoryAxis(["a", "b"]) { HasOverflow = true },
            new IntegerCategoryAxis([5, -1]),
            new BooleanAxis { Name = "passed" },
        ];
        double[] values = [.. Enumerable.Range(0, 5 * 3 * 3 * 2 * 2).Select(cell => cell * 0.5)];
        Histogram[] written = [new("full", axes, values, values), new("double", axes, values), new("int", [axes[0]], [1, 2, 3, 4, 5])];

        HistogramFiles.Write(written, At("h.json"));
        IReadOnlyList<Histogram> read = HistogramFiles.Read(At("h.json"));

        Assert.Equal(written.Select(histogram => histogram.Name), read.Select(histogram => histogram.Name));
        for (int i = 0; i < written.Length; i++) AssertSame(written[i], read[i]);
        string text = File.ReadAllText(At("h.json"));
        Assert.All(["\"weighted\"", "\"double\"", "\"int\"", "\"category_str\"", "\"circular\": true"], word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Templates_and_text_give_back_bins_values_and_variances()
    {
        var written = new Histogram("h", [new VariableAxis([0, 1.5, 4])], [2.5, 7], [0.1, 0.3]);

        foreach (string name in new[] { "h.npz", "h.csv" })
        {
            HistogramFiles.Write([written], At(name));
            Histogram read = Assert.Single(HistogramFiles.Read(At(name)));

            Assert.True(HistogramFiles.IsHistogram(At(name)));
            Assert.Equal(((VariableAxis)written.Axes[0]).Edges, ((VariableAxis)read.Axes[0]).Edges);
            Assert.Equal(written.Values, read.Values);
            for (int i = 0; i < 2; i++) Assert.Equal(written.Variances[i], read.Variances[i], written.Variances[i] * SquareRelative);
        }
    }

    [Fact]
    public void Text_keeps_the_flow_and_templates_refuse_it()
    {
        var written = new Histogram("h", [new VariableAxis([0, 1, 2]) { HasUnderflow = true, HasOverflow = true }], [9, 1, 2, 8]);

        HistogramFiles.Write([written], At("h.csv"));

        AssertSame(written, HistogramFiles.Read(At("h.csv"))[0]);
        TableException refusal = Assert.Throws<TableException>(() => HistogramFiles.Write([written], At("h.npz")));
        Assert.Contains("below or above its edges", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("h.npz")));
    }

    [Fact]
    public void Plain_edges_and_values_are_read()
    {
        Histogram histogram = Parse("""{"edges": [0, 1, 3], "values": [4, 5], "variances": [1, 2]}""")[0];

        Assert.Equal([4.0, 5.0], histogram.Values);
        Assert.Equal([1.0, 2.0], histogram.Variances);
    }

    [Fact]
    public void Sparse_cells_and_older_layouts_are_read()
    {
        const string axis = """{"type": "regular", "lower": 0, "upper": 5, "bins": 3, "underflow": true, "overflow": true, "circular": false}""";

        Histogram sparse = Parse($$$$"""{"a": {"uhi_schema": 1, "axes": [{{{{axis}}}}], "storage": {"type": "int", "index": [[1, 2]], "values": [3, 5]}}}""")[0];
        Histogram older = Parse($$$$"""{"axes": [{{{{axis}}}}], "metadata": {"name": "own"}, "storage": {"type": "double", "data": {"values": [1, 2, 3, 4, 5]}}}""")[0];

        Assert.Equal([0.0, 3, 5, 0, 0], sparse.Values);
        Assert.Equal([2.0, 3, 4], older.InnerValues());
        Assert.Equal("own", older.Name);
    }

    [Theory]
    [InlineData("""{"a": {"axes": [], "storage": {"type": "mean", "values": [1]}}}""", "a profile")]
    [InlineData("""{"a": {"axes": [{"type": "regulr"}], "storage": {"type": "int", "values": [1]}}}""", "Did you mean 'regular'")]
    [InlineData("""{"a": {"axes": [{"type": "regular", "bins": 1e9, "lower": 0, "upper": 1}], "storage": {"type": "int", "values": [1]}}}""", "expected a whole number from 1")]
    [InlineData("""{"a": {"axes": [{"type": "boolean"}], "storage": {"type": "int", "values": [1]}}}""", "1 values, but the axes have 2 cells")]
    [InlineData("""{"a": {"axes": [{"type": "boolean"}]}}""", "'storage' is missing")]
    [InlineData("""{"edges": [0, 2, 1], "values": [1, 1]}""", "Edges must ascend")]
    [InlineData("""{"edges": [0, 1], "values": [1], "variances": [-1]}""", "negative")]
    [InlineData("""{"a": 3}""", "not a histogram")]
    [InlineData("""{"a": {"axes": [{"type": "variable", "edges": "there"}], "storage": {"type": "int", "values": [1]}}}""", "stands where numbers are expected")]
    public void What_is_wrong_is_said(string text, string expected)
    {
        TableException refusal = Assert.Throws<TableException>(() => Parse(text));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("h.json:1", refusal.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Histogram> Parse(string text) => UhiReader.Read(JsonFile.Parse(Encoding.UTF8.GetBytes(text), "h.json"));

    private static void AssertSame(Histogram expected, Histogram actual)
    {
        Assert.Equal(expected.Values, actual.Values);
        Assert.Equal(expected.Variances, actual.Variances);
        Assert.Equal(expected.HoldsCounts, actual.HoldsCounts);
        Assert.Equal(expected.Axes.Select(axis => (axis.GetType(), axis.Name, axis.BinCount, axis.HasUnderflow, axis.HasOverflow)), actual.Axes.Select(axis => (axis.GetType(), axis.Name, axis.BinCount, axis.HasUnderflow, axis.HasOverflow)));
        Assert.Equal(expected.Axes.OfType<INumericAxis>().Select(axis => (axis.IsCircular, string.Join(' ', axis.Edges))), actual.Axes.OfType<INumericAxis>().Select(axis => (axis.IsCircular, string.Join(' ', axis.Edges))));
        Assert.Equal(expected.Axes.OfType<TextCategoryAxis>().SelectMany(axis => axis.Categories), actual.Axes.OfType<TextCategoryAxis>().SelectMany(axis => axis.Categories));
        Assert.Equal(expected.Axes.OfType<IntegerCategoryAxis>().SelectMany(axis => axis.Categories), actual.Axes.OfType<IntegerCategoryAxis>().SelectMany(axis => axis.Categories));
    }

    private string At(string name) => Path.Combine(_folder, name);
}
