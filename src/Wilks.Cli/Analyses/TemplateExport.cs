using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Planning;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Steps;
using Wilks.Analysis.Templates;
using Wilks.Formats.Uhi;
using Wilks.Histograms;

namespace Wilks.Cli.Analyses;

/// <summary>Writes templates as cabinetry keeps them: <c>REGION_SAMPLE[_SYSTEMATIC_SIDE].npz</c>, with <c>_modified</c> behind those that were post-processed.</summary>
internal static class TemplateExport
{
    public static void Write(AnalysisConfigurationDocument document, AnalysisFolders folders, string folder, bool processed, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        TemplateArchive archive = TemplateArchiveFile.ReadOrEmpty(folders.Templates);
        TemplateSet templates = archive.ToSet();
        foreach ((TemplateKey key, Template template) in templates.Templates) Write(key, template, templates.Axes, folder, "");
        if (!processed) return;

        PreparedAnalysis prepared = AnalysisRunner.Prepare(document, new RunOptions(), cancellationToken);
        foreach ((TemplateKey key, Template template) in prepared.Processed.Nominal) Write(key, template, templates.Axes, folder, "_modified");
        foreach (ProcessedVariation variation in prepared.Processed.Variations.Where(variation => variation.Norm is not null || variation.Shape is not null))
        {
            Template nominal = prepared.Processed.Nominal[variation.Target];
            Write(variation.Target with { Systematic = variation.Parameter, Side = TemplateKey.Up }, Varied(nominal, variation.Norm?.Up, variation.Shape?.Up), templates.Axes, folder, "_modified");
            Write(variation.Target with { Systematic = variation.Parameter, Side = TemplateKey.Down }, Varied(nominal, variation.Norm?.Down, variation.Shape?.Down), templates.Axes, folder, "_modified");
        }
    }

    private static Template Varied(Template nominal, double? norm, ImmutableArray<double>? shape) =>
        nominal with { Yields = [.. (shape ?? nominal.Yields).Select(value => value * (norm ?? 1))] };

    private static void Write(TemplateKey key, Template template, ImmutableSortedDictionary<string, ImmutableArray<IAxis>> axes, string folder, string suffix)
    {
        INumericAxis axis = axes.TryGetValue(key.Region, out ImmutableArray<IAxis> known) && known is [INumericAxis one] ? new VariableAxis(one.Edges) : new RegularAxis(template.BinCount, 0, template.BinCount);
        string name = string.Join('_', new[] { key.Region, key.Sample, key.Systematic, key.Side }.Where(part => part.Length > 0)).Replace(' ', '-').Replace('/', '-');
        var histogram = new Histogram(name, [axis], template.Yields.AsSpan(), [.. template.Variances]);
        HistogramFiles.Write([histogram], Path.Combine(folder, name + suffix + ".npz"));
    }
}
