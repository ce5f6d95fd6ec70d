namespace Wilks.Models;

/// <summary>Which parameters can change the rates of a compiled channel.</summary>
internal static class ChannelInfluence
{
    /// <summary>The parameters, ascending, each once; a per-bin factor counts where its bin can have content.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="derived">Derived parameters in the order in which they are computed: what those that act in the channel follow from acts there too.</param>
    public static int[] Of(TemplateChannel channel, IReadOnlyList<DerivedParameter> derived)
    {
        SortedSet<int> found = [.. channel.Parameters];
        for (int s = 0; s < channel.Samples.Length; s++)
        {
            foreach (int slot in channel.Classes[channel.Samples[s].Class])
            {
                for (int bin = 0; bin < channel.BinCount; bin++)
                {
                    if (HasContent(channel, s, bin)) found.Add(channel.Slots[slot][bin]);
                }
            }
        }

        foreach (DerivedParameter parameter in derived.Reverse())
        {
            if (found.Contains(parameter.Index)) found.UnionWith(parameter.Inputs);
        }

        return [.. found];
    }

    private static bool HasContent(TemplateChannel channel, int s, int bin)
    {
        if (channel.Nominal[s * channel.Stride + bin] != 0) return true;

        (int first, int end) = (channel.Samples[s].Rows.Start.Value, channel.Samples[s].Rows.End.Value);
        for (int row = first; row < end; row++)
        {
            int place = row * channel.Stride + bin;
            if (channel.RowS[place] != 0 || channel.RowD[place] != 0) return true;
        }

        return false;
    }
}
