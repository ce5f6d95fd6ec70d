using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>Finds lists that are missing or empty where at least one item is needed. A reader sees to this; code may not.</summary>
internal static class PresenceChecks
{
    internal static void Run(Workspace workspace, DiagnosticCollector findings)
    {
        Require(workspace.Channels, workspace.Location, "the workspace has no channels.", findings);
        Require(workspace.Measurements, workspace.Location, "the workspace has no measurements.", findings);
        RequireSet(workspace.Observations, workspace.Location, "the workspace has no list of observations.", findings);
        if (findings.HasErrors) return;

        foreach (Channel channel in workspace.Channels)
        {
            Require(channel.Samples, channel.Location, $"channel '{channel.Name}' has no samples.", findings);
            if (channel.Samples.IsDefault) continue;

            foreach (Sample sample in channel.Samples) CheckSample(channel, sample, findings);
        }

        foreach (Observation observation in workspace.Observations)
        {
            Require(observation.Data, observation.Location, $"the observation of channel '{observation.Name}' has no data.", findings);
        }

        foreach (Measurement measurement in workspace.Measurements)
        {
            RequireSet(measurement.Pois, measurement.Location, $"measurement '{measurement.Name}' has no list of parameters of interest.", findings);
            RequireSet(measurement.Parameters, measurement.Location, $"measurement '{measurement.Name}' has no list of parameter settings.", findings);
        }
    }

    private static void CheckSample(Channel channel, Sample sample, DiagnosticCollector findings)
    {
        string where = $"sample '{sample.Name}' of channel '{channel.Name}'";
        Require(sample.Data, sample.Location, $"{where} has no data.", findings);
        RequireSet(sample.Modifiers, sample.Location, $"{where} has no list of modifiers.", findings);
        if (sample.Modifiers.IsDefault) return;

        foreach (IModifier modifier in sample.Modifiers)
        {
            bool isMissing = modifier switch
            {
                HistoSys m => m.LowData.IsDefault || m.HighData.IsDefault,
                ShapeSys m => m.Data.IsDefault,
                StatError m => m.Data.IsDefault,
                _ => false,
            };
            if (isMissing) findings.Error("WK200", modifier.Location, $"{modifier.Type} '{modifier.Name}' of {where} has no data.", "Give one value per bin.");
        }
    }

    private static void Require<T>(ImmutableArray<T> list, SourceLocation location, string message, DiagnosticCollector findings)
    {
        if (list.IsDefaultOrEmpty) findings.Error("WK200", location, message, "Give at least one item.");
    }

    private static void RequireSet<T>(ImmutableArray<T> list, SourceLocation location, string message, DiagnosticCollector findings)
    {
        if (list.IsDefault) findings.Error("WK200", location, message, "Give a list; it may be empty.");
    }
}
