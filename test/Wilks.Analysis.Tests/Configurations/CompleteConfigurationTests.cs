using System.Text;
using Wilks.Analysis.Configurations;
using Wilks.Formats.Columns;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>What goes beyond cabinetry reaches the records.</summary>
public sealed class CompleteConfigurationTests
{
    private readonly AnalysisConfiguration _c = ConfigurationText.Read(CompleteConfiguration.Text);

    [Fact]
    public void Nothing_is_found_in_it()
    {
        Assert.Empty(ConfigurationText.Findings(CompleteConfiguration.Text));
    }

    [Fact]
    public void The_general_settings_are_read()
    {
        GeneralSettings general = _c.General;

        Assert.Equal(["mu", "mass"], general.Pois);
        Assert.Equal(("out", ColumnDialect.Python, "good", "2.5"), (general.ResultFolder, general.Dialect, general.Filter, general.Weight));
        Assert.Equal((FilterMode.Combine, OverflowMode.MergeOverflow, NotFiniteMode.Drop, "Everything"), (general.FilterMode, general.Overflow, general.NotFinite, general.Title));
    }

    [Fact]
    public void Binnings_are_axes()
    {
        Assert.Equal([double.NegativeInfinity, 0, 1, 2], Assert.IsType<EdgeBinning>(_c.Regions[0].Binnings[0]).Axis.Edges);
        Assert.Equal([0, 0.5, 1, 1.5, 2], Assert.IsType<RegularBinning>(_c.Regions[1].Binnings[0]).Axis.Edges);
        Assert.Equal([0, 1, 5], Assert.IsType<EdgeBinning>(_c.Regions[1].Binnings[1]).Axis.Edges);
        AutomaticBinning automatic = Assert.IsType<AutomaticBinning>(_c.Regions[2].Binnings[0]);
        Assert.Equal((AutomaticRule.EqualPopulation, 5, 0, 1, 0.2, 200), (automatic.Rule, automatic.BinCount, automatic.Lower, automatic.Upper, automatic.MaximumUncertainty, automatic.Candidates));
        Assert.Equal(["b*"], automatic.Samples.Patterns);
    }

    [Fact]
    public void Regions_have_roles_labels_and_blinding()
    {
        Assert.Equal([RegionRole.Signal, RegionRole.Control, RegionRole.Validation], _c.Regions.Select(region => region.Role));
        Assert.Equal((OverflowMode.Merge, "signal region", 0.1, false), (_c.Regions[0].Overflow!.Value, _c.Regions[0].Title, _c.Regions[0].BlindAbove!.Value, _c.Regions[0].IsBlind));
        Assert.Equal(["a", "b", "3"], _c.Regions[0].BinLabels);
        Assert.True(_c.Regions[2].IsBlind);
    }

    [Fact]
    public void Samples_without_a_role_have_that_of_their_use()
    {
        Assert.Equal([SampleRole.Data, SampleRole.Signal, SampleRole.Background, SampleRole.Background, SampleRole.Ghost, SampleRole.Ghost], _c.Samples.Select(sample => sample.Role));
    }

    [Fact]
    public void Samples_have_friends_formulas_and_statistical_modes()
    {
        Assert.Equal(["f1.root", "f2.root"], _c.Samples[1].Friends);
        Assert.Equal((FilterMode.Replace, StatErrorMode.None, "#00aaFF", "signals"), (_c.Samples[1].FilterMode!.Value, _c.Samples[1].StatError, _c.Samples[1].Color, _c.Samples[1].Group));
        Assert.Equal(StatErrorMode.Separate, _c.Samples[2].StatError);
        Assert.Equal("`m 1` - 0.5*bkg", _c.Samples[3].Formula);
        Assert.Equal([true, true, false], _c.Regions.Select(region => _c.Samples[1].Regions.Contains(region.Name)));
    }

    [Fact]
    public void Factors_may_be_unbounded_or_per_bin()
    {
        Assert.Equal(new Interval(0, double.PositiveInfinity), _c.NormFactors[0].Bounds);
        Assert.Equal(("free", "free bins", "bins"), (_c.ShapeFactors[0].Name, _c.ShapeFactors[0].Title, _c.ShapeFactors[0].Group));
    }

    [Fact]
    public void A_mirror_image_of_a_number_is_a_number()
    {
        Assert.Equal((0.02, -0.02), (_c.Systematics[0].Up!.Normalization, _c.Systematics[0].Down!.Normalization));
        Assert.False(_c.Systematics[0].Down!.IsSymmetrized);
        Assert.True(_c.Systematics[0].KeepAlways);
    }

    [Fact]
    public void Systematics_have_treatments()
    {
        SystematicSettings weights = _c.Systematics[1];

        Assert.Equal((SymmetrizationRule.TwoSided, "m 1", "weights_all"), (weights.Symmetrization, weights.ReferenceSample, weights.ModifierName));
        Assert.Equal([ProcessingStep.Symmetrize, ProcessingStep.Smooth, ProcessingStep.Normalize], weights.Order);
        Assert.Equal((true, true, false, false), (weights.DecorrelateRegions, weights.DecorrelateSamples, weights.DecorrelateBins, weights.IsFree));
        Assert.Equal("0.9", weights.Down!.WeightFactor);
        SmoothingSettings smoothing = _c.Systematics[2].Smoothing!;
        Assert.Equal((SmoothingAlgorithm.MaximumVariation, 2, 0.05), (smoothing.Algorithm, smoothing.SlopeChanges, smoothing.Tolerance));
        Assert.Null(_c.Systematics[2].Down);
        Assert.Equal((CombinationRule.StandardDeviation, 2), (_c.Systematics[3].Combination, _c.Systematics[3].Variations.Length));
        Assert.Equal(0.2, _c.Systematics[10].Smoothing!.Bandwidth);
    }

    [Fact]
    public void Covariances_have_sources()
    {
        CovarianceSettings settings = _c.Systematics[5].Covariance!;
        ReplicaSource replicas = Assert.IsType<ReplicaSource>(settings.Source);

        Assert.Equal((0.02, PrecisionMeasure.Trace, 7, true, true), (settings.Precision, settings.Measure, settings.MaximumVariations, settings.KeepsRemainder, replicas.AroundMean));
        Assert.Equal(["w_1", "w_2", "w_3"], replicas.Variations.Select(variation => variation.WeightFactor!));
        Assert.Equal(["w1", "w2"], Assert.IsType<ReplicaSource>(_c.Systematics[6].Covariance!.Source).Variations.Select(variation => variation.Weight!));
        Assert.Equal("pid", Assert.IsType<CorrectionSource>(_c.Systematics[7].Covariance!.Source).Correction);
        MatrixSource matrix = Assert.IsType<MatrixSource>(_c.Systematics[8].Covariance!.Source);
        Assert.Equal(("c.csv", true), (matrix.Path, matrix.IsRelative));
        VariationFileSource file = Assert.IsType<VariationFileSource>(_c.Systematics[9].Covariance!.Source);
        Assert.Equal(("v.csv", false, "stat"), (file.Path, file.IsRelative, file.UncorrelatedRow));
    }

    [Fact]
    public void Corrections_and_morphings_are_read()
    {
        CorrectionSettings pid = _c.Corrections[0];
        MorphingSettings resonance = _c.Morphing[0];

        Assert.Equal([new("p", "lepton_p"), new KeyValuePair<string, string>("cos", "cos_theta")], pid.Variables);
        Assert.Equal(("pid.csv", "value", "is_lepton", false, true), (pid.Table, pid.Value, pid.Filter, pid.IsApplied, pid.AllowsOutside));
        Assert.Equal(["stat", "|", "syst"], [.. pid.Uncorrelated, "|", .. pid.Correlated]);
        Assert.False(pid.Samples.Contains("data"));
        Assert.Equal(("mass", 5, new Interval(1, 9), "m"), (resonance.Parameters[0].Name, resonance.Parameters[0].Init, resonance.Parameters[0].Bounds!.Value, resonance.Parameters[0].Title));
        Assert.Equal([("m 1", 1d), ("m 2", 9d)], resonance.Points.Select(point => (point.Sample, point.Values[0])));
        Assert.Equal(MorphingInterpolation.Spline, resonance.Interpolation);
    }

    [Fact]
    public void Processing_and_results_are_read()
    {
        ProcessingSettings processing = _c.Processing;
        ResultSettings results = _c.Results;

        Assert.Equal((NegativeBinRule.ZeroKeepIntegral, true, PruningReference.Total, ShapeMeasure.Kolmogorov), (processing.NegativeBins, processing.GuessesEmptyBins, processing.PruningReference, processing.ShapeMeasure));
        Assert.Equal((0.005, 0.01, 0.02, null), (processing.NormThreshold, processing.ShapeThreshold, processing.StatErrorThreshold, processing.LargeThreshold));
        Assert.True(processing.DropsLarge && processing.DropsOnEmpty);
        Assert.Equal(["fit", "goodness_of_fit"], results.Names!.Value);
        Assert.Equal(["mu", "|", "mu"], [.. results.Scans, "|", .. results.Minos!.Value]);
        Assert.Equal((0.9, true, 7), (results.ConfidenceLevel, results.UsesAsimov, results.Seed));
    }

    [Fact]
    public void Overlay_files_lie_below_what_the_configuration_says()
    {
        string folder = Directory.CreateTempSubdirectory("wilks").FullName;
        File.WriteAllText(Path.Combine(folder, "one.yml"), "pois: [a]\nnew: {a: {init: 1}}\n");
        File.WriteAllText(Path.Combine(folder, "two.yml"), "pois: [b]\nnew: {b: {init: 2}}\n");
        string text = ConfigurationText.And("OverlayFiles: [one.yml, two.yml]\nOverlay: {new: {c: {init: 3}}}\n");

        Overlay overlay = AnalysisConfigurationReader.Parse(Encoding.UTF8.GetBytes(text), "a.yml", folder).Configuration.Overlay!;

        Directory.Delete(folder, recursive: true);
        Assert.Equal(["b"], overlay.Pois!.Value);
        Assert.Equal(["a", "b", "c"], overlay.NewParameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void An_overlay_file_that_is_missing_is_told_where_it_was_asked_for()
    {
        Diagnostic only = Assert.Single(ConfigurationText.Findings(ConfigurationText.And("OverlayFiles: nowhere.yml\n")));

        Assert.Equal(("WK001", "analysis.yml:17 $.OverlayFiles"), (only.Code, only.Location.ToString()));
    }

    [Fact]
    public void A_new_parameter_of_an_overlay_may_be_of_interest()
    {
        AnalysisConfiguration c = ConfigurationText.Read(ConfigurationText.With("POI: mu", "POI: eps") + "Overlay: {new: {eps: {init: 1}}}\n");

        Assert.Equal(["eps"], c.General.Pois);
        Assert.All(c.Samples.Skip(1), sample => Assert.Equal(SampleRole.Background, sample.Role));
    }

    [Fact]
    public void A_document_is_JSON_by_its_name()
    {
        const string text = """
            {"General": {"Measurement": "m", "POI": "mu", "InputPath": "f.root:{SamplePath}", "HistogramFolder": "h"},
             "Regions": [{"Name": "SR", "Binning": [[0, 1, 2], [0, 5]], "Variable": ["x", "y"]}],
             "Samples": [{"Name": "d", "SamplePath": "d", "Data": true}, {"Name": "s", "SamplePath": ["a", "b"]}],
             "NormFactors": [{"Name": "mu", "Samples": "s", "Bounds": [0, 5]}]}
            """;

        AnalysisConfiguration c = ConfigurationText.Read(text, "analysis.json");

        Assert.Equal([0, 1, 2], Assert.IsType<EdgeBinning>(c.Regions[0].Binnings[0]).Axis.Edges);
        Assert.Equal(SampleRole.Signal, c.Samples[1].Role);
    }
}
