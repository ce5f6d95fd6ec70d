using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Configurations;

/// <summary>Which samples stand in the model, and what a setting acts on.</summary>
internal static class ModelSamples
{
    /// <summary>The samples of a region that the model has, in the order written: neither data nor ghosts, but ghosts that a morphing is made of.</summary>
    internal static IEnumerable<SampleSettings> Of(AnalysisConfiguration configuration, RegionSettings region) =>
        configuration.Samples.Where(sample => IsInModel(configuration, sample) && sample.Regions.Contains(region.Name));

    /// <summary>Whether a sample is in the model.</summary>
    internal static bool IsInModel(AnalysisConfiguration configuration, SampleSettings sample) =>
        sample.Role is SampleRole.Signal or SampleRole.Background || MorphingOf(configuration, sample.Name) is not null;

    /// <summary>The morphing that a sample is a point of; null for none.</summary>
    internal static MorphingSettings? MorphingOf(AnalysisConfiguration configuration, string sample) =>
        configuration.Morphing.FirstOrDefault(morphing => morphing.Points.Any(point => point.Sample == sample));

    /// <summary>Whether a selection names a sample, or the morphing that it is a point of.</summary>
    internal static bool Selects(AnalysisConfiguration configuration, NameSelection selection, string sample)
    {
        if (selection.Contains(sample)) return true;

        return MorphingOf(configuration, sample) is { } morphing && selection.Contains(morphing.Name);
    }

    /// <summary>Whether a systematic acts on a sample in a region.</summary>
    internal static bool ActsOn(AnalysisConfiguration configuration, SystematicSettings systematic, RegionSettings region, SampleSettings sample) =>
        sample.Role != SampleRole.Data && sample.Regions.Contains(region.Name) && systematic.Regions.Contains(region.Name) && Selects(configuration, systematic.Samples, sample.Name);

    /// <summary>The nominal templates of the model that a systematic acts on, region by region, in each sample by sample.</summary>
    internal static IEnumerable<TemplateKey> Targets(AnalysisConfiguration configuration, SystematicSettings systematic) =>
        from region in configuration.Regions
        from sample in Of(configuration, region)
        where ActsOn(configuration, systematic, region, sample)
        select new TemplateKey(region.Name, sample.Name);
}
