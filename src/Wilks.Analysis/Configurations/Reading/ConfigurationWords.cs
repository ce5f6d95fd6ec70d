using System.Collections.Immutable;
using Wilks.Formats.Columns;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Every word of an analysis configuration that stands for a choice. The JSON Schema is held against it by a test.</summary>
internal static class ConfigurationWords
{
    internal static WordTable<ColumnDialect> Dialect { get; } =
        new([("auto", ColumnDialect.Auto), ("python", ColumnDialect.Python), ("root", ColumnDialect.Root)]);

    internal static WordTable<FilterMode> FilterMode { get; } =
        new([("replace", Configurations.FilterMode.Replace), ("combine", Configurations.FilterMode.Combine)]);

    internal static WordTable<OverflowMode> Overflow { get; } = new(
    [
        ("drop", OverflowMode.Drop), ("merge", OverflowMode.Merge), ("merge-underflow", OverflowMode.MergeUnderflow), ("merge-overflow", OverflowMode.MergeOverflow),
    ]);

    internal static WordTable<NotFiniteMode> NotFinite { get; } = new([("error", NotFiniteMode.Error), ("drop", NotFiniteMode.Drop)]);

    internal static WordTable<RegionRole> RegionRole { get; } = new(
    [
        ("signal", Configurations.RegionRole.Signal), ("control", Configurations.RegionRole.Control), ("validation", Configurations.RegionRole.Validation),
    ]);

    internal static WordTable<AutomaticRule> AutomaticRule { get; } =
        new([("equal-population", Configurations.AutomaticRule.EqualPopulation), ("significance", Configurations.AutomaticRule.Significance)]);

    internal static WordTable<SampleRole> SampleRole { get; } = new(
    [
        ("signal", Configurations.SampleRole.Signal), ("background", Configurations.SampleRole.Background), ("data", Configurations.SampleRole.Data), ("ghost", Configurations.SampleRole.Ghost),
    ]);

    internal static WordTable<StatErrorMode> StatError { get; } =
        new([("shared", StatErrorMode.Shared), ("separate", StatErrorMode.Separate), ("none", StatErrorMode.None)]);

    internal static WordTable<SystematicType> SystematicType { get; } = new(
    [
        ("Normalization", Configurations.SystematicType.Normalization), ("NormPlusShape", Configurations.SystematicType.NormPlusShape), ("Shape", Configurations.SystematicType.Shape),
        ("Norm", Configurations.SystematicType.Norm), ("ShapeSys", Configurations.SystematicType.ShapeSys), ("Covariance", Configurations.SystematicType.Covariance),
    ]);

    internal static WordTable<CombinationRule> Combine { get; } =
        new([("envelope", CombinationRule.Envelope), ("standard-deviation", CombinationRule.StandardDeviation), ("hessian", CombinationRule.Hessian)]);

    internal static WordTable<SymmetrizationRule> Symmetrization { get; } = new(
    [
        ("none", SymmetrizationRule.None), ("one-sided", SymmetrizationRule.OneSided), ("two-sided", SymmetrizationRule.TwoSided),
        ("maximum", SymmetrizationRule.Maximum), ("absolute-mean", SymmetrizationRule.AbsoluteMean),
    ]);

    internal static WordTable<ProcessingStep> Step { get; } =
        new([("smooth", ProcessingStep.Smooth), ("normalize", ProcessingStep.Normalize), ("symmetrize", ProcessingStep.Symmetrize)]);

    internal static WordTable<Decorrelation> Decorrelate { get; } =
        new([("region", Decorrelation.Region), ("sample", Decorrelation.Sample), ("bin", Decorrelation.Bin)]);

    internal static WordTable<SmoothingAlgorithm> Smoothing { get; } = new(
    [
        ("353QH, twice", SmoothingAlgorithm.Twice353QH), ("353QH, ROOT", SmoothingAlgorithm.Root353QH), ("maximum variation", SmoothingAlgorithm.MaximumVariation),
        ("monotonic", SmoothingAlgorithm.Monotonic), ("parabolic", SmoothingAlgorithm.Parabolic),
        ("gaussian kernel, ratio", SmoothingAlgorithm.GaussianKernelRatio), ("gaussian kernel, difference", SmoothingAlgorithm.GaussianKernelDifference),
        ("uniform kernel, ratio", SmoothingAlgorithm.UniformKernelRatio), ("uniform kernel, difference", SmoothingAlgorithm.UniformKernelDifference),
    ]);

    internal static WordTable<PrecisionMeasure> Precision { get; } = new([("largest-element", PrecisionMeasure.LargestElement), ("trace", PrecisionMeasure.Trace)]);

    internal static WordTable<MorphingInterpolation> Interpolation { get; } =
        new([("linear", MorphingInterpolation.Linear), ("spline", MorphingInterpolation.Spline), ("polynomial", MorphingInterpolation.Polynomial)]);

    internal static WordTable<NegativeBinRule> NegativeBins { get; } = new(
    [
        ("keep", NegativeBinRule.Keep), ("zero", NegativeBinRule.Zero), ("zero-keep-integral", NegativeBinRule.ZeroKeepIntegral), ("error", NegativeBinRule.Error),
    ]);

    internal static WordTable<PruningReference> PruningReference { get; } = new(
    [
        ("sample", Configurations.PruningReference.Sample), ("background", Configurations.PruningReference.Background), ("total", Configurations.PruningReference.Total),
    ]);

    internal static WordTable<ShapeMeasure> ShapeMeasure { get; } =
        new([("largest-bin", Configurations.ShapeMeasure.LargestBin), ("kolmogorov", Configurations.ShapeMeasure.Kolmogorov)]);

    /// <summary>The words by table and key of <see cref="ConfigurationKeys"/>.</summary>
    internal static ImmutableArray<(string Table, string Key, ImmutableArray<string> Words)> All { get; } =
    [
        ("general", "Dialect", Dialect.Known), ("general", "FilterMode", FilterMode.Known), ("general", "Overflow", Overflow.Known), ("general", "NotFinite", NotFinite.Known),
        ("region", "Role", RegionRole.Known), ("region", "Overflow", Overflow.Known), ("binning", "Automatic", AutomaticRule.Known),
        ("sample", "Role", SampleRole.Known), ("sample", "FilterMode", FilterMode.Known), ("sample", "StatError", StatError.Known),
        ("systematic", "Type", SystematicType.Known), ("systematic", "Combine", Combine.Known), ("systematic", "Symmetrization", Symmetrization.Known),
        ("systematic", "Order", Step.Known), ("systematic", "Decorrelate", Decorrelate.Known), ("smoothing", "Algorithm", Smoothing.Known),
        ("covariance", "Measure", Precision.Known), ("morphing", "Interpolation", Interpolation.Known), ("processing", "NegativeBins", NegativeBins.Known),
        ("pruning", "Reference", PruningReference.Known), ("pruning", "ShapeMeasure", ShapeMeasure.Known), ("results", "Names", ResultSettings.Known),
    ];

    /// <summary>A word without what doesn't matter.</summary>
    internal static string Plain(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}

/// <summary>By what a systematic has parameters of its own.</summary>
internal enum Decorrelation
{
    /// <summary>By region.</summary>
    Region,

    /// <summary>By sample.</summary>
    Sample,

    /// <summary>By bin.</summary>
    Bin,
}
