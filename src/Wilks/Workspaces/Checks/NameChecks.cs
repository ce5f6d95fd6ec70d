namespace Wilks.Workspaces;

/// <summary>Finds names that occur twice where they must differ, and channels and observations that don't belong together.</summary>
internal static class NameChecks
{
    internal static void Run(Workspace workspace, DiagnosticCollector findings)
    {
        FindRepeated(workspace.Channels.Select(c => (c.Name, c.Location)), "WK201", name => $"channel '{name}' is defined twice", findings);
        FindRepeated(workspace.Measurements.Select(m => (m.Name, m.Location)), "WK204", name => $"measurement '{name}' is defined twice", findings);
        FindRepeated(workspace.Observations.Select(o => (o.Name, o.Location)), "WK206", name => $"channel '{name}' has two observations", findings);
        foreach (Channel channel in workspace.Channels) CheckChannel(channel, findings);
        foreach (Measurement measurement in workspace.Measurements)
        {
            FindRepeated(measurement.Parameters.Select(p => (p.Name, p.Location)), "WK205", name => $"measurement '{measurement.Name}' sets parameter '{name}' twice", findings);
        }

        MatchObservations(workspace, findings);
    }

    private static void CheckChannel(Channel channel, DiagnosticCollector findings)
    {
        FindRepeated(channel.Samples.Select(s => (s.Name, s.Location)), "WK202", name => $"channel '{channel.Name}' has two samples '{name}'", findings);
        var seen = new Dictionary<(string, string), SourceLocation>();
        foreach (Sample sample in channel.Samples)
        {
            seen.Clear();
            foreach (IModifier modifier in sample.Modifiers)
            {
                if (seen.TryAdd((modifier.Name, modifier.Type), modifier.Location)) continue;

                string message = $"sample '{sample.Name}' of channel '{channel.Name}' has two {modifier.Type} '{modifier.Name}'{Wording.FirstAt(seen[(modifier.Name, modifier.Type)])}.";
                findings.Error("WK203", modifier.Location, message, "Remove one, or give it another name.");
            }
        }
    }

    private static void FindRepeated(IEnumerable<(string Name, SourceLocation Location)> items, string code, Func<string, string> message, DiagnosticCollector findings)
    {
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        foreach ((string name, SourceLocation location) in items)
        {
            if (seen.TryAdd(name, location)) continue;

            findings.Error(code, location, $"{message(name)}{Wording.FirstAt(seen[name])}.", "Remove one, or give it another name.");
        }
    }

    private static void MatchObservations(Workspace workspace, DiagnosticCollector findings)
    {
        HashSet<string> channels = [.. workspace.Channels.Select(c => c.Name)];
        HashSet<string> observations = [.. workspace.Observations.Select(o => o.Name)];
        foreach (Channel channel in workspace.Channels)
        {
            if (observations.Contains(channel.Name)) continue;

            string hint = NearestNames.Suggest(channel.Name, observations.Except(channels));
            string remedy = hint.StartsWith("Did", StringComparison.Ordinal) ? hint : "Add its counts to 'observations'.";
            findings.Error("WK213", channel.Location, $"channel '{channel.Name}' has no observation.", remedy);
        }

        foreach (Observation observation in workspace.Observations)
        {
            if (channels.Contains(observation.Name)) continue;

            string message = $"the observation '{observation.Name}' belongs to no channel; it is not used.";
            findings.Warning("WK214", observation.Location, message, NearestNames.Suggest(observation.Name, channels));
        }
    }
}
