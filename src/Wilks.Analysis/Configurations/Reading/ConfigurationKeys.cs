using System.Collections.Immutable;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Every key of an analysis configuration. The JSON Schema and the reference are held against it by tests.</summary>
internal static class ConfigurationKeys
{
    private static readonly ImmutableArray<KeyValuePair<string, string>> s_oldPaths = [new("SamplePaths", "SamplePath")];

    internal static KeyTable Analysis { get; } = new("analysis", ["General", "Regions", "Samples"],
        ["NormFactors", "ShapeFactors", "Systematics", "Corrections", "Morphing", "Processing", "Results", "Overlay", "OverlayFiles"])
    {
        FreePrefixes = ["x-", "."],
    };

    internal static KeyTable General { get; } = new("general", ["Measurement", "InputPath", "HistogramFolder"],
        ["POI", "Fixed", "VariationPath", "ResultFolder", "Dialect", "Filter", "Weight", "FilterMode", "Overflow", "NotFinite", "Title"]);

    internal static KeyTable Fixed { get; } = new("fixed", ["Name", "Value"], []);

    internal static KeyTable Region { get; } = new("region", ["Name"],
        ["Variable", "Binning", "Filter", "RegionPath", "Role", "Overflow", "Title", "BinLabels", "Blind", "BlindAbove"]);

    internal static KeyTable Binning { get; } = new("binning", [],
        ["Edges", "Bins", "Range", "Automatic", "Samples", "MaximumUncertainty", "Candidates"]);

    internal static KeyTable Sample { get; } = new("sample", ["Name"],
        ["Tree", "Filter", "Weight", "SamplePath", "Data", "DisableStaterror", "Regions", "Role", "Friends", "FilterMode", "StatError", "Formula", "Title", "Color", "Group"])
    {
        Old = s_oldPaths,
    };

    internal static KeyTable NormFactor { get; } = new("normFactor", ["Name"], ["Regions", "Samples", "Nominal", "Bounds", "Title", "Group"]);

    internal static KeyTable ShapeFactor { get; } = new("shapeFactor", ["Name"], ["Regions", "Samples", "Title", "Group"]);

    internal static KeyTable Systematic { get; } = new("systematic", ["Name", "Type"],
        [
            "Up", "Down", "Regions", "Samples", "Smoothing", "ModifierName", "Variations", "Combine", "Covariance", "Symmetrization", "Order",
            "ReferenceSample", "Decorrelate", "Free", "KeepAlways", "Title", "Group",
        ]);

    internal static KeyTable Variation { get; } = new("variation", [],
        ["Tree", "Weight", "Variable", "Filter", "RegionPath", "SamplePath", "VariationPath", "Normalization", "Symmetrize", "WeightFactor", "Sample"])
    {
        Old = s_oldPaths,
    };

    internal static KeyTable Smoothing { get; } = new("smoothing", ["Algorithm"], ["Regions", "Samples", "SlopeChanges", "Tolerance", "Bandwidth"]);

    internal static KeyTable Covariance { get; } = new("covariance", [],
        ["Replicas", "Correction", "Matrix", "Variations", "Precision", "Measure", "MaximumVariations", "KeepRemainder"]);

    internal static KeyTable Replicas { get; } = new("replicas", [], ["Weight", "WeightFactor", "Count", "First", "AroundMean"]);

    internal static KeyTable Matrix { get; } = new("matrix", ["Path"], ["Relative"]);

    internal static KeyTable VariationFile { get; } = new("variationFile", ["Path"], ["Relative", "UncorrelatedRow"]);

    internal static KeyTable Correction { get; } = new("correction", ["Name", "Table", "Variables", "Value"],
        ["Uncorrelated", "Correlated", "Filter", "Apply", "AllowOutside", "Samples", "Regions"]);

    internal static KeyTable Morphing { get; } = new("morphing", ["Name", "Parameters", "Points"], ["Interpolation"]);

    internal static KeyTable MorphingParameter { get; } = new("morphingParameter", ["Name", "Init"], ["Bounds", "Title"]);

    internal static KeyTable MorphingPoint { get; } = new("morphingPoint", ["Sample", "Values"], []);

    internal static KeyTable Processing { get; } = new("processing", [], ["NegativeBins", "GuessEmptyBins", "Pruning"]);

    internal static KeyTable Pruning { get; } = new("pruning", [],
        ["Reference", "Norm", "Shape", "ShapeMeasure", "StatError", "Large", "DropLarge", "DropOnEmpty"]);

    internal static KeyTable Results { get; } = new("results", [], ["Names", "Scans", "Minos", "ConfidenceLevel", "Asimov", "Seed"]);

    /// <summary>All tables.</summary>
    internal static ImmutableArray<KeyTable> All { get; } =
    [
        Analysis, General, Fixed, Region, Binning, Sample, NormFactor, ShapeFactor, Systematic, Variation, Smoothing, Covariance, Replicas, Matrix,
        VariationFile, Correction, Morphing, MorphingParameter, MorphingPoint, Processing, Pruning, Results,
    ];
}
