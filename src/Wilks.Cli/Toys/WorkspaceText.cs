using System.Globalization;
using System.Text;
using Wilks.Workspaces;

namespace Wilks.Cli.Toys;

/// <summary>What a workspace says of a likelihood for one measurement, as a text of its own: the same for two documents that say the same, whatever their format.</summary>
internal static class WorkspaceText
{
    public static string Of(Workspace workspace, string measurement)
    {
        var text = new StringBuilder();
        foreach (Channel channel in workspace.Channels)
        {
            Append(text, "channel", channel.Name);
            foreach (Sample sample in channel.Samples)
            {
                Append(text, "sample", sample.Name, Numbers(sample.Data));
                foreach (IModifier modifier in sample.Modifiers) Append(text, [modifier.Type, modifier.Name, .. Content(modifier)]);
            }
        }

        foreach (Observation observation in workspace.Observations) Append(text, "observation", observation.Name, Numbers(observation.Data));
        Measurement chosen = workspace.Measurements.First(candidate => candidate.Name == measurement);
        foreach (ParameterSetting setting in chosen.Parameters)
        {
            Append(text, "setting", setting.Name, Numbers(setting.Inits), Numbers(setting.Bounds?.SelectMany(bounds => (double[])[bounds.Lower, bounds.Upper])), Numbers(setting.AuxData), Numbers(setting.Factors), Numbers(setting.Sigmas), setting.Fixed?.ToString() ?? "");
        }

        if (workspace.Overlay is { } overlay) text.Append(OverlayText.Of(overlay));
        if (chosen.Overlay is { } own) text.Append(OverlayText.Of(own));
        return text.ToString();
    }

    private static string[] Content(IModifier modifier) => modifier switch
    {
        NormSys m => [Numbers([m.Low, m.High]), m.Interpolation?.ToString() ?? ""],
        HistoSys m => [Numbers(m.LowData), Numbers(m.HighData), m.Interpolation?.ToString() ?? ""],
        ShapeSys m => [Numbers(m.Data)],
        StatError m => [Numbers(m.Data)],
        _ => [],
    };

    // With its length before it no word can run into the next.
    private static void Append(StringBuilder text, params ReadOnlySpan<string> words)
    {
        foreach (string word in words) text.Append(CultureInfo.InvariantCulture, $"{word.Length}:{word} ");
        text.Append('\n');
    }

    private static string Numbers(IEnumerable<double>? values) => values is null ? "" : string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
