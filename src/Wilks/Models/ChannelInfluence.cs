namespace Wilks.Models;

/// <summary>Which parameters can change the rates of a compiled channel.</summary>
internal static class ChannelInfluence
{
    /// <summary>The parameters, ascending, each once; a per-bin factor counts where its bin can have content.</summary>
    public static int[] Of(TemplateChannel channel)
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
