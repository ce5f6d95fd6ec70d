using Wilks.Analysis.Configurations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>Configurations of cabinetry 0.6, and one of an earlier version, are read unchanged.</summary>
public sealed class CabinetryConfigurationTests
{
    [Fact]
    public void Published_configurations_are_read_without_a_warning()
    {
        IReadOnlyList<string> files = ConfigurationText.Published();

        string[] found = [.. files.SelectMany(file => AnalysisConfigurationReader.Read(file).Diagnostics).Where(d => d.Severity > Severity.Note).Select(d => d.ToString())];

        Assert.True(files.Count >= 14, $"{files.Count} files");
        Assert.Empty(found);
    }

    [Fact]
    public void Earlier_spellings_are_told_and_read()
    {
        string old = ConfigurationText.Published().Single(file => file.Contains("PyHEP-2021", StringComparison.Ordinal));

        AnalysisConfigurationDocument document = AnalysisConfigurationReader.Read(old);

        Assert.All(document.Diagnostics, d => Assert.Equal(("WK808", Severity.Note), (d.Code, d.Severity)));
        Assert.Equal(5, document.Diagnostics.Length);
        Assert.Equal("ntuples/{SamplePath}", document.Configuration.General.InputPath);
        Assert.Equal(["prediction.root"], document.Configuration.Samples[1].SamplePaths);
        Assert.Equal(["prediction.root"], document.Configuration.Systematics[1].Up!.SamplePaths);
        Assert.Equal(Path.GetDirectoryName(old), document.Folder);
    }

    [Fact]
    public void The_tutorial_with_events_says_what_is_written()
    {
        string path = ConfigurationText.Published().Single(file => file.EndsWith("config_ntuples.yml", StringComparison.Ordinal));

        AnalysisConfiguration c = AnalysisConfigurationReader.Read(path).Configuration;

        Assert.Equal(("minimal_example", "inputs/{SamplePath}", "histograms/"), (c.General.Measurement, c.General.InputPath, c.General.HistogramFolder));
        Assert.Equal(["Signal_norm"], c.General.Pois);
        RegionSettings region = Assert.Single(c.Regions);
        Assert.Equal(("Signal_region", "lep_charge > 0"), (region.Name, region.Filter));
        Assert.Equal(["jet_pt"], region.Variables);
        Assert.Equal([200, 300, 400, 500, 600], Assert.IsType<EdgeBinning>(Assert.Single(region.Binnings)).Axis.Edges);
        Assert.Equal([("Data", SampleRole.Data), ("Signal", SampleRole.Signal), ("Background", SampleRole.Background)], c.Samples.Select(sample => (sample.Name, sample.Role)));
        Assert.Equal([StatErrorMode.Shared, StatErrorMode.None, StatErrorMode.Shared], c.Samples.Select(sample => sample.StatError));
        Assert.Equal([null, "weight", "weight"], c.Samples.Select(sample => sample.Weight));
        Assert.Equal([SystematicType.Normalization, SystematicType.NormPlusShape, SystematicType.NormPlusShape], c.Systematics.Select(systematic => systematic.Type));
        Assert.Equal((0.05, -0.05), (c.Systematics[0].Up!.Normalization, c.Systematics[0].Down!.Normalization));
        Assert.Equal("background_varied", c.Systematics[1].Up!.Tree);
        Assert.True(c.Systematics[1].Down!.IsSymmetrized);
        Assert.Equal("0.7*weight", c.Systematics[2].Down!.Weight);
        Assert.Equal(["Background"], c.Systematics[2].Samples.Patterns);
        Assert.Equal((1d, new Interval(0, 10)), (c.NormFactors[0].Nominal!.Value, c.NormFactors[0].Bounds!.Value));
    }

    [Fact]
    public void The_tutorial_with_histograms_needs_no_variable()
    {
        string path = ConfigurationText.Published().Single(file => file.EndsWith("tutorials/config_histograms.yml", StringComparison.Ordinal));

        AnalysisConfiguration c = AnalysisConfigurationReader.Read(path).Configuration;

        Assert.Equal("Nominal", c.General.VariationPath);
        Assert.Equal("SR", c.Regions[0].RegionPath);
        Assert.Empty(c.Regions[0].Variables);
        Assert.Equal("Modeling_Up", c.Systematics[1].Up!.VariationPath);
    }

    [Fact]
    public void Every_key_of_cabinetry_is_read()
    {
        AnalysisConfiguration c = ConfigurationText.Read("""
            General:
              Measurement: m
              POI: ""
              InputPath: "{RegionPath}/{SamplePath}"
              HistogramFolder: h
              Fixed: [{Name: mu, Value: 1.5}, {Name: smooth, Value: 0}]
            Regions:
              - {Name: SR, Variable: x, Binning: [0, 1, 2], RegionPath: a, Filter: x > 0}
            Samples:
              - {Name: d, Tree: t, SamplePath: d.root, Data: yes}
              - {Name: s, Tree: t, SamplePath: [a.root, b.root], Filter: y > 1, Weight: 2, Regions: SR, DisableStaterror: False}
            NormFactors:
              - {Name: mu, Regions: [SR], Samples: [s], Nominal: 2, Bounds: [-1, 5]}
            Systematics:
              - Name: shape
                Type: NormPlusShape
                ModifierName: smooth
                Up: {Tree: u, Weight: w, Variable: v, Filter: f, RegionPath: r, SamplePath: p, VariationPath: q}
                Down: {Symmetrize: True}
                Smoothing: {Algorithm: "353QH, twice", Regions: SR, Samples: s}
            """);

        Assert.Empty(c.General.Pois);
        Assert.Equal([("mu", 1.5), ("smooth", 0)], c.General.Fixed.Select(f => (f.Name, f.Value)));
        Assert.Equal(SampleRole.Data, c.Samples[0].Role);
        Assert.Equal(["a.root", "b.root"], c.Samples[1].SamplePaths);
        Assert.Equal(("y > 1", "2"), (c.Samples[1].Filter, c.Samples[1].Weight));
        Assert.Equal((2d, new Interval(-1, 5)), (c.NormFactors[0].Nominal!.Value, c.NormFactors[0].Bounds!.Value));
        SystematicSettings shape = c.Systematics[0];
        Assert.Equal("smooth", shape.ModifierName);
        Assert.Equal(("u", "w", "f", "r", "q"), (shape.Up!.Tree, shape.Up.Weight, shape.Up.Filter, shape.Up.RegionPath, shape.Up.VariationPath));
        Assert.Equal(["v"], shape.Up.Variables);
        Assert.Equal(["p"], shape.Up.SamplePaths);
        Assert.Equal(SmoothingAlgorithm.Twice353QH, shape.Smoothing!.Algorithm);
        Assert.Equal(["SR"], shape.Smoothing.Regions.Patterns);
    }

    [Fact]
    public void Merged_mappings_are_those_of_YAML_1_1()
    {
        AnalysisConfiguration c = ConfigurationText.Read("""
            x-common: &common {Tree: t, Weight: w}
            General: {Measurement: m, InputPath: "{SamplePath}", HistogramFolder: h}
            Regions: [{Name: SR, Variable: x, Binning: [0, 1]}]
            Samples:
              - {<<: *common, Name: a, SamplePath: a.root}
              - {Name: b, SamplePath: b.root, Weight: other, <<: *common}
            """);

        Assert.Equal([("t", "w"), ("t", "other")], c.Samples.Select(sample => (sample.Tree!, sample.Weight!)));
    }
}
