namespace Wilks.Workspaces;

/// <summary>Finds lists whose length is not the number of bins of their channel.</summary>
internal static class BinCountChecks
{
    private const string Remedy = "Give one value per bin.";

    internal static void Run(Workspace workspace, DiagnosticCollector findings)
    {
        var channels = new Dictionary<string, Channel>(StringComparer.Ordinal);
        foreach (Channel channel in workspace.Channels)
        {
            channels.TryAdd(channel.Name, channel);
            foreach (Sample sample in channel.Samples) CheckSample(channel, sample, findings);
        }

        foreach (Observation observation in workspace.Observations)
        {
            if (!channels.TryGetValue(observation.Name, out Channel? channel) || observation.Data.Length == channel.BinCount) continue;

            string message = $"{Wording.Count(observation.Data.Length, "observed count")}, but channel '{channel.Name}' has {Wording.Count(channel.BinCount, "bin")}.";
            findings.Error("WK211", observation.Location.Within("data"), message, Remedy);
        }
    }

    private static void CheckSample(Channel channel, Sample sample, DiagnosticCollector findings)
    {
        if (sample.Data.Length != channel.BinCount)
        {
            string message = $"sample '{sample.Name}' has {Wording.Count(sample.Data.Length, "value")}, but sample '{channel.Samples[0].Name}' of the same channel '{channel.Name}' has {channel.BinCount}.";
            findings.Error("WK210", sample.Location.Within("data"), message, "Give all samples of a channel the same number of bins.");
        }

        foreach (IModifier modifier in sample.Modifiers)
        {
            switch (modifier)
            {
                case HistoSys m:
                    Check(channel, sample, m, m.LowData.Length, ["data", "lo_data"], findings);
                    Check(channel, sample, m, m.HighData.Length, ["data", "hi_data"], findings);
                    break;
                case ShapeSys m:
                    Check(channel, sample, m, m.Data.Length, ["data"], findings);
                    break;
                case StatError m:
                    Check(channel, sample, m, m.Data.Length, ["data"], findings);
                    break;
            }
        }
    }

    private static void Check(Channel channel, Sample sample, IModifier modifier, int count, ReadOnlySpan<string> path, DiagnosticCollector findings)
    {
        // Held against its own sample: a sample of wrong length is one mistake, not one per modifier.
        if (count == sample.Data.Length) return;

        string owner = sample.Data.Length == channel.BinCount ? $"channel '{channel.Name}'" : $"sample '{sample.Name}' of channel '{channel.Name}'";
        string message = $"{modifier.Type} '{modifier.Name}' has {Wording.Count(count, "value")}, but {owner} has {Wording.Count(sample.Data.Length, "bin")}.";
        findings.Error("WK212", modifier.Location.Within(path), message, Remedy);
    }
}
