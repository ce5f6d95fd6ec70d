using Wilks.Formats.Json;
using Wilks.Workspaces;
using static Wilks.Formats.Pyhf.WorkspaceTree;

namespace Wilks.Formats.Pyhf;

/// <summary>What becomes of items of one name when workspaces are combined.</summary>
public enum WorkspaceJoin
{
    /// <summary>No channel, observation or measurement may have a name in common.</summary>
    None,

    /// <summary>Equal items become one; different ones of a name are an error. Measurements of a name become one with the settings of both.</summary>
    Outer,

    /// <summary>Of a name the left one is kept.</summary>
    LeftOuter,

    /// <summary>Of a name the right one is kept.</summary>
    RightOuter,
}

/// <summary>Combines two workspaces into one as <c>pyhf combine</c> does: modifiers of one name become correlated.</summary>
public static class WorkspaceCombination
{
    /// <summary>The combined workspace.</summary>
    /// <param name="left">One workspace.</param>
    /// <param name="right">The other.</param>
    /// <param name="join">What becomes of items of one name.</param>
    /// <param name="mergeChannels">Whether channels of one name keep the samples of both, the primary side's where samples have one name; not with <see cref="WorkspaceJoin.None"/>.</param>
    /// <exception cref="WorkspaceException">They can't be combined, each reason once, or the combination is no valid workspace.</exception>
    public static PyhfDocument Combine(PyhfDocument left, PyhfDocument right, WorkspaceJoin join, bool mergeChannels = false)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (mergeChannels && join == WorkspaceJoin.None) throw new ArgumentException("Channels are merged with an outer join only.", nameof(mergeChannels));

        JsonObject leftRoot = (JsonObject)left.Tree, rightRoot = (JsonObject)right.Tree;
        var findings = new DiagnosticCollector();
        IReadOnlyList<JsonObject> channels = Join(leftRoot, rightRoot, "channels", join, mergeChannels ? "samples" : null);
        IReadOnlyList<JsonObject> observations = Join(leftRoot, rightRoot, "observations", join, null);
        IReadOnlyList<JsonObject> measurements = Join(leftRoot, rightRoot, "measurements", join, null);
        if (join is WorkspaceJoin.None or WorkspaceJoin.Outer)
        {
            Refuse(channels, "channel", "channels", join, findings);
            Refuse(observations, "observation of channel", "observations", join, findings);
            if (join == WorkspaceJoin.None) Refuse(measurements, "measurement", "measurements", join, findings);
            else measurements = [.. measurements.GroupBy(Name, StringComparer.Ordinal).Select(group => Merge([.. group], findings))];
        }

        findings.ThrowIfErrors();
        JsonObject root = join == WorkspaceJoin.RightOuter ? rightRoot : leftRoot;
        root = With(root, "channels", channels);
        root = With(root, "observations", observations);
        root = With(root, "measurements", measurements);
        return PyhfReader.Decode(root);
    }

    private static List<JsonObject> Join(JsonObject left, JsonObject right, string list, WorkspaceJoin join, string? merged)
    {
        bool isRight = join == WorkspaceJoin.RightOuter;
        return Join(Items(isRight ? right : left, list), Items(isRight ? left : right, list), join, merged);
    }

    private static List<JsonObject> Join(IReadOnlyList<JsonObject> primary, IReadOnlyList<JsonObject> secondary, WorkspaceJoin join, string? merged)
    {
        List<JsonObject> joined = [.. primary];
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < primary.Count; i++) places.TryAdd(Name(primary[i]), i);
        foreach (JsonObject item in secondary)
        {
            bool isShared = places.TryGetValue(Name(item), out int place);
            if (isShared && merged is not null) joined[place] = With(joined[place], merged, Join(Items(joined[place], merged), Items(item, merged), WorkspaceJoin.LeftOuter, null));
            else if (!isShared || join == WorkspaceJoin.None || (join == WorkspaceJoin.Outer && !primary.Any(other => JsonEquality.AreEqual(other, item)))) joined.Add(item);
        }

        return joined;
    }

    private static void Refuse(IReadOnlyList<JsonObject> items, string what, string plural, WorkspaceJoin join, DiagnosticCollector findings)
    {
        foreach (IGrouping<string, JsonObject> group in items.GroupBy(Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            bool isOuter = join == WorkspaceJoin.Outer;
            string message = $"both workspaces have the {what} '{group.Key}'{(isOuter ? ", and they differ" : "")}.";
            string hint = isOuter ? "Rename one with 'wilks rename', or keep one side with the join 'left outer' or 'right outer'." : $"Rename one with 'wilks rename', or choose an outer join, which takes equal {plural} once.";
            findings.Error("WK320", group.Last().Location, message, hint);
        }
    }

    /// <summary>The measurements of one name as one.</summary>
    private static JsonObject Merge(JsonObject[] measurements, DiagnosticCollector findings)
    {
        JsonObject first = measurements[0];
        if (measurements.Length == 1) return first;

        string[] pois = [.. measurements.Select(Poi).Distinct(StringComparer.Ordinal)];
        if (pois.Length > 1)
        {
            findings.Error("WK321", measurements[1].Location, $"the measurement '{Name(first)}' has the parameter of interest '{pois[0]}' in one workspace and '{pois[1]}' in the other.", "Rename one of the measurements, or keep one side with the join 'left outer' or 'right outer'.");
            return first;
        }

        List<JsonObject> settings = Join(Parameters(first), Parameters(measurements[1]), WorkspaceJoin.Outer, null);
        foreach (IGrouping<string, JsonObject> group in settings.GroupBy(Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            findings.Error("WK321", group.Last().Location, $"the measurement '{Name(first)}' sets the parameter '{group.Key}' differently in the two workspaces.", "Make the settings equal, rename one of the measurements, or keep one side with the join 'left outer' or 'right outer'.");
        }

        return Configured(first, pois[0], settings);
    }
}
