using Wilks.Analysis.Planning;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Configurations;
using Wilks.Analysis.Tests.Filling;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Planning;

public sealed class TemplateBuilderTests : IDisposable
{
    private const string Text = """
        General: {Measurement: m, InputPath: "{SamplePath}", HistogramFolder: h}
        Regions:
          - {Name: SR, Variable: x, Binning: [0, 0.5, 1]}
          - {Name: CR, Variable: y, Binning: {Automatic: equal-population, Bins: 3, Range: [-1, 1], Candidates: 50}}
        Samples:
          - {Name: data, Data: true, SamplePath: d.npz}
          - {Name: a, SamplePath: a.npz, Weight: up}
          - {Name: b, SamplePath: b.npz}
        Systematics:
          - {Name: s, Type: NormPlusShape, Samples: a, Up: {WeightFactor: "1 + x"}, Down: {Symmetrize: true}}
          - {Name: t, Type: NormPlusShape, Up: {WeightFactor: "1 + y"}, Down: {Symmetrize: true}}

        """;

    private readonly EventFolder _folder = new();

    public TemplateBuilderTests()
    {
        string[] columns = ["x", "y", "w", "up", "flag"];
        _folder.Write("d.npz", 0, 200, columns);
        _folder.Write("a.npz", 1000, 300, columns);
        _folder.Write("b.npz", 2000, 400, columns);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_time_nothing_is_made_and_all_is_the_same()
    {
        TemplateBuild first = Build(Text, TemplateArchive.Empty);

        TemplateBuild second = Build(Text, first.Archive);

        Assert.Equal((0, 0), (second.MadeCount, second.EventCount));
        Assert.Equal(first.MadeCount, second.ReusedCount);
        Assert.Equal(Bytes(first.Archive), Bytes(second.Archive));
    }

    [Fact]
    public void What_was_told_of_templates_is_told_again_when_they_are_up_to_date()
    {
        string empty = Text.Replace("Binning: [0, 0.5, 1]", "Binning: [7, 8, 9]", StringComparison.Ordinal);
        TemplateBuild first = Build(empty, TemplateArchive.Empty);

        TemplateBuild second = Build(empty, first.Archive);

        Assert.Equal(0, second.MadeCount);
        Assert.Equal(Places(first), Places(second));
        Assert.Contains(second.Diagnostics, diagnostic => diagnostic.Code == "WK857" && diagnostic.Message.StartsWith("SR / data", StringComparison.Ordinal));

        static IEnumerable<string> Places(TemplateBuild build) => build.Diagnostics.Where(diagnostic => diagnostic.Code == "WK857").Select(diagnostic => diagnostic.Location.ToString()).Distinct().Order();
    }

    [Fact]
    public void A_systematic_that_changed_makes_its_own_templates_and_reads_their_files_only()
    {
        TemplateBuild first = Build(Text, TemplateArchive.Empty);

        TemplateBuild second = Build(Text.Replace("1 + x", "1 - x", StringComparison.Ordinal), first.Archive);

        Assert.Equal(2, second.MadeCount);
        Assert.Equal(300, second.EventCount);
        Assert.NotEqual(Find(first, "SR", "a", "s").Yields, Find(second, "SR", "a", "s").Yields);
    }

    [Fact]
    public void A_systematic_that_is_taken_out_takes_its_templates_with_it()
    {
        TemplateBuild first = Build(Text, TemplateArchive.Empty);

        TemplateBuild second = Build(Text.Replace("  - {Name: s,", "  - {Name: u, Regions: SR, Samples: b,", StringComparison.Ordinal).Replace(", Samples: a, Up", ", Up", StringComparison.Ordinal), first.Archive);

        Assert.DoesNotContain(second.Archive.Templates, stored => stored.Key.Systematic == "s");
    }

    [Fact]
    public void A_file_that_changed_makes_the_templates_of_its_sample()
    {
        TemplateBuild first = Build(Text, TemplateArchive.Empty);
        _folder.Write("d.npz", 50, 200, ["x", "y", "w", "up", "flag"]);
        File.SetLastWriteTimeUtc(_folder["d.npz"], DateTime.UnixEpoch);

        TemplateBuild second = Build(Text, first.Archive);

        Assert.Equal((2, 200), (second.MadeCount, (int)second.EventCount));
    }

    [Fact]
    public void Automatic_edges_share_out_the_background_and_hold_for_all_templates_of_the_region()
    {
        TemplateBuild made = Build(Text, TemplateArchive.Empty);

        StoredTemplate[] region = [.. made.Archive.Templates.Where(stored => stored.Key.Region == "CR")];
        double[] edges = [.. ((INumericAxis)region[0].Axes[0]).Edges];
        double[] background = [.. Find(made, "CR", "a").Yields.Zip(Find(made, "CR", "b").Yields, (a, b) => a + b)];
        Assert.Equal(4, edges.Length);
        Assert.All(region, stored => Assert.Equal(edges, ((INumericAxis)stored.Axes[0]).Edges));
        // A fiftieth of the background is in each of the bins that edges are chosen from, more or less.
        Assert.All(background, value => Assert.InRange(value, background.Sum() * 0.28, background.Sum() * 0.39));
    }

    [Fact]
    public void Automatic_edges_are_found_with_the_corrections_of_their_region()
    {
        _folder.WriteText("t.csv", "y_min,y_max,v", "-1,0,0", "0,1.01,1");
        string corrected = Text + "Corrections:\n  - {Name: c, Table: t.csv, Variables: {y: y}, Value: v, Regions: CR}\n";

        TemplateBuild made = Build(corrected, TemplateArchive.Empty);

        double[] edges = [.. ((INumericAxis)made.Archive.Templates.First(stored => stored.Key.Region == "CR").Axes[0]).Edges];
        Assert.InRange(edges[1], 0.2, 0.5);
    }

    [Fact]
    public void Automatic_edges_that_can_not_be_found_are_told()
    {
        TemplateBuild made = Build(Text.Replace("Range: [-1, 1]", "Range: [5, 6]", StringComparison.Ordinal), TemplateArchive.Empty);

        Assert.Contains(made.Diagnostics, diagnostic => diagnostic is { Code: "WK886", Severity: Severity.Warning });
    }

    [Fact]
    public void Sources_in_code_go_first_in_their_order_and_are_asked_every_time()
    {
        var source = new PatternTemplateSource("S*", "a", "", _ => new Template([1, 2], [3, 4]));
        var options = new TemplateBuildOptions { Sources = [source, new PatternTemplateSource("*", "*", "t", key => new Template([.. new double[key.Region == "SR" ? 2 : 3]], [.. new double[key.Region == "SR" ? 2 : 3]]))] };

        TemplateBuild first = Build(Text, TemplateArchive.Empty, options);
        TemplateBuild second = Build(Text, first.Archive, options);

        Assert.Equal([1, 2], Find(first, "SR", "a").Yields);
        Assert.Equal([0, 0], Find(first, "SR", "b", "t").Yields);
        Assert.NotEqual(0, Find(first, "SR", "a", "s").Yields[0]);
        Assert.Equal((5, 0), (second.MadeCount, (int)second.EventCount));
        Assert.DoesNotContain(first.Archive.ToSet().Axes.Keys, region => region is not ("SR" or "CR"));
    }

    [Fact]
    public void What_was_kept_on_the_way_is_gone_on_with_and_nothing_that_was_made_before_is_lost()
    {
        List<TemplateArchive> kept = [];
        var options = new TemplateBuildOptions { Checkpoint = kept.Add, CheckpointPeriod = TimeSpan.Zero };
        TemplateBuild first = Build(Text, TemplateArchive.Empty, options);
        kept.Clear();
        Build(Text.Replace("Candidates: 50", "Candidates: 60", StringComparison.Ordinal), first.Archive, options);

        TemplateBuild resumed = Build(Text.Replace("Candidates: 50", "Candidates: 60", StringComparison.Ordinal), kept[0]);

        Assert.Contains(kept[0].Templates, stored => stored.Key == new TemplateKey("SR", "b", "t", "Up"));
        Assert.True(resumed.ReusedCount >= 6, "The templates of SR and those of the first part are up to date.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_change_nothing(int threads)
    {
        TemplateBuild one = Build(Text, TemplateArchive.Empty);

        TemplateBuild several = Build(Text, TemplateArchive.Empty, new TemplateBuildOptions { Threads = threads });

        Assert.Equal(Bytes(one.Archive), Bytes(several.Archive));
    }

    [Fact]
    public void Histograms_of_another_binning_than_older_or_filled_ones_are_refused()
    {
        _folder.WriteText("h.json", """{"uhi_schema": 1, "metadata": {}, "axes": [{"type": "regular", "lower": 0, "upper": 3, "bins": 2, "underflow": false, "overflow": false, "circular": false}], "storage": {"type": "double", "values": [1, 2]}}""");
        string text = """
            General: {Measurement: m, InputPath: "{SamplePath}", HistogramFolder: h}
            Regions: [{Name: SR, Variable: x, Binning: [0, 0.5, 1]}]
            Samples:
              - {Name: a, SamplePath: a.npz, Tree: x}
              - {Name: b, SamplePath: h.json}

            """.Replace(", Tree: x", "", StringComparison.Ordinal);

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Build(text, TemplateArchive.Empty));

        Assert.Contains(exception.Diagnostics, diagnostic => diagnostic.Code == "WK888");
    }

    private string Bytes(TemplateArchive archive)
    {
        TemplateArchiveFile.Write(archive, _folder["bytes.json"]);
        return File.ReadAllText(_folder["bytes.json"]);
    }

    private static Template Find(TemplateBuild build, string region, string sample, string systematic = "") =>
        build.Archive.ToSet().Templates[new TemplateKey(region, sample, systematic, systematic.Length > 0 ? "Up" : "")];

    private TemplateBuild Build(string text, TemplateArchive earlier, TemplateBuildOptions? options = null) =>
        TemplateBuilder.Build(ConfigurationText.Read(text), Path.GetDirectoryName(_folder["x"])!, earlier, options ?? new TemplateBuildOptions(), TestContext.Current.CancellationToken);
}
