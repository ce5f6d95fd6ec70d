using Wilks.Formats.Json;
using Wilks.Workspaces;
using static Wilks.Formats.Pyhf.WorkspaceTree;

namespace Wilks.Formats.Pyhf;

/// <summary>Takes channels, samples, modifiers and measurements out of a workspace, or gives them other names.</summary>
public static class WorkspaceEditing
{
    /// <summary>The changed workspace.</summary>
    /// <param name="workspace">A pyhf workspace.</param>
    /// <param name="change">What to take out and to rename; names are those before the change.</param>
    /// <exception cref="WorkspaceException">A name doesn't exist (all are told), or what is left is no valid workspace.</exception>
    public static PyhfDocument Apply(PyhfDocument workspace, WorkspaceChange change)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(change);
        JsonObject root = (JsonObject)workspace.Tree;
        CheckNames(root, change);

        JsonObject[] channels = [.. Items(root, "channels").Where(channel => !change.PrunedChannels.Contains(Name(channel))).Select(channel => Edit(channel, change))];
        HashSet<string> left = [.. channels.SelectMany(channel => Items(channel, "samples")).SelectMany(sample => Items(sample, "modifiers")).Select(Name)];
        JsonObject changed = With(root, "channels", channels);
        changed = With(changed, "measurements", Items(root, "measurements").Where(m => !change.PrunedMeasurements.Contains(Name(m))).Select(m => EditMeasurement(m, change, left)));
        changed = With(changed, "observations", Items(root, "observations").Where(o => !change.PrunedChannels.Contains(Name(o))).Select(o => Renamed(o, New(change.RenamedChannels, Name(o)))));
        return PyhfReader.Decode(changed);
    }

    private static string New(IReadOnlyDictionary<string, string> names, string name) => names.GetValueOrDefault(name, name);

    private static JsonObject Edit(JsonObject channel, WorkspaceChange change)
    {
        string name = Name(channel);
        IEnumerable<JsonObject> samples = Items(channel, "samples")
            .Where(sample => !(change.PrunedSamples.Contains(Name(sample)) && IsMeant(change, name, Name(sample))))
            .Select(sample => EditSample(name, sample, change));
        return With(Renamed(channel, New(change.RenamedChannels, name)), "samples", samples);
    }

    private static JsonObject EditSample(string channel, JsonObject sample, WorkspaceChange change)
    {
        string name = Name(sample);
        if (!IsMeant(change, channel, name)) return sample;

        IEnumerable<JsonObject> modifiers = Items(sample, "modifiers")
            .Where(modifier => !change.PrunedModifiers.Contains(Name(modifier)) && !change.PrunedModifierTypes.Contains(Text(modifier, "type")))
            .Select(modifier => Renamed(modifier, New(change.RenamedModifiers, Name(modifier))));
        return With(Renamed(sample, New(change.RenamedSamples, name)), "modifiers", modifiers);
    }

    private static bool IsMeant(WorkspaceChange change, string channel, string sample) => change.Scopes.Count == 0 || change.Scopes.Any(scope => scope.Includes(channel, sample));

    private static JsonObject EditMeasurement(JsonObject measurement, WorkspaceChange change, HashSet<string> left)
    {
        JsonObject renamed = Renamed(measurement, New(change.RenamedMeasurements, Name(measurement)));
        return Configured(renamed, NewParameter(Poi(measurement), change, left), Parameters(measurement).SelectMany(setting => EditSetting(setting, change, left)));
    }

    /// <summary>A setting whose modifier stands under both names after a change inside a scope is kept under both.</summary>
    private static IEnumerable<JsonObject> EditSetting(JsonObject setting, WorkspaceChange change, HashSet<string> left)
    {
        string name = Name(setting);
        bool isScoped = change.Scopes.Count > 0;
        if (change.PrunedModifiers.Contains(name) && !(isScoped && left.Contains(name))) return [];
        if (!change.RenamedModifiers.TryGetValue(name, out string? renamed)) return [setting];

        return isScoped && left.Contains(name) ? [setting, Renamed(setting, renamed)] : [Renamed(setting, renamed)];
    }

    private static string NewParameter(string name, WorkspaceChange change, HashSet<string> left)
        => change.Scopes.Count > 0 && left.Contains(name) ? name : New(change.RenamedModifiers, name);

    private static void CheckNames(JsonObject root, WorkspaceChange change)
    {
        var findings = new DiagnosticCollector();
        IReadOnlyList<JsonObject> channels = Items(root, "channels"), measurements = Items(root, "measurements");
        Require([.. change.PrunedModifierTypes], Modifiers(root).Select(modifier => Text(modifier, "type")), "modifier of the type", root, findings);
        Require([.. change.PrunedModifiers, .. change.RenamedModifiers.Keys], Modifiers(root).Select(Name), "modifier", root, findings);
        Require([.. change.PrunedSamples, .. change.RenamedSamples.Keys], Samples(root).Select(Name), "sample", root, findings);
        Require([.. change.PrunedChannels, .. change.RenamedChannels.Keys], channels.Select(Name), "channel", root, findings);
        Require([.. change.PrunedMeasurements, .. change.RenamedMeasurements.Keys], measurements.Select(Name), "measurement", root, findings);
        foreach (WorkspaceScope scope in change.Scopes)
        {
            if (channels.Any(channel => Items(channel, "samples").Any(sample => scope.Includes(Name(channel), Name(sample))))) continue;

            string hint = channels.Any(channel => scope.Includes(Name(channel)))
                ? NearestNames.Suggest(scope.Sample, channels.Where(channel => scope.Includes(Name(channel))).SelectMany(channel => Items(channel, "samples")).Select(Name))
                : NearestNames.Suggest(scope.Channel, channels.Select(Name));
            findings.Error("WK322", root.Location, $"no sample is within '{scope.Channel}/{scope.Sample}'.", hint);
        }

        findings.ThrowIfErrors();
    }

    private static void Require(IReadOnlyList<string> wanted, IEnumerable<string> known, string what, JsonObject root, DiagnosticCollector findings)
    {
        if (wanted.Count == 0) return;

        HashSet<string> names = [.. known];
        foreach (string name in wanted.Where(name => !names.Contains(name)).Distinct())
        {
            findings.Error("WK322", root.Location, $"the workspace has no {what} '{name}'.", NearestNames.Suggest(name, names));
        }
    }
}
