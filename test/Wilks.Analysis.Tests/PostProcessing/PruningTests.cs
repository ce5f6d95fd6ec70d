using Wilks.Analysis.Configurations;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;

namespace Wilks.Analysis.Tests.PostProcessing;

public sealed class PruningTests
{
    private static readonly SystematicSettings s_shape = new("JES", SystematicType.NormPlusShape);

    [Theory]
    [InlineData(1.0101, 1, VariationStatus.Kept)]
    [InlineData(1.0099, 0.9901, VariationStatus.ShapeOnly)]
    [InlineData(1, 0.9899, VariationStatus.Kept)]
    public void A_factor_is_kept_when_one_side_reaches_the_threshold(double up, double down, VariationStatus expected)
    {
        SmallAnalysis analysis = SmallAnalysis.Of(100, 100).Varied(s_shape, [120 * up, 80 * up], [100 * down, 100 * down]) with { Settings = new ProcessingSettings { NormThreshold = 0.01 } };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal(expected, Assert.Single(processed.Outcomes).Status);
        Assert.Equal(expected == VariationStatus.Kept, processed.Variations[0].Norm is not null);
        Assert.NotNull(processed.Variations[0].Shape);
    }

    [Fact]
    public void A_factor_exactly_at_the_threshold_is_kept()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(8).Scaled(new SystematicSettings("xs", SystematicType.Normalization), 1.25, 1) with { Settings = new ProcessingSettings { NormThreshold = 0.25 } };

        Assert.Single(analysis.Process().Variations);
    }

    [Theory]
    [InlineData(102.01, VariationStatus.Kept)]
    [InlineData(101.99, VariationStatus.NormOnly)]
    public void A_shape_is_kept_when_one_bin_of_one_side_reaches_the_threshold(double first, VariationStatus expected)
    {
        SmallAnalysis analysis = SmallAnalysis.Of(100, 100).Varied(s_shape, [100, 100], [first, 200 - first]) with { Settings = new ProcessingSettings { ShapeThreshold = 0.02 } };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal(expected, Assert.Single(processed.Outcomes).Status);
        Assert.Equal(expected == VariationStatus.Kept, processed.Variations[0].Shape is not null);
    }

    [Fact]
    public void What_loses_factor_and_shape_is_dropped_with_the_numbers_told()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(100, 300).Varied(s_shape, [101, 301], [100, 300]) with { Settings = new ProcessingSettings { NormThreshold = 0.01, ShapeThreshold = 0.01 } };

        ProcessedTemplates processed = analysis.Process();

        Assert.Empty(processed.Variations);
        Assert.Equal(VariationStatus.Dropped, Assert.Single(processed.Outcomes).Status);
        Assert.Equal([DecisionKind.NormDropped, DecisionKind.ShapeDropped], processed.Decisions.Select(decision => decision.Kind));
        Assert.Equal(2.0 / 400, processed.Decisions[0].Value, 1e-14);
        // 101 · 400/402 − 100 events of 100.
        Assert.Equal((101.0 * 400 / 402 / 100) - 1, processed.Decisions[1].Value, 1e-14);
        Assert.All(processed.Decisions, decision => Assert.Equal(0.01, decision.Threshold));
    }

    /// <summary>The sample's 4 events of 100 are 1 % of the 400 of all, and 2 % of the 200 of the background; data and ghosts have no part.</summary>
    [Theory]
    [InlineData(PruningReference.Sample, 0.04)]
    [InlineData(PruningReference.Background, 0.02)]
    [InlineData(PruningReference.Total, 0.01)]
    public void Changes_are_fractions_of_the_reference(PruningReference reference, double change)
    {
        SmallAnalysis analysis = SmallAnalysis.Of(50, 50)
            .With("other", SampleRole.Background, SmallAnalysis.Counts(50, 50))
            .With("signal", SampleRole.Signal, SmallAnalysis.Counts(100, 100))
            .With("data", SampleRole.Data, SmallAnalysis.Counts(1000, 1000))
            .With("template", SampleRole.Ghost, SmallAnalysis.Counts(500, 500))
            .Varied(s_shape, [54, 50], [50, 50]);
        ProcessingSettings below = new() { PruningReference = reference, NormThreshold = change * 1.01 };
        ProcessingSettings above = new() { PruningReference = reference, NormThreshold = change * 0.99 };

        VariationStatus dropped = (analysis with { Settings = below }).Process().Outcomes[0].Status;
        VariationStatus kept = (analysis with { Settings = above }).Process().Outcomes[0].Status;

        Assert.Equal((VariationStatus.ShapeOnly, VariationStatus.Kept), (dropped, kept));
    }

    [Fact]
    public void Without_a_background_in_the_region_nothing_is_dropped_by_it()
    {
        SmallAnalysis analysis = new SmallAnalysis { Settings = new ProcessingSettings { PruningReference = PruningReference.Background, NormThreshold = 0.1, ShapeThreshold = 0.1 } }
            .With("b", SampleRole.Signal, SmallAnalysis.Counts(10, 10))
            .Varied(s_shape, [10, 10.1], [10, 10]);

        Assert.Equal(VariationStatus.Kept, analysis.Process().Outcomes[0].Status);
    }

    /// <summary>One hundred events of each template with a distance of 0.1: z = 0.1 · √50.</summary>
    [Fact]
    public void The_Kolmogorov_measure_is_one_minus_the_probability()
    {
        double measure = 1 - KolmogorovTest.Survival(0.1 * Math.Sqrt(50));
        SmallAnalysis analysis = SmallAnalysis.Of(50, 50).Varied(s_shape, [60, 40], [50, 50]);
        ProcessingSettings settings = new() { ShapeMeasure = ShapeMeasure.Kolmogorov };

        VariationStatus dropped = (analysis with { Settings = settings with { ShapeThreshold = measure + 1e-9 } }).Process().Outcomes[0].Status;
        VariationStatus kept = (analysis with { Settings = settings with { ShapeThreshold = measure - 1e-9 } }).Process().Outcomes[0].Status;

        Assert.Equal((VariationStatus.NormOnly, VariationStatus.Kept), (dropped, kept));
    }

    [Theory]
    [InlineData(1.51, false, VariationStatus.Kept, true)]
    [InlineData(1.51, true, VariationStatus.Dropped, true)]
    [InlineData(1.49, true, VariationStatus.Kept, false)]
    public void Large_changes_are_told_and_dropped_where_asked(double up, bool drops, VariationStatus expected, bool isTold)
    {
        SmallAnalysis analysis = SmallAnalysis.Of(10).Scaled(new SystematicSettings("xs", SystematicType.Normalization), up, 0.9) with { Settings = new ProcessingSettings { LargeThreshold = 0.5, DropsLarge = drops } };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal(expected, processed.Outcomes[0].Status);
        Assert.Equal(isTold, processed.Decisions.Any(decision => decision.Kind == (drops ? DecisionKind.DroppedAsLarge : DecisionKind.Large)));
    }

    [Theory]
    [InlineData(0.99e-4, VariationStatus.Dropped)]
    [InlineData(1.01e-4, VariationStatus.Kept)]
    public void Systematics_of_empty_samples_are_dropped_where_asked(double yield, VariationStatus expected)
    {
        SmallAnalysis analysis = SmallAnalysis.Of(yield).Scaled(new SystematicSettings("xs", SystematicType.Normalization), 1.1, 0.9) with { Settings = new ProcessingSettings { DropsOnEmpty = true } };

        Assert.Equal(expected, analysis.Process().Outcomes[0].Status);
    }

    [Fact]
    public void What_is_always_kept_is_only_told()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(1e-5, 1e-5).Varied(s_shape with { KeepAlways = true }, [4e-5, 4e-5], [1e-5, 1e-5]) with
        {
            Settings = new ProcessingSettings { NormThreshold = 10, ShapeThreshold = 10, DropsLarge = true, DropsOnEmpty = true },
        };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal(VariationStatus.Kept, processed.Outcomes[0].Status);
        Assert.Equal(DecisionKind.Large, Assert.Single(processed.Decisions).Kind);
    }

    [Fact]
    public void Uncertainties_of_bins_are_not_pruned()
    {
        SmallAnalysis analysis = SmallAnalysis.Of(10, 20) with
        {
            Settings = new ProcessingSettings { NormThreshold = 1, ShapeThreshold = 1 },
            Variations = [new TemplateVariation(SmallAnalysis.Target, new SystematicSettings("c", SystematicType.ShapeSys), "c") { BinUncertainties = [0.1, 0.1] }],
        };

        Assert.Equal(VariationStatus.Kept, analysis.Process().Outcomes[0].Status);
    }

    /// <summary>Variances 9 + 16 of 100 events are 5 %; the sample with parameters of its own, the data and the ghost have no part.</summary>
    [Theory]
    [InlineData(0.0501, true)]
    [InlineData(0.0499, false)]
    public void Statistical_parameters_below_the_threshold_are_held(double threshold, bool isHeld)
    {
        SmallAnalysis analysis = new SmallAnalysis
        {
            Samples =
            [
                (new SampleSettings("b"), new Template([60, 0], [9, 0])),
                (new SampleSettings("s") { Role = SampleRole.Signal }, new Template([40, 0], [16, 0])),
                (new SampleSettings("own") { StatError = StatErrorMode.Separate }, new Template([1, 1], [100, 100])),
                (new SampleSettings("d") { Role = SampleRole.Data }, SmallAnalysis.Counts(100, 0)),
                (new SampleSettings("g") { Role = SampleRole.Ghost }, SmallAnalysis.Counts(100, 0)),
            ],
            Settings = new ProcessingSettings { StatErrorThreshold = threshold },
        };

        ProcessedTemplates processed = analysis.Process();

        Assert.Equal(isHeld ? [true, false] : null, processed.HeldBins.TryGetValue("SR", out var held) ? held.ToArray() : null);
        Assert.Equal(isHeld ? 1 : 0, processed.Decisions.Count(decision => decision.Kind == DecisionKind.StatErrorHeld && Math.Abs(decision.Value - 0.05) < 1e-15));
    }

    [Fact]
    public void Null_thresholds_drop_nothing()
    {
        ProcessedTemplates processed = SmallAnalysis.Of(10, 10).Varied(s_shape, [10, 10], [10, 10]).Process();

        Assert.Equal(VariationStatus.Kept, processed.Outcomes[0].Status);
        Assert.Empty(processed.HeldBins);
        Assert.Empty(processed.Decisions);
    }
}
