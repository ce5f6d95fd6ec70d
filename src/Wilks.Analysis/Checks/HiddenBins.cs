using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Templates;

namespace Wilks.Analysis.Checks;

/// <summary>Tells which bins of a region hold what is expected in place of data.</summary>
internal static class HiddenBins
{
    /// <summary>One value per bin; a region without data has none that are open.</summary>
    internal static bool[] Of(AnalysisConfiguration configuration, ProcessedTemplates templates, RegionSettings region)
    {
        Template? data = configuration.Data is { } sample ? templates.Nominal.GetValueOrDefault(new TemplateKey(region.Name, sample.Name)) : null;
        if (data is not null && !region.IsBlind) return WorkspaceBuilder.Hidden(configuration, templates, region, data);

        int count = templates.Nominal.Where(pair => pair.Key.Region == region.Name).Select(pair => pair.Value.BinCount).FirstOrDefault();
        bool[] hidden = new bool[count];
        Array.Fill(hidden, true);
        return hidden;
    }
}
