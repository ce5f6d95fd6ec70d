using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Formats.Uhi;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Filling;

/// <summary>Templates from files of histograms.</summary>
public sealed class HistogramCollectorTests : IDisposable
{
    private static readonly VariableAxis s_flow = new([0, 1, 3]) { HasUnderflow = true, HasOverflow = true };

    private readonly EventFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(OverflowMode.Drop, 2, 3)]
    [InlineData(OverflowMode.Merge, 3, 7)]
    [InlineData(OverflowMode.MergeUnderflow, 3, 3)]
    [InlineData(OverflowMode.MergeOverflow, 2, 7)]
    public void Flow_is_left_out_or_merged(OverflowMode overflow, double first, double last)
    {
        string path = Write("h.root", Histogram("ttbar", s_flow, 1, 2, 3, 4));

        HistogramResult result = HistogramCollector.Collect([Request("a", $"{path}:ttbar") with { Overflow = overflow }], TestContext.Current.CancellationToken);

        Assert.Equal([first, last], result.Templates[Key("a")].Yields);
        Assert.Equal([first / 4, last / 4], result.Templates[Key("a")].Variances);
        INumericAxis axis = Assert.Single(result.Axes["SR"]);
        Assert.Equal([0.0, 1, 3], axis.Edges);
        Assert.False(axis.HasUnderflow || axis.HasOverflow);
    }

    [Fact]
    public void A_file_is_opened_once_for_all_its_histograms()
    {
        string path = Write("h.root", Histogram("a", s_flow, 0, 1, 2, 0), Histogram("b", s_flow, 0, 3, 4, 0));
        string json = Write("h.json", Histogram("c", new VariableAxis([0, 1, 3]), 5, 6));

        HistogramResult result = HistogramCollector.Collect([Request("a", $"{path}:a"), Request("b", $"{path}:b;1"), Request("c", json), Request("d", $"{json}:c")], TestContext.Current.CancellationToken);

        Assert.Equal(2, result.FileCount);
        Assert.Equal([3.0, 4], result.Templates[Key("b")].Yields);
        Assert.Equal([5.0, 6], result.Templates[Key("c")].Yields);
        Assert.Equal([5.0, 6], result.Templates[Key("d")].Yields);
    }

    [Fact]
    public void Flow_of_two_axes_goes_to_the_nearest_bins()
    {
        var axis = new RegularAxis(1, 0, 1) { HasUnderflow = true, HasOverflow = true };
        var histogram = new Histogram("h", [new RegularAxis(2, 0, 1) { HasOverflow = true }, axis], [1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Template dropped = FlowBins.Fold(histogram, OverflowMode.Drop);
        Template merged = FlowBins.Fold(histogram, OverflowMode.Merge);

        Assert.Equal([2.0, 5], dropped.Yields);
        Assert.Equal([6.0, 39], merged.Yields);
    }

    [Fact]
    public void A_variance_that_is_NaN_is_0()
    {
        Template template = FlowBins.Fold(new Histogram("h", [new RegularAxis(2, 0, 1)], [1, 2], [double.NaN, 4]), OverflowMode.Drop);

        Assert.Equal([0.0, 4], template.Variances);
    }

    [Fact]
    public void All_that_is_missing_or_misfits_is_told_at_once()
    {
        string path = Write("h.root", Histogram("ttbar", s_flow, 0, 1, 2, 0), Histogram("wjets", new RegularAxis(3, 0, 3) { HasUnderflow = true, HasOverflow = true }, 0, 1, 2, 3, 0), Histogram("bad", s_flow, 0, double.NaN, 2, 0));
        HistogramRequest[] requests = [Request("a", $"{path}:ttbar"), Request("b", $"{path}:ttbarr"), Request("c", $"{path}:wjets"), Request("d", _folder["absent.npz"]), Request("e", path), Request("f", $"{path}:bad"), Request("g", _folder["absent.root:x"])];

        IReadOnlyList<Diagnostic> found = Assert.Throws<WorkspaceException>(() => HistogramCollector.Collect(requests, TestContext.Current.CancellationToken)).Diagnostics;

        Assert.Equal(["WK864", "WK864", "WK864", "WK864", "WK865", "WK866"], found.Select(diagnostic => diagnostic.Code).Order());
        Assert.Contains(found, diagnostic => diagnostic.Hint == "Did you mean 'ttbar'?");
        Assert.Contains(found, diagnostic => diagnostic.Message.Contains("has 3 bins, not 2 as '", StringComparison.Ordinal));
    }

    private static TemplateKey Key(string sample) => new("SR", sample);

    private static HistogramRequest Request(string sample, string path) => new(Key(sample), path, default);

    private static Histogram Histogram(string name, IAxis axis, params double[] values) => new(name, [axis], values, [.. values.Select(value => double.IsNaN(value) ? 0 : value / 4)]);

    private string Write(string name, params Histogram[] histograms)
    {
        HistogramFiles.Write(histograms, _folder[name]);
        return _folder[name];
    }
}
