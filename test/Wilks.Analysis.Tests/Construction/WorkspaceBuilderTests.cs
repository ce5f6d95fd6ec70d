using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Tests.Configurations;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Construction;

public sealed class WorkspaceBuilderTests
{
    private const string Systematic = """
        Systematics:
          - {Name: s, Type: NormPlusShape, Samples: b1, Up: {Weight: w}, Down: {Weight: w}, DECORRELATE}

        """;

    private static readonly TemplateSet s_varied = SmallWorkspace.Templates.Varied("SR", "b1", "s", [72, 24], [57, 20]).Varied("C R", "b1", "s", [710, 160], [690, 140]);

    [Fact]
    public void Modifiers_stand_in_the_order_statistics_factors_systematics()
    {
        string text = SmallWorkspace.Text + """
              - {Name: k, Samples: [b1, sig]}
            ShapeFactors: [{Name: shape, Samples: b1, Regions: SR}]
            Systematics:
              - {Name: lumi, Type: Normalization, Up: {Normalization: 0.02}, Down: {Normalization: -0.02}}
              - {Name: s, Type: NormPlusShape, Samples: b1, Up: {Weight: w}, Down: {Weight: w}}

            """;

        ConstructedWorkspace made = SmallWorkspace.Build(text, s_varied);

        Assert.Equal(["StatError staterror_SR", "NormFactor k", "ShapeFactor shape", "NormSys lumi", "NormSys s", "HistoSys s"], made.Modifiers("SR", "b1"));
        Assert.Equal(["StatError staterror_SR", "NormFactor mu", "NormFactor k", "NormSys lumi"], made.Modifiers("SR", "sig"));
        Assert.Equal(["sig", "b1", "b2"], made.Whole.Channels[0].Samples.Select(sample => sample.Name));
    }

    [Fact]
    public void Statistical_uncertainties_are_shared_named_without_blanks_separate_or_left_out()
    {
        string text = SmallWorkspace.Text.Replace("SamplePath: b1", "SamplePath: b1, StatError: separate", StringComparison.Ordinal).Replace("SamplePath: b2", "SamplePath: b2, StatError: none", StringComparison.Ordinal).Replace(", Regions: SR", "", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text, SmallWorkspace.Templates with { Templates = SmallWorkspace.Templates.Templates.Add(new TemplateKey("C R", "sig"), SmallWorkspace.Counts(1, 1)) });

        Assert.Equal("StatError staterror_C-R", made.Modifiers("C R", "sig")[0]);
        Assert.Equal(["ShapeSys staterror_C-R_b1"], made.Modifiers("C R", "b1"));
        Assert.Empty(made.Modifiers("C R", "b2"));
        var separate = Assert.IsType<ShapeSys>(made.Sample("SR", "b1").Modifiers[0]);
        Assert.Equal([Math.Sqrt(30), Math.Sqrt(10)], separate.Data);
    }

    [Fact]
    public void Free_factors_have_their_starts_ranges_and_held_values_in_the_measurement()
    {
        string text = SmallWorkspace.Text.Replace("HistogramFolder: h", "HistogramFolder: h, Fixed: [{Name: k, Value: 1.5}]", StringComparison.Ordinal) + "  - {Name: k, Samples: b1, Nominal: 0.5}\n";

        Measurement measurement = SmallWorkspace.Build(text).Whole.Measurements.Single();

        Assert.Equal(["mu"], measurement.Pois);
        ParameterSetting mu = measurement.Parameters.Single(setting => setting.Name == "mu");
        ParameterSetting k = measurement.Parameters.Single(setting => setting.Name == "k");
        Assert.Equal([2], mu.Inits!.Value);
        Assert.Equal([new Interval(-5, 5)], mu.Bounds!.Value);
        Assert.Null(mu.Fixed);
        Assert.Equal([1.5], k.Inits!.Value);
        Assert.True(k.Fixed);
    }

    [Theory]
    [InlineData("s", "theta_SR", 0.5)]
    [InlineData("theta", "theta_C R", 0.5)]
    [InlineData("theta_SR", "theta_SR", 0.5)]
    [InlineData("shape", "shape[1]", 1.25)]
    [InlineData("shape[1]", "shape[1]", 1.25)]
    [InlineData("staterror_SR", "staterror_SR[0]", 1)]
    [InlineData("bins", "bins[1]", 0.75)]
    public void Parameters_of_every_kind_can_be_held(string name, string parameter, double value)
    {
        string text = SmallWorkspace.Text.Replace("HistogramFolder: h", FormattableString.Invariant($"HistogramFolder: h, Fixed: [{{Name: \"{name}\", Value: {value}}}]"), StringComparison.Ordinal) + """
            ShapeFactors: [{Name: shape, Samples: b2, Regions: SR}]
            Systematics:
              - {Name: s, Type: NormPlusShape, ModifierName: theta, Samples: b1, Up: {Weight: w}, Down: {Weight: w}, Decorrelate: region}
              - {Name: bins, Type: ShapeSys, Samples: b2, Regions: SR, Up: {Normalization: 0.1}}

            """;

        Model model = SmallWorkspace.Build(text, s_varied).Compile();

        Assert.True(model.Parameter(parameter).Fixed);
        Assert.Equal(value, model.Parameter(parameter).Init);
        Assert.False(model.Parameter("mu").Fixed);
    }

    [Fact]
    public void Systematics_are_decorrelated_by_region_sample_and_bin()
    {
        ConstructedWorkspace plain = Decorrelated("KeepAlways: true");
        ConstructedWorkspace region = Decorrelated("Decorrelate: region");
        ConstructedWorkspace both = Decorrelated("Decorrelate: [region, sample]");
        ConstructedWorkspace bin = Decorrelated("Decorrelate: bin");

        Assert.Equal(["NormSys s", "HistoSys s"], plain.Modifiers("SR", "b1")[1..]);
        Assert.Equal(["NormSys s_SR", "HistoSys s_SR"], region.Modifiers("SR", "b1")[1..]);
        Assert.Equal(["NormSys s_C R_b1", "HistoSys s_C R_b1"], both.Modifiers("C R", "b1")[1..]);
        Assert.Equal(["HistoSys s_SR_bin0", "HistoSys s_SR_bin1"], bin.Modifiers("SR", "b1")[1..]);
        var second = Assert.IsType<HistoSys>(bin.Sample("SR", "b1").Modifiers[2]);
        Assert.Equal(60, second.HighData[0]);
        Assert.Equal(24, second.HighData[1], 1e-12);
        Assert.Equal(20, second.LowData[1], 1e-12);
    }

    [Fact]
    public void A_free_systematic_has_no_constraint_term()
    {
        Model model = Decorrelated("Free: true, Title: Free shape, Group: shapes").Compile();

        Assert.Equal(ConstraintKind.None, model.Parameter("s").Constraint);
        Assert.Equal("Free shape", model.Parameter("s").Label);
        Assert.Equal([model.IndexOf("s")], model.Groups["shapes"]);
    }

    [Fact]
    public void Groups_have_all_that_a_systematic_became_and_labels_are_the_titles()
    {
        string text = SmallWorkspace.Text + """
            ShapeFactors: [{Name: shape, Samples: b2, Regions: SR, Group: free, Title: The shape}]

            """ + Systematic.Replace("DECORRELATE", "Decorrelate: region, Group: theory, Title: Theory", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text, s_varied);

        Model model = made.Compile();
        Assert.Equal(["s_C R", "s_SR"], model.Groups["theory"].Select(index => model.Parameters[index].Name).Order(StringComparer.Ordinal));
        Assert.Equal(2, model.Groups["free"].Count);
        Assert.Contains(made.Whole.Overlay!.Labels, label => label is { Kind: LabelKind.Channel, Name: "SR", Text: "Signal region" });
        Assert.Contains(made.Whole.Overlay.Labels, label => label is { Kind: LabelKind.Sample, Name: "sig", Text: "Signal" });
    }

    [Fact]
    public void Bins_of_small_statistical_uncertainty_are_held()
    {
        Model model = SmallWorkspace.Build(SmallWorkspace.Text + "Processing: {Pruning: {StatError: 0.03}}\n").Compile();

        Assert.True(model.Parameter("staterror_C-R[0]").Fixed);
        Assert.False(model.Parameter("staterror_C-R[1]").Fixed);
        Assert.False(model.Parameter("staterror_SR[0]").Fixed);
    }

    [Fact]
    public void Validation_regions_are_in_the_whole_and_not_in_what_is_fitted()
    {
        string text = SmallWorkspace.Text.Replace("{Name: C R}", "{Name: C R, Role: validation}", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text);

        Assert.Equal(["C R"], made.ValidationRegions);
        Assert.Equal(["SR", "C R"], made.Whole.Channels.Select(channel => channel.Name));
        Assert.Equal(["SR"], made.Fitted.Channels.Select(channel => channel.Name));
        Assert.Equal(["SR"], made.Fitted.Observations.Select(observation => observation.Name));
        Assert.Equal([990, 210], made.Observed("C R"));
        Assert.Equal(2, Model.Compile(made.Fitted).BinCount);
    }

    [Fact]
    public void What_is_said_of_a_validation_region_alone_is_not_said_of_what_is_fitted()
    {
        string text = SmallWorkspace.Text.Replace("{Name: C R}", "{Name: C R, Role: validation, Title: Check}", StringComparison.Ordinal) + """
              - {Name: k, Samples: b1, Regions: C R, Nominal: 1.1, Group: free, Title: Factor}
            Systematics:
              - {Name: s, Type: NormPlusShape, Samples: b1, Regions: C R, Group: theory, Up: {Weight: w}, Down: {Weight: w}, Free: true}
              - {Name: lumi, Type: Normalization, Decorrelate: region, Group: theory, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}

            """;

        ConstructedWorkspace made = SmallWorkspace.Build(text, s_varied);

        Model fitted = Model.Compile(made.Fitted);
        Assert.Equal([fitted.IndexOf("lumi_SR")], fitted.Groups["theory"]);
        Assert.DoesNotContain("free", fitted.Groups.Keys);
        Assert.DoesNotContain(made.Fitted.Overlay!.Labels, label => label.Name == "C R");
        Assert.Equal(["mu"], made.Fitted.Measurements[0].Parameters.Select(setting => setting.Name));
        Assert.Equal(3, made.Compile().Groups["theory"].Count);
    }

    [Fact]
    public void What_is_expected_at_the_starting_values_stands_in_for_blind_data()
    {
        string text = SmallWorkspace.Text.Replace("{Name: SR,", "{Name: SR, Blind: true,", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text, SmallWorkspace.Templates.Without("SR", "data"));

        Assert.Equal(["SR"], made.BlindRegions);
        Assert.Equal([(2 * 10) + 100, (2 * 30) + 30], made.Observed("SR"));
        Assert.Equal([990, 210], made.Observed("C R"));
        Assert.Empty(made.Diagnostics);
    }

    [Fact]
    public void Bins_with_much_signal_are_blinded_alone()
    {
        string text = SmallWorkspace.Text.Replace("{Name: SR,", "{Name: SR, BlindAbove: 0.5,", StringComparison.Ordinal);

        ConstructedWorkspace made = SmallWorkspace.Build(text);

        Assert.Equal([105, 90], made.Observed("SR"));
        Assert.Equal(["SR"], made.BlindRegions);
    }

    [Fact]
    public void A_region_without_data_is_told()
    {
        ConstructedWorkspace made = SmallWorkspace.Build(SmallWorkspace.Text, SmallWorkspace.Templates.Without("C R", "data"));

        Assert.Equal("WK890", Assert.Single(made.Diagnostics).Code);
        Assert.Equal([1000, 200], made.Observed("C R"));
    }

    [Fact]
    public void Templates_that_are_missing_are_refused_all_at_once()
    {
        Assert.Equal(["WK891", "WK891"], Codes(SmallWorkspace.Text, SmallWorkspace.Templates.Without("SR", "b1").Without("C R", "b2")));
    }

    [Fact]
    public void Templates_and_data_of_other_numbers_of_bins_are_refused()
    {
        Assert.Equal(["WK892"], CodesOfThreeBins("b1"));
        Assert.Equal(["WK892"], CodesOfThreeBins("data"));
    }

    [Fact]
    public void A_region_without_samples_is_refused()
    {
        AnalysisConfiguration configuration = ConfigurationText.Read(SmallWorkspace.Text);
        configuration = configuration with { Regions = [.. configuration.Regions, new RegionSettings("empty")], Samples = [.. configuration.Samples.Select(sample => sample with { Regions = new NameSelection(["SR", "C R"]) })] };

        Assert.Contains("WK893", Assert.Throws<WorkspaceException>(() => SmallWorkspace.Build(configuration, SmallWorkspace.Templates with { Templates = SmallWorkspace.Templates.Templates.Add(new TemplateKey("C R", "sig"), SmallWorkspace.Counts(1, 1)) })).Diagnostics.Select(diagnostic => diagnostic.Code));
    }

    [Theory]
    [InlineData("{Name: a, Type: Normalization, Decorrelate: region, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}", "{Name: a_SR, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}")]
    [InlineData("{Name: a, Type: Normalization, Decorrelate: [region, sample], Regions: SR, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}", "{Name: a_SR, Type: Normalization, Decorrelate: sample, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}")]
    [InlineData("{Name: a, Type: Normalization, Decorrelate: bin, Regions: SR, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}", "{Name: a_SR_bin1, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}")]
    [InlineData("{Name: a, Type: ShapeSys, Up: {Normalization: 0.1}}", "{Name: a_SR_b1, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}")]
    [InlineData("{Name: staterror_SR, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}", "{Name: other, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}")]
    public void Things_that_would_share_a_parameter_by_chance_are_refused(string first, string second)
    {
        string text = SmallWorkspace.Text + $"Systematics:\n  - {first}\n  - {second}\n";

        Assert.Equal(["WK897"], Codes(text, SmallWorkspace.Templates).Distinct());
    }

    [Fact]
    public void Systematics_of_one_parameter_share_it()
    {
        string text = SmallWorkspace.Text + """
            Systematics:
              - {Name: one, ModifierName: a, Type: Normalization, Samples: b1, Decorrelate: region, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}
              - {Name: two, ModifierName: a, Type: Normalization, Samples: b2, Decorrelate: region, Up: {Normalization: 0.2}, Down: {Normalization: -0.2}}

            """;

        ConstructedWorkspace made = SmallWorkspace.Build(text);

        Assert.Equal("NormSys a_SR", made.Modifiers("SR", "b1")[^1]);
        Assert.Equal("NormSys a_SR", made.Modifiers("SR", "b2")[^1]);
    }

    private static string[] CodesOfThreeBins(string sample)
    {
        var processed = new ProcessedTemplates
        {
            Nominal = SmallWorkspace.Templates.Templates.SetItem(new TemplateKey("SR", sample), SmallWorkspace.Counts(1, 2, 3)),
            Axes = SmallWorkspace.Templates.Axes,
            Variations = [],
        };
        return [.. Assert.Throws<WorkspaceException>(() => WorkspaceBuilder.Build(ConfigurationText.Read(SmallWorkspace.Text), processed)).Diagnostics.Select(diagnostic => diagnostic.Code)];
    }

    private static string[] Codes(string text, TemplateSet templates) => [.. Assert.Throws<WorkspaceException>(() => SmallWorkspace.Build(text, templates)).Diagnostics.Select(diagnostic => diagnostic.Code)];

    private static ConstructedWorkspace Decorrelated(string settings) => SmallWorkspace.Build(SmallWorkspace.Text + Systematic.Replace("DECORRELATE", settings, StringComparison.Ordinal), s_varied);
}
