using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Turns the tree of a configuration into its records.</summary>
/// <param name="findings">Where the problems go.</param>
/// <param name="folder">The folder that paths are relative to.</param>
internal sealed class ConfigurationDecoder(DiagnosticCollector findings, string folder)
{
    private readonly ValueReader _values = new(findings);

    internal AnalysisConfiguration Read(IJsonNode root)
    {
        if (SettingsBlock.Open(root, "the configuration", ConfigurationKeys.Analysis, _values) is not { } top)
        {
            return new AnalysisConfiguration { General = GeneralDecoder.Read(null), Regions = [], Samples = [] };
        }

        GeneralSettings general = GeneralDecoder.Read(top.Block("General", ConfigurationKeys.General));
        ImmutableArray<NormFactorSettings> factors = Each(top, "NormFactors", "normfactor", ConfigurationKeys.NormFactor, FactorDecoder.Norm);
        ImmutableArray<MorphingSettings> morphing = Each(top, "Morphing", "morphing", ConfigurationKeys.Morphing, MorphingDecoder.Read);
        ImmutableArray<DecodedSample> samples = Each(top, "Samples", "sample", ConfigurationKeys.Sample, SampleDecoder.Read, mayBeEmpty: false);
        Overlay? overlay = ReadOverlay(top);
        return new AnalysisConfiguration
        {
            General = general,
            Regions = Each(top, "Regions", "region", ConfigurationKeys.Region, RegionDecoder.Read, mayBeEmpty: false),
            Samples = SampleRoles.Assign(samples, overlay?.Pois ?? general.Pois, factors, morphing),
            NormFactors = factors,
            ShapeFactors = Each(top, "ShapeFactors", "shapefactor", ConfigurationKeys.ShapeFactor, FactorDecoder.Shape),
            Systematics = Each(top, "Systematics", "systematic", ConfigurationKeys.Systematic, SystematicDecoder.Read),
            Corrections = Each(top, "Corrections", "correction", ConfigurationKeys.Correction, CorrectionDecoder.Read),
            Morphing = morphing,
            Processing = ProcessingDecoder.Processing(top.Block("Processing", ConfigurationKeys.Processing)),
            Results = ProcessingDecoder.Results(top.Block("Results", ConfigurationKeys.Results)),
            Overlay = overlay,
            Location = root.Location,
        };
    }

    private static ImmutableArray<T> Each<T>(SettingsBlock top, string key, string what, KeyTable keys, Func<SettingsBlock, T> read, bool mayBeEmpty = true) =>
        [.. top.Blocks(key, what, keys, mayBeEmpty).Select(read)];

    /// <summary>The overlay files in their order, and over them what the configuration itself says.</summary>
    private Overlay? ReadOverlay(SettingsBlock top)
    {
        Overlay? overlay = null;
        foreach (IJsonNode item in top.Find("OverlayFiles") is JsonString one ? [one] : top.Items("OverlayFiles", mayBeEmpty: true))
        {
            if (_values.Name(item, $"an entry of {top.Label("OverlayFiles")}") is not { } path) continue;

            Overlay? laid = ReadFile(Path.Combine(folder, path), item.Location);
            overlay = laid is null ? overlay : overlay?.With(laid) ?? laid;
        }

        if (top.Find("Overlay") is not { } node) return overlay;

        Overlay embedded = new OverlayDecoder(findings).Decode(node);
        return overlay?.With(embedded) ?? embedded;
    }

    private Overlay? ReadFile(string path, SourceLocation from)
    {
        try
        {
            OverlayDocument document = OverlayReader.Read(path);
            findings.Add(document.Diagnostics);
            return document.Overlay;
        }
        catch (WorkspaceException exception)
        {
            // What is wrong with the file as a whole is told where it was asked for.
            findings.Add(exception.Diagnostics.Select(d => d.Location.Text is null ? d with { Location = from } : d));
            return null;
        }
    }
}
