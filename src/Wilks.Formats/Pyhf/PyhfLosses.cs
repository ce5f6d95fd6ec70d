using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Names what a workspace says beside its overlay that pyhf's format has no room for, item by item.</summary>
internal static class PyhfLosses
{
    private const string Remedy = "Write the workspace as HS3 to keep it.";

    internal static void Check(Workspace workspace, DiagnosticCollector findings)
    {
        foreach (Channel channel in workspace.Channels)
        {
            if (!channel.Axes.IsDefaultOrEmpty)
            {
                findings.Warning("WK507", channel.Location, $"pyhf's format has no room for the axes of channel '{channel.Name}' ({string.Join(", ", channel.Axes.Select(axis => $"'{axis.Name}'"))}).", Remedy);
            }

            foreach (Sample sample in channel.Samples)
            {
                foreach (IModifier modifier in sample.Modifiers) CheckInterpolation(channel, sample, modifier, findings);
            }
        }

        foreach (NamedDataset dataset in workspace.Datasets)
        {
            findings.Warning("WK508", dataset.Location, $"pyhf's format has no room for the data set '{dataset.Name}'.", Remedy);
        }
    }

    /// <summary>The codes that pyhf's programs take where nothing is said lose nothing.</summary>
    private static void CheckInterpolation(Channel channel, Sample sample, IModifier modifier, DiagnosticCollector findings)
    {
        (InterpolationCode? own, InterpolationCode usual) = modifier switch
        {
            NormSys m => (m.Interpolation, InterpolationCode.Code4),
            HistoSys m => (m.Interpolation, InterpolationCode.Code4p),
            _ => (null, InterpolationCode.Code4),
        };
        if (own is not { } code || code == usual) return;

        string message = $"pyhf's format can't say that {modifier.Type} '{modifier.Name}' of sample '{sample.Name}' in channel '{channel.Name}' is interpolated by {code.ToString().ToLower(CultureInfo.InvariantCulture)}; its programs take {usual.ToString().ToLower(CultureInfo.InvariantCulture)}.";
        findings.Warning("WK506", modifier.Location, message, "Give --interpolation with it, where all modifiers of the type have one code, or write HS3.");
    }
}
