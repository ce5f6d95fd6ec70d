using Wilks.Analysis.Configurations;
using Wilks.Analysis.Planning;

namespace Wilks.Analysis.Tests.Planning;

public sealed class InputPathsTests
{
    private static readonly RegionSettings s_region = new("SR") { RegionPath = "signal_region" };
    private static readonly SampleSettings s_sample = new("a") { SamplePaths = ["one", "two"] };

    [Fact]
    public void Every_sample_path_fills_the_pattern_once()
    {
        IReadOnlyList<string> paths = Paths("in/{RegionPath}/{SamplePath}_{VariationPath}.root").Of(s_region, s_sample, null);

        Assert.Equal(["base/in/signal_region/one_nominal.root", "base/in/signal_region/two_nominal.root"], paths);
    }

    [Fact]
    public void A_variation_replaces_what_it_names()
    {
        var variation = new VariationSettings { RegionPath = "other", SamplePaths = ["three"], VariationPath = "up" };

        IReadOnlyList<string> paths = Paths("{RegionPath}/{SamplePath}_{VariationPath}.root").Of(s_region, s_sample, variation);

        Assert.Equal(["base/other/three_up.root"], paths);
    }

    [Fact]
    public void Without_a_sample_path_there_is_one_path_and_an_absolute_one_stays_so()
    {
        Assert.Equal(["/data/signal_region"], Paths("/data/{RegionPath}").Of(s_region, new SampleSettings("a"), null));
        Assert.Equal(["base/.root"], Paths("{RegionPath}.root").Of(new RegionSettings("SR"), s_sample with { SamplePaths = [] }, null));
    }

    [Fact]
    public void Friends_are_one_for_each_path_by_a_pattern_or_by_a_list()
    {
        SampleSettings byPattern = s_sample with { Friends = ["f/{SamplePath}.root"] };
        SampleSettings byList = s_sample with { Friends = ["f1.root", "f2.root"] };

        Assert.Equal(["base/f/one.root", "base/f/two.root"], Paths("{SamplePath}").Friends(s_region, byPattern, null));
        Assert.Equal(["base/f1.root", "base/f2.root"], Paths("{SamplePath}").Friends(s_region, byList, null));
        Assert.Empty(Paths("{SamplePath}").Friends(s_region, s_sample, null));
    }

    [Theory]
    [InlineData("f.root:h", null, true)]
    [InlineData("f.root:h", "tree", false)]
    [InlineData("f.root", null, false)]
    [InlineData("f.json", null, true)]
    [InlineData("f.json.gz", null, true)]
    [InlineData("f.json:name", null, true)]
    [InlineData("f.npz", null, true)]
    [InlineData("f.parquet", null, false)]
    [InlineData("f.csv", null, false)]
    public void Paths_lead_to_histograms_or_to_events(string path, string? tree, bool isHistogram)
    {
        Assert.Equal(isHistogram, InputPaths.IsHistogram(path, tree));
    }

    private static InputPaths Paths(string pattern) => new(
        new AnalysisConfiguration { General = new GeneralSettings { Measurement = "m", InputPath = pattern, HistogramFolder = "h", VariationPath = "nominal" }, Regions = [], Samples = [] },
        "base");
}
