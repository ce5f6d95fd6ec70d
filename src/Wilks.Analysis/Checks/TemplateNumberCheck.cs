using System.Collections.Immutable;
using Wilks.Analysis.Templates;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Numbers of templates that are NaN or infinite, before post-processing and in the workspace.</summary>
internal sealed class TemplateNumberCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context) => context.Prepared is { } prepared
        ? prepared.Variations.Templates.Templates.Select(pair => OfTemplate(pair.Key, pair.Value)).OfType<CheckFinding>()
        : context.Workspace.Channels.SelectMany(channel => channel.Samples.SelectMany(sample => OfSample(channel, sample)));

    private static CheckFinding? OfTemplate(TemplateKey key, Template template) =>
        Of(template.Yields, "yield", key.Region, key.Sample, key.Systematic) ?? Of(template.Variances, "variance", key.Region, key.Sample, key.Systematic);

    private static IEnumerable<CheckFinding> OfSample(Channel channel, Sample sample)
    {
        if (Of(sample.Data, "yield", channel.Name, sample.Name, "") is { } own) yield return own;
        foreach (IModifier modifier in sample.Modifiers)
        {
            ImmutableArray<double> values = modifier switch
            {
                NormSys m => [m.Low, m.High],
                HistoSys m => [.. m.LowData, .. m.HighData],
                StatError m => m.Data,
                ShapeSys m => m.Data,
                _ => [],
            };
            if (Of(values, "value", channel.Name, sample.Name, modifier.Name) is { } finding) yield return finding with { Bin = null };
        }
    }

    private static CheckFinding? Of(ImmutableArray<double> values, string what, string region, string sample, string parameter)
    {
        for (int bin = 0; bin < values.Length; bin++)
        {
            if (!double.IsFinite(values[bin])) return new CheckFinding(FindingKind.NotFinite, $"{what} {Text.Number(values[bin])}") { Region = region, Sample = sample, Parameter = parameter, Bin = bin, Value = values[bin] };
        }

        return null;
    }
}
