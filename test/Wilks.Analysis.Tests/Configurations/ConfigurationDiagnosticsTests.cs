using Wilks.Analysis.Configurations.Reading;
using Wilks.Workspaces;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>Each fault of a configuration is told, where it is, once, with what to do.</summary>
public sealed class ConfigurationDiagnosticsTests
{
    private const string Lumi = "{Name: lumi, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}}";
    private const string Region = "{Name: SR, Variable: x, Binning: [0, 1, 2]}";
    private const string Signal = "{Name: sig, Tree: t, SamplePath: s.root}";
    private const string Factor = "{Name: mu, Samples: sig}";

    /// <summary>A code, a text in the minimal configuration, what stands in its place, and the place and a part of the message that are told.</summary>
    public static TheoryData<string, string, string, string, string> Faults() => new()
    {
        { "WK800", "POI: mu", "POI: 5", "3 $.General.POI", "is a number; expected a text" },
        { "WK800", "HistogramFolder: h", "HistogramFolder:", "5 $.General.HistogramFolder", "is empty; expected a text" },
        { "WK800", "Data: true", "Data: 1", "10 $.Samples[0].Data", "expected true or false" },
        { "WK800", "Up: {Normalization: 0.1}", "Up: {Normalization: 1_0}", "16 $.Systematics[0].Up.Normalization", "the text '1_0'; expected a number" },
        { "WK800", Factor, "mu", "14 $.NormFactors[0]", "expected a mapping of keys" },
        { "WK801", "POI: mu", "Poi: mu", "3 $.General.Poi", "Did you mean 'POI'?" },
        { "WK801", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Regoins: SR}", "11 $.Samples[1].Regoins", "Did you mean 'Regions'?" },
        { "WK801", "NormFactors:", "NormFaktors:", "13 $.NormFaktors", "Did you mean 'NormFactors'?" },
        { "WK802", "Measurement: m", "", "3 $.General", "lacks 'Measurement'" },
        { "WK802", Factor, "{Samples: sig}", "14 $.NormFactors[0]", "lacks 'Name'" },
        { "WK802", Lumi, "{Name: c, Type: Covariance}", "16 $.Systematics[0]", "lacks 'Covariance'" },
        { "WK802", Region, "{Name: SR, Variable: x, Binning: {Bins: 3}}", "7 $.Regions[0].Binning", "lacks 'Range'" },
        { "WK803", "Measurement: m", "Measurement: \" \"", "2 $.General.Measurement", "is empty" },
        { "WK803", Factor, "{Name: mu, Samples: []}", "14 $.NormFactors[0].Samples", "is an empty list" },
        { "WK804", "Type: Normalization", "Type: Normalisation", "16 $.Systematics[0].Type", "Did you mean 'Normalization'?" },
        { "WK804", Lumi, "{Name: s, Type: NormPlusShape, Up: {Weight: w}, Down: {Weight: v}, Smoothing: {Algorithm: 353QH}}", "16 $.Systematics[0].Smoothing.Algorithm", "expected '353QH, twice'" },
        { "WK805", Factor, "{Name: mu, Samples: sig, Nominal: 11}", "14 $.NormFactors[0].Nominal", "starts at 11, outside its bounds [0, 10]" },
        { "WK805", Factor, "{Name: mu, Samples: sig, Bounds: [5, 2]}", "14 $.NormFactors[0].Bounds", "is not below the upper end 2" },
        { "WK805", Region, "{Name: SR, Variable: x, Binning: {Bins: 2.5, Range: [0, 1]}}", "7 $.Regions[0].Binning.Bins", "expected a whole number" },
        { "WK806", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Data: false, Role: data}", "11 $.Samples[1].Role", "'Data' contradicts" },
        { "WK806", Lumi, "{Name: s, Type: NormPlusShape, Up: {Weight: w, WeightFactor: v}, Down: {Symmetrize: true}}", "16 $.Systematics[0].Up.WeightFactor", "exclude each other" },
        { "WK806", Signal, "{Name: sig, Tree: t, SamplePath: s.root, SamplePaths: s.root}", "11 $.Samples[1].SamplePaths", "which are one key" },
        { "WK806", Signal, "{Name: sig, SamplePath: s.root, Formula: bkg}", "11 $.Samples[1].SamplePath", "'Formula' and 'SamplePath'" },
        { "WK807", "Name: CR", "Name: SR", "8 $.Regions[1]", "the region 'SR' stands twice" },
        { "WK807", "POI: mu", "POI: [mu, mu]", "3 $.General.POI", "stands twice" },
        { "WK808", Signal, "{Name: sig, Tree: t, SamplePaths: s.root}", "11 $.Samples[1].SamplePaths", "earlier spelling of 'SamplePath'" },
        { "WK809", Signal, "{Name: sig, Tree: t, SamplePath: s.root, <<: x}", "11 $.Samples[1]['<<']", "'<<' takes mappings" },
        { "WK810", Region, "{Name: SR, Variable: x, Binning: [0, 2, 1]}", "7 $.Regions[0].Binning[2]", "overlapping bin edges" },
        { "WK810", Region, "{Name: SR, Variable: x, Binning: [0, 1, 1]}", "7 $.Regions[0].Binning[2]", "the edge 1 stands twice" },
        { "WK810", Region, "{Name: SR, Variable: x, Binning: [0]}", "7 $.Regions[0].Binning", "has one edge" },
        { "WK811", Region, "{Name: SR, Variable: [x, y], Binning: [0, 1]}", "7 $.Regions[0]", "has 2 variables, but 1 binnings" },
        { "WK812", Region, "{Name: SR, Variable: x, Binning: [0, 1, 2], BinLabels: [a]}", "7 $.Regions[0]", "has 1 bin labels, but 2 bins" },
        { "WK813", "{SamplePath}", "{SamplePath}{Variation}", "4 $.General.InputPath", "the unknown placeholder '{Variation}'" },
        { "WK814", Signal, "{Name: sig, Tree: t}", "11 $.Samples[1]", "lacks 'SamplePath'" },
        { "WK815", Region, "{Name: SR, Variable: x, Binning: [0, 1], RegionPath: r}", "7 $.Regions[0]", "is not read" },
        { "WK816", Region, "{Name: SR, Binning: [0, 1, 2]}", "7 $.Regions[0]", "lacks 'Variable'" },
        { "WK817", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Data: true}", "11 $.Samples[1]", "is data, and so is 'data'" },
        { "WK818", Region, "{Name: SR, Variable: x, Binning: [0, 1, 2], Filter: \"a >\"}", "7 $.Regions[0]", "'Filter' of region 'SR' can't be read" },
        { "WK820", Factor, "{Name: mu, Samples: sgi}", "14 $.NormFactors[0].Samples", "Did you mean 'sig'?" },
        { "WK820", Factor, "{Name: mu, Samples: [s*, \"!sig\"]}", "14 $.NormFactors[0].Samples", "leave no sample" },
        { "WK821", Lumi, "{Name: s, Type: NormPlusShape, Up: {Sample: bkgg}, Down: {Symmetrize: true}}", "16 $.Systematics[0].Up", "Did you mean 'bkg'?" },
        { "WK821", Lumi, "{Name: s, Type: Shape, ReferenceSample: b, Up: {Weight: w}, Down: {Weight: v}}", "16 $.Systematics[0]", "'ReferenceSample' of systematic 's'" },
        { "WK821", Lumi, "{Name: s, Type: Covariance, Covariance: {Correction: c}}", "16 $.Systematics[0].Covariance.Correction", "is no correction" },
        { "WK821", Signal, "{Name: sig, Formula: 2 * bkgg}", "11 $.Samples[1]", "names 'bkgg'" },
        { "WK822", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Role: ghost}", "14 $.NormFactors[0].Samples", "is a ghost" },
        { "WK823", "POI: mu", "POI: mv", "3 $.General.POI", "Did you mean 'mu'?" },
        { "WK824", "POI: mu", "Fixed: [{Name: mv, Value: 1}]", "3 $.General.Fixed[0]", "Did you mean 'mu'?" },
        { "WK826", Signal, "{Name: \"*\", Tree: t, SamplePath: s.root, Regions: SR}\n  - {Name: o, Tree: t, SamplePath: o.root}\nShapeFactors:\n  - {Name: f, Samples: \"*\"}\nx-rest:\n  - {}", "14 $.ShapeFactors[0].Samples", "is the name of a sample and a pattern" },
        { "WK827", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Color: bleu}", "11 $.Samples[1]", "Did you mean 'blue'?" },
        { "WK828", Signal, "{Name: sig, Formula: 2 * (bkg}", "11 $.Samples[1]", "can't be read at character" },
        { "WK829", Signal, "{Name: sig, Formula: two}\n  - {Name: two, Formula: 2*sig}", "11 $.Samples[1]", "sig uses two uses sig" },
        { "WK830", Lumi, "{Name: s, Type: NormPlusShape, Up: {Weight: w}}", "16 $.Systematics[0]", "lacks 'Down'" },
        { "WK830", Lumi, "{Name: s, Type: NormPlusShape, Up: {Symmetrize: true}, Down: {Symmetrize: true}}", "16 $.Systematics[0].Down", "mirror images of each other" },
        { "WK831", Lumi, "{Name: s, Type: Normalization, Up: {Weight: w}, Down: {Normalization: -0.1}}", "16 $.Systematics[0].Up", "lacks 'Normalization'" },
        { "WK831", Lumi, "{Name: s, Type: NormPlusShape, Up: {Normalization: 0.1}, Down: {Symmetrize: true}}", "16 $.Systematics[0].Up", "its type needs templates" },
        { "WK832", Lumi, "{Name: s, Type: NormPlusShape, Up: {}, Down: {Weight: w}}", "16 $.Systematics[0].Up", "changes nothing" },
        { "WK833", "Down: {Normalization: -0.1}", "Down: {Normalization: -1}", "16 $.Systematics[0].Down", "leaves nothing" },
        { "WK834", Region, "{Name: SR, Variable: x, Binning: {Bins: 3, Range: [0, 1], Candidates: 5}}", "7 $.Regions[0].Binning.Candidates", "only for automatic binning" },
        { "WK834", Lumi, "{Name: s, Type: Shape, Up: {Weight: w}, Down: {Weight: v}, Smoothing: {Algorithm: monotonic, Bandwidth: 1}}", "16 $.Systematics[0].Smoothing.Bandwidth", "no use for 'Bandwidth'" },
        { "WK835", Lumi, "{Name: s, Type: Shape, Up: {Weight: w}, Down: {Weight: v}, Order: [smooth, smooth, normalize]}", "16 $.Systematics[0].Order", "once" },
        { "WK836", Lumi, "{Name: s, Type: Covariance, Covariance: {Precision: 0.1}}", "16 $.Systematics[0].Covariance", "has no source" },
        { "WK837", Lumi, "{Name: s, Type: Covariance, Covariance: {Replicas: {Weight: w}}}", "16 $.Systematics[0].Covariance.Replicas.Weight", "is one weight" },
        { "WK838", Signal, Signal + "\nMorphing:\n  - {Name: m, Parameters: [{Name: a, Init: 1}], Points: [{Sample: bkg, Values: {a: 1}}]}\nx-rest:\n  - {}", "13 $.Morphing[0].Parameters[0]", "has one value at all points" },
        { "WK839", "Name: lumi", "Name: mu", "16 $.Systematics[0]", "is a systematic and a normfactor" },
        { "WK840", "POI: mu", "Fixed: [{Name: mu, Value: 1}, {Name: mu, Value: 2}]", "3 $.General.Fixed[1]", "is fixed twice" },
        { "WK841", ", Data: true", "", "1 $", "no sample is data" },
        { "WK842", Region, "{Name: SR, Variable: x, Binning: [0, 1, 2], Blind: true, BlindAbove: 0.1}", "7 $.Regions[0].BlindAbove", "changes nothing" },
        { "WK843", Lumi, "{Name: lumi, Type: Normalization, Up: {Normalization: 0.1}, Down: {Normalization: -0.1}, Order: [smooth, normalize, symmetrize]}", "16 $.Systematics[0].Order", "changes nothing" },
        { "WK844", "POI: mu", "Fixed: [{Name: lumi, Value: 0}]", "3 $.General.Fixed[0]", "is 'lum'" },
        { "WK845", "Name: bkg, ", "Name: bkg, Role: background, ", "12 $.Samples[2]", "is a point of morphing" },
        { "WK846", Signal, "{Name: sig, Tree: t, SamplePath: s.root, Friends: [a.root, b.root]}", "11 $.Samples[1]", "2 friends for 1 paths" },
        { "WK847", "SamplePath: s.root}", "SamplePath: s.root, Regions: SR}", "8 $.Regions[1]", "has no sample in the model" },
        { "WK848", Region, "{Name: SR, Variable: x, Binning: [0, 1, 2], BlindAbove: 0.1}", "7 $.Regions[0]", "no sample is a signal" },
        { "WK849", Signal, "{Name: sig, Formula: 2 * one}\n  - {Name: one, Tree: t, SamplePath: o.root, Regions: CR}", "11 $.Samples[1]", "in region 'SR', where it isn't" },
        { "WK849", Lumi, "{Name: s, Type: Shape, Samples: sig, Up: {Sample: old}, Down: {Symmetrize: true}}", "17 $.Systematics[0].Up", "needs sample 'old' in region 'CR'" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_where_it_is(string code, string old, string replacement, string place, string part)
    {
        string text = Prepared(code).Replace(old, replacement, StringComparison.Ordinal);

        IReadOnlyList<Diagnostic> found = ConfigurationText.Findings(text);

        Diagnostic[] matching = [.. found.Where(d => d.Code == code && d.ToString().Contains(part, StringComparison.Ordinal))];
        Assert.True(matching.Length == 1, $"{matching.Length} × {code} '{part}' in:\n{string.Join('\n', found)}");
        Assert.Equal($"{ConfigurationText.Name}:{place}", matching[0].Location.ToString());
    }

    [Fact]
    public void A_configuration_of_validation_regions_only_has_nothing_to_fit()
    {
        string text = ConfigurationText.Minimal.Replace("Binning:", "Role: validation, Binning:", StringComparison.Ordinal);

        Diagnostic only = Assert.Single(ConfigurationText.Findings(text));

        Assert.Equal("WK825", only.Code);
    }

    [Fact]
    public void The_minimal_configuration_has_no_fault()
    {
        Assert.Empty(ConfigurationText.Findings(ConfigurationText.Minimal));
    }

    [Fact]
    public void All_faults_of_the_form_are_told_at_once()
    {
        string text = ConfigurationText.Minimal
            .Replace("POI: mu", "Poi: mu", StringComparison.Ordinal)
            .Replace("[0, 1, 2]", "[2, 1]", StringComparison.Ordinal)
            .Replace("Data: true", "Data: maybe", StringComparison.Ordinal)
            .Replace("Type: Normalization", "Type: 7", StringComparison.Ordinal);

        Assert.Equal(["WK801", "WK810", "WK800", "WK800"], ConfigurationText.Findings(text).Select(d => d.Code));
    }

    [Fact]
    public void Every_key_with_two_letters_swapped_is_told_with_its_right_spelling()
    {
        foreach (KeyTable table in ConfigurationKeys.All)
        {
            foreach (string key in table.Keys)
            {
                string wrong = string.Concat(key[1], key[0], key[2..]);
                string text = CompleteConfiguration.Text.Replace($"{key}: ", $"{wrong}: ", StringComparison.Ordinal).Replace($"\n{key}:\n", $"\n{wrong}:\n", StringComparison.Ordinal);
                if (text == CompleteConfiguration.Text) text = text.Replace($" {key}:\n", $" {wrong}:\n", StringComparison.Ordinal);

                Assert.Contains(ConfigurationText.Findings(text), d => d.Code is "WK801" or "WK802" && d.Message.Contains(wrong, StringComparison.Ordinal) && d.Hint.Contains($"'{key}'", StringComparison.Ordinal));
            }
        }
    }

    /// <summary>The minimal configuration, with what some faults need beside them.</summary>
    private static string Prepared(string code) => code switch
    {
        "WK844" => ConfigurationText.With("Name: lumi,", "Name: lumi, ModifierName: lum,"),
        "WK845" => ConfigurationText.And("Morphing:\n  - {Name: m, Parameters: [{Name: a, Init: 1}], Points: [{Sample: bkg, Values: {a: 1}}, {Sample: sig, Values: {a: 2}}]}\n"),
        "WK847" => ConfigurationText.With("SamplePath: b.root}", "SamplePath: b.root, Regions: SR}"),
        "WK848" => ConfigurationText.With("POI: mu", "POI: \"\""),
        "WK849" => ConfigurationText.With("- {Name: bkg,", "- {Name: old, Tree: t, SamplePath: x.root, Role: ghost, Regions: SR}\n  - {Name: bkg,"),
        _ => ConfigurationText.Minimal,
    };
}
