using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Planning;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Configurations;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Planning;

public sealed class TemplatePlannerTests
{
    private const string General = """
        General: {Measurement: m, POI: mu, InputPath: "{SamplePath}", HistogramFolder: h, Filter: ok, Weight: lumi}
        Regions:
          - {Name: SR, Variable: x, Binning: [0, 1, 2], Filter: region, Overflow: merge}
          - {Name: CR, Variable: y, Binning: [0, 1]}
        Samples:
          - {Name: data, Data: true, SamplePath: d.root, Tree: t, Weight: prescale}
          - {Name: sig, SamplePath: s.root, Tree: t, Weight: w, Filter: sample, Regions: SR}
          - {Name: bkg, SamplePath: [b1.root, b2.root], Tree: t}
        NormFactors:
          - {Name: mu, Samples: sig}

        """;

    private const string Weighted = """
        Systematics:
          - {Name: s, Type: NormPlusShape, Samples: sig, Up: {WeightFactor: k, Filter: varied}, Down: {Weight: v, Tree: u, SamplePath: other.root}}

        """;

    [Fact]
    public void Every_sample_of_a_region_has_a_nominal_template_and_every_varied_one_its_sides()
    {
        TemplatePlan plan = Plan(General + Weighted);

        Assert.Equal(
            ["CR / bkg", "CR / data", "SR / bkg", "SR / data", "SR / sig", "SR / sig / s Down", "SR / sig / s Up"],
            plan.Events.Select(request => request.Key).Order(TemplateKey.Order).Select(key => key.ToString()));
        Assert.Empty(plan.Histograms);
    }

    [Fact]
    public void A_filter_takes_the_place_of_the_one_before_it_but_for_that_of_all()
    {
        TemplatePlan plan = Plan(General + Weighted);

        Assert.Equal(["ok", "sample"], Find(plan, "SR", "sig").Filters);
        Assert.Equal(["ok", "region"], Find(plan, "SR", "bkg").Filters);
        Assert.Equal(["ok"], Find(plan, "CR", "bkg").Filters);
        Assert.Equal(["ok", "varied"], Find(plan, "SR", "sig", "s", "Up").Filters);
        Assert.Equal(["ok", "sample"], Find(plan, "SR", "sig", "s", "Down").Filters);
    }

    [Theory]
    [InlineData("Filter: ok,", "Filter: ok, FilterMode: combine,")]
    [InlineData("Filter: sample,", "Filter: sample, FilterMode: combine,")]
    public void Or_is_combined_with_it_where_all_or_the_sample_says_so(string old, string replacement)
    {
        TemplatePlan plan = Plan((General + Weighted).Replace(old, replacement, StringComparison.Ordinal));

        Assert.Equal(["ok", "region", "sample"], Find(plan, "SR", "sig").Filters);
        Assert.Equal(["ok", "region", "sample", "varied"], Find(plan, "SR", "sig", "s", "Up").Filters);
    }

    [Fact]
    public void A_weight_is_that_of_all_times_that_of_the_sample_or_of_the_variation_times_its_factor()
    {
        TemplatePlan plan = Plan(General + Weighted);

        Assert.Equal(["lumi", "w"], Find(plan, "SR", "sig").Weights);
        Assert.Equal(["lumi"], Find(plan, "SR", "bkg").Weights);
        Assert.Equal(["lumi", "w", "k"], Find(plan, "SR", "sig", "s", "Up").Weights);
        Assert.Equal(["lumi", "v"], Find(plan, "SR", "sig", "s", "Down").Weights);
        Assert.Equal(["prescale"], Find(plan, "SR", "data").Weights);
    }

    [Fact]
    public void Files_trees_variables_axes_and_overflow_are_those_written()
    {
        TemplatePlan plan = Plan(General + Weighted);

        Assert.Equal(["base/b1.root", "base/b2.root"], Find(plan, "SR", "bkg").Source.Paths);
        Assert.Equal("t", Find(plan, "SR", "bkg").Source.Tree);
        Assert.Equal(["base/other.root"], Find(plan, "SR", "sig", "s", "Down").Source.Paths);
        Assert.Equal("u", Find(plan, "SR", "sig", "s", "Down").Source.Tree);
        Assert.Equal(["x"], Find(plan, "SR", "bkg").Variables);
        Assert.Equal([0, 1, 2], Find(plan, "SR", "bkg").Axes[0].Edges);
        Assert.Equal(OverflowMode.Merge, Find(plan, "SR", "bkg").Overflow);
        Assert.Equal(OverflowMode.Drop, Find(plan, "CR", "bkg").Overflow);
    }

    [Fact]
    public void Corrections_are_of_simulation_in_their_regions_and_samples_and_keep_cells_only_for_nominal_templates()
    {
        const string corrections = """
            Corrections:
              - {Name: id, Table: t.csv, Variables: {p: p}, Value: v, Regions: SR}
              - {Name: in_weight, Table: t.csv, Variables: {p: p}, Value: v, Apply: false, Samples: sig}
            Systematics:
              - {Name: id, Type: Covariance, Covariance: {Correction: id}}
              - {Name: in_weight, Type: Covariance, Covariance: {Correction: in_weight}, Samples: sig}
              - {Name: s, Type: NormPlusShape, Samples: sig, Up: {Weight: k}, Down: {Symmetrize: true}}

            """;

        TemplatePlan plan = Plan(General + corrections);

        Assert.Equal(["id True", "in_weight True"], Corrections(Find(plan, "SR", "sig")));
        Assert.Equal(["id False"], Corrections(Find(plan, "SR", "sig", "s", "Up")));
        Assert.Equal(["id True"], Corrections(Find(plan, "SR", "bkg")));
        Assert.Empty(Corrections(Find(plan, "CR", "bkg")));
        Assert.Empty(Corrections(Find(plan, "SR", "data")));
    }

    [Fact]
    public void The_data_of_a_blind_region_are_not_asked_for_in_any_way()
    {
        string text = General.Replace("{Name: CR,", "{Name: CR, Blind: true,", StringComparison.Ordinal)
            .Replace("SamplePath: [b1.root, b2.root], Tree: t}", "Role: background, Formula: \"data - other\"}\n  - {Name: other, Role: ghost, SamplePath: o.root, Tree: t}", StringComparison.Ordinal)
            + """
            Systematics:
              - {Name: s, Type: NormPlusShape, Up: {Weight: k}, Down: {Symmetrize: true}}

            """;

        TemplatePlan plan = Plan(text);

        Assert.DoesNotContain(plan.Events, request => request.Key is { Region: "CR", Sample: "data" });
        Assert.DoesNotContain(plan.Events, request => request.Key is { Sample: "data", IsNominal: false });
        Assert.Contains(plan.Events, request => request.Key == new TemplateKey("SR", "data"));
    }

    [Fact]
    public void A_formula_is_varied_through_the_ghosts_that_it_is_made_of()
    {
        TemplatePlan plan = Plan(WithFormula("[made, prompt]"));
        TemplatePlan whole = Plan(WithFormula("made"));

        Assert.Equal(["prompt"], Varied(plan));
        Assert.Equal(["all", "prompt"], Varied(whole));
        Assert.DoesNotContain(plan.Events, request => request.Key.Sample == "made");
        Assert.Contains(plan.Events, request => request.Key == new TemplateKey("SR", "all"));
    }

    [Fact]
    public void A_reference_sample_is_varied_in_place_of_the_sample_itself()
    {
        TemplatePlan plan = Plan(General + """
            Systematics:
              - {Name: s, Type: NormPlusShape, Samples: sig, ReferenceSample: bkg, Up: {Weight: k}, Down: {Symmetrize: true}}

            """);

        Assert.Equal([new TemplateKey("SR", "bkg", "s", "Up")], plan.Events.Select(request => request.Key).Where(key => !key.IsNominal));
    }

    [Fact]
    public void Members_of_sets_and_replicas_are_numbered_and_samples_numbers_and_mirror_images_need_no_template()
    {
        TemplatePlan plan = Plan(General + """
            Systematics:
              - {Name: set, Type: NormPlusShape, Samples: sig, Variations: [{Weight: a}, {Sample: bkg}, {Weight: c}]}
              - {Name: replicas, Type: Covariance, Samples: sig, Covariance: {Replicas: {WeightFactor: "r_{i}", Count: 2, First: 5}}}
              - {Name: number, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}

            """);

        Assert.Equal(
            ["replicas 0: lumi w r_5", "replicas 1: lumi w r_6", "set 0: lumi a", "set 2: lumi c"],
            plan.Events.Where(request => !request.Key.IsNominal).OrderBy(request => request.Key, TemplateKey.Order).Select(request => $"{request.Key.Systematic} {request.Key.Side}: {string.Join(' ', request.Weights)}"));
    }

    [Fact]
    public void Histograms_are_told_from_events_by_tree_and_path()
    {
        string text = """
            General: {Measurement: m, InputPath: "{SamplePath}", HistogramFolder: h}
            Regions: [{Name: SR}]
            Samples:
              - {Name: a, SamplePath: "in.root:SR/a"}
              - {Name: b, SamplePath: "in.json:b"}
              - {Name: c, SamplePath: "in.npz"}

            """;

        TemplatePlan plan = Plan(text);

        Assert.Empty(plan.Events);
        Assert.Equal(["base/in.root:SR/a", "base/in.json:b", "base/in.npz"], plan.Histograms.Select(request => request.Path));
    }

    [Fact]
    public void Several_histograms_of_one_sample_are_refused()
    {
        string text = """
            General: {Measurement: m, InputPath: "in.root:{SamplePath}", HistogramFolder: h}
            Regions: [{Name: SR}]
            Samples: [{Name: a, SamplePath: [one, two]}]

            """;

        Assert.Equal(["WK879"], Codes(() => Plan(text)));
    }

    [Fact]
    public void Events_without_axes_and_variations_with_other_numbers_of_variables_are_refused()
    {
        string other = General + """
            Systematics:
              - {Name: s, Type: NormPlusShape, Samples: sig, Up: {Variable: [x, y]}, Down: {Symmetrize: true}}

            """;

        AnalysisConfiguration configuration = ConfigurationText.Read(General);

        Assert.Equal(["WK885"], Codes(() => Plan(other)));
        Assert.Equal("WK884", Codes(() => Planner(configuration).Plan(new Dictionary<string, ImmutableArray<INumericAxis>>()))[0]);
    }

    private static string WithFormula(string samples) => General.Replace("NormFactors:", "  - {Name: made, Formula: \"all - prompt\", Regions: SR}\n  - {Name: all, Role: ghost, SamplePath: a.root, Tree: t}\n  - {Name: prompt, Role: ghost, SamplePath: p.root, Tree: t}\nNormFactors:", StringComparison.Ordinal)
        + $"Systematics:\n  - {{Name: s, Type: NormPlusShape, Samples: {samples}, Up: {{Weight: k}}, Down: {{Symmetrize: true}}}}\n";

    private static string[] Varied(TemplatePlan plan) => [.. plan.Events.Where(request => request.Key is { IsNominal: false, Region: "SR" }).Select(request => request.Key.Sample).Order()];

    private static string[] Corrections(FillRequest request) => [.. request.Corrections.Select(correction => $"{correction.Settings.Name} {correction.KeepsCells}")];

    private static FillRequest Find(TemplatePlan plan, string region, string sample, string systematic = "", string side = "") => plan.Events.Single(request => request.Key == new TemplateKey(region, sample, systematic, side));

    private static string[] Codes(Func<TemplatePlan> plan) => [.. Assert.Throws<WorkspaceException>(plan).Diagnostics.Select(diagnostic => diagnostic.Code)];

    private static TemplatePlan Plan(string text)
    {
        AnalysisConfiguration configuration = ConfigurationText.Read(text);
        Dictionary<string, ImmutableArray<INumericAxis>> axes = configuration.Regions.Where(region => !region.Binnings.IsEmpty).ToDictionary(region => region.Name, region => region.Binnings.Select(binning => ((EdgeBinning)binning).Axis).ToImmutableArray());
        return Planner(configuration).Plan(axes);
    }

    private static TemplatePlanner Planner(AnalysisConfiguration configuration)
    {
        var table = new CorrectionTable { Variables = ["p"], Lower = [0], Upper = [1], Values = [1] };
        return new TemplatePlanner(configuration, "base", configuration.Corrections.ToDictionary(correction => correction.Name, _ => table));
    }
}
