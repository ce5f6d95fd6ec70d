using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Variations;

public sealed class VariationBuilderTests
{
    /// <summary>A few operations.</summary>
    private const double Rounding = 1e-13;

    private static readonly VariationSettings s_template = new() { Weight = "w" };
    private static readonly TemplateSet s_templates = TemplateTable.Nominal("SR", ("a", [10, 20]), ("b", [4, 0]))
        .With("SR", "a", "s", "Up", 12, 21).With("SR", "a", "s", "Down", 9, 18)
        .With("SR", "b", "s", "Up", 5, 1).With("SR", "b", "s", "Down", 3, 0);

    [Fact]
    public void Numbers_become_factors()
    {
        var systematic = new SystematicSettings("lumi", SystematicType.Normalization) { Up = Number(0.02), Down = Number(-0.03) };

        TemplateVariation variation = Single(systematic with { Samples = Only("a") }, s_templates);

        Assert.Equal(1.02, variation.NormUp);
        Assert.Equal(0.97, variation.NormDown);
        Assert.Null(variation.Up);
    }

    [Theory]
    [InlineData(SystematicType.NormPlusShape)]
    [InlineData(SystematicType.Shape)]
    [InlineData(SystematicType.Norm)]
    public void Templates_stand_as_they_were_filled(SystematicType type)
    {
        TemplateVariation variation = Single(new SystematicSettings("s", type) { Up = s_template, Down = s_template, Samples = Only("a"), ModifierName = "theta" }, s_templates);

        Assert.Equal("theta", variation.Parameter);
        Assert.Equal([12, 21], variation.Up!.Yields);
        Assert.Equal([9, 18], variation.Down!.Yields);
    }

    [Fact]
    public void A_mirrored_side_is_left_to_post_processing()
    {
        TemplateVariation variation = Single(new SystematicSettings("s", SystematicType.NormPlusShape) { Up = s_template, Down = new VariationSettings { IsSymmetrized = true }, Samples = Only("a") }, s_templates);

        Assert.NotNull(variation.Up);
        Assert.Null(variation.Down);
    }

    [Fact]
    public void Uncertainties_of_bins_are_the_mean_of_both_sides_or_the_number_given()
    {
        var systematic = new SystematicSettings("s", SystematicType.ShapeSys) { Up = s_template, Down = s_template, Samples = Only("a") };

        TemplateVariation both = Single(systematic, s_templates);
        TemplateVariation one = Single(systematic with { Down = null }, s_templates);
        TemplateVariation number = Single(systematic with { Up = Number(0.1), Down = null }, s_templates);

        Assert.Equal([1.5, 1.5], both.BinUncertainties!.Value);
        Assert.Equal([2, 1], one.BinUncertainties!.Value);
        Assert.Equal(1, number.BinUncertainties!.Value[0], Rounding);
        Assert.Equal(2, number.BinUncertainties!.Value[1], Rounding);
    }

    [Fact]
    public void The_relative_change_of_a_reference_is_taken_over_where_it_has_events()
    {
        TemplateVariation variation = Single(new SystematicSettings("s", SystematicType.NormPlusShape) { Up = s_template, Down = s_template, Samples = Only("a"), ReferenceSample = "b" }, s_templates);

        Assert.Equal(10 * 5 / 4.0, variation.Up!.Yields[0], Rounding);
        Assert.Equal(20, variation.Up.Yields[1]);
        Assert.Equal(10 * 3 / 4.0, variation.Down!.Yields[0], Rounding);
        Assert.Equal(0.1 * 25 / 16.0, variation.Up.Variances[0], Rounding);
    }

    [Fact]
    public void The_nominal_template_of_another_sample_is_a_variation()
    {
        TemplateVariation variation = Single(new SystematicSettings("s", SystematicType.NormPlusShape) { Up = new VariationSettings { Sample = "b" }, Down = new VariationSettings { IsSymmetrized = true }, Samples = Only("a") }, s_templates);

        Assert.Equal([4, 0], variation.Up!.Yields);
    }

    [Fact]
    public void Several_variations_become_one()
    {
        TemplateSet templates = s_templates.With("SR", "a", "scale", "0", 11, 15).With("SR", "a", "scale", "1", 8, 22);
        var systematic = new SystematicSettings("scale", SystematicType.NormPlusShape) { Variations = [s_template, s_template], Samples = Only("a") };

        TemplateVariation variation = Single(systematic, templates);

        Assert.Equal([11, 22], variation.Up!.Yields);
        Assert.Equal([8, 15], variation.Down!.Yields);
    }

    [Fact]
    public void Variations_stand_region_by_region_sample_by_sample_and_in_the_order_of_the_systematics()
    {
        TemplateSet templates = s_templates.With("A", "b", "", "", 1, 2);
        SystematicSettings[] systematics = [Normalization("z"), Normalization("y") with { Regions = Only("SR") }, Normalization("x") with { Samples = Only("b") }];

        VariationSet made = Build(templates, systematics);

        Assert.Equal(["SR/a/z", "SR/a/y", "SR/b/z", "SR/b/y", "SR/b/x", "A/b/z", "A/b/x"], made.Variations.Select(variation => $"{variation.Target.Region}/{variation.Target.Sample}/{variation.Parameter}"));
    }

    [Fact]
    public void Data_are_never_varied()
    {
        AnalysisConfiguration configuration = Configuration(Normalization("z")) with { Samples = [new SampleSettings("a"), new SampleSettings("b") { Role = SampleRole.Data }] };

        VariationSet made = VariationBuilder.Build(configuration, s_templates, ImmutableDictionary<string, CorrectionTable>.Empty, "");

        Assert.Equal(["a"], made.Variations.Select(variation => variation.Target.Sample));
    }

    [Fact]
    public void Templates_of_a_region_with_other_numbers_of_bins_are_refused_all_at_once()
    {
        TemplateSet templates = s_templates.With("SR", "a", "s", "Up", 1, 2, 3).With("SR", "b", "s", "Down", 1);

        WorkspaceException exception = Assert.Throws<WorkspaceException>(() => Build(templates, Normalization("z")));

        Assert.Equal(["WK888", "WK888"], exception.Diagnostics.Select(diagnostic => diagnostic.Code));
        Assert.Contains("SR / a / s Up has 3 bins", exception.Message, StringComparison.Ordinal);
    }

    private static SystematicSettings Normalization(string name) => new(name, SystematicType.Normalization) { Up = Number(0.1), Down = Number(-0.1) };

    private static VariationSettings Number(double change) => new() { Normalization = change };

    private static NameSelection Only(string name) => new([name]);

    private static TemplateVariation Single(SystematicSettings systematic, TemplateSet templates) => Assert.Single(Build(templates, systematic).Variations);

    private static VariationSet Build(TemplateSet templates, params SystematicSettings[] systematics) =>
        VariationBuilder.Build(Configuration(systematics), templates, ImmutableDictionary<string, CorrectionTable>.Empty, "");

    private static AnalysisConfiguration Configuration(params SystematicSettings[] systematics) => new()
    {
        General = new GeneralSettings { Measurement = "m", InputPath = "in", HistogramFolder = "out" },
        Regions = [new RegionSettings("SR"), new RegionSettings("A")],
        Samples = [new SampleSettings("a"), new SampleSettings("b"), new SampleSettings("g") { Role = SampleRole.Ghost }],
        Systematics = [.. systematics],
    };
}
