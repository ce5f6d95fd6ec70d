using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads data as the counts of channels.</summary>
internal sealed class DataReading(Hs3Objects objects, IReadOnlyDictionary<string, ParameterValue> values)
{
    /// <summary>The counts of a channel; null after a report.</summary>
    /// <param name="term">The distribution with its data.</param>
    /// <param name="channel">The channel that the distribution is.</param>
    internal Observation? Read(MeasuredTerm term, ChannelDraft channel)
    {
        if (term.Data is null)
        {
            double? count = term.Number ?? (channel.Counted is { } name && values.TryGetValue(name, out ParameterValue known) ? known.Value : null);
            if (count is { } number) return new Observation(channel.Name, [number]) { Location = term.Location };

            objects.Shape.Findings.Error("WK621", term.Location, $"nothing is observed for '{term.Distribution.Name}'.", "Name its data in the likelihood.");
            return null;
        }

        NamedObject data = term.Data;
        return data.Type switch
        {
            "binned" => Binned(data, channel),
            "point" => Counted(data, objects.Shape.Number(data.Node.Find("value"), $"the value of '{data.Name}'"), channel),
            "unbinned" when channel.Counted is { } variable => SingleEntry(data, variable, channel),
            _ => Refused(data),
        };
    }

    private Observation? Refused(NamedObject data)
    {
        objects.Shape.Findings.Error("WK622", data.Location, $"the data '{data.Name}' have the type '{data.Type}', which is not read for a histogram yet.", "Give binned data.");
        return null;
    }

    private Observation? Binned(NamedObject data, ChannelDraft channel)
    {
        objects.NoteUnknown(data.Node, "binned data", "name", "type", "axes", "contents", "uncertainty");
        objects.Shape.RequireMembers(data.Node, $"'{data.Name}'", ["contents"]);
        ImmutableArray<double> contents = objects.Shape.Numbers(data.Node.Find("contents"), $"'contents' of '{data.Name}'");
        int bins = AxisDecoder.Read(data.Node.Find("axes"), $"'{data.Name}'", objects).Aggregate(1, (product, axis) => product * axis.BinCount);
        bool hasAxes = data.Node.Find("axes") is JsonArray { Items.IsEmpty: false };
        if (hasAxes && contents.Length != bins && contents.Length > 0)
        {
            objects.Shape.Findings.Error("WK623", data.Location, FormattableString.Invariant($"'{data.Name}' has {contents.Length} contents, but its axes have {bins} bins."), "Give one count per bin.");
        }

        return contents.IsEmpty ? null : new Observation(channel.Name, contents) { Location = data.Location };
    }

    /// <summary>The count of a counting experiment that ROOT writes as an event: the coordinate of its variable.</summary>
    private Observation? SingleEntry(NamedObject data, string variable, ChannelDraft channel)
    {
        ImmutableArray<IJsonNode> axes = objects.Shape.Items(data.Node.Find("axes"), $"'axes' of '{data.Name}'");
        int index = axes.IndexOf(axes.FirstOrDefault(axis => axis is JsonObject o && o.Find("name") is JsonString name && name.Value == variable)!);
        ImmutableArray<IJsonNode> entries = objects.Shape.Items(data.Node.Find("entries"), $"'entries' of '{data.Name}'");
        if (entries.Length == 1 && index >= 0 && entries[0] is JsonNumbers entry && index < entry.Values.Length) return Counted(data, entry.Values[index], channel);

        objects.Shape.Findings.Error("WK623", data.Location, FormattableString.Invariant($"'{data.Name}' has {entries.Length} entries; the counting experiment '{channel.Name}' needs one, with a value of '{variable}'."), "Give one entry.");
        return null;
    }

    private static Observation Counted(NamedObject data, double count, ChannelDraft channel) => new(channel.Name, [count]) { Location = data.Location };
}
