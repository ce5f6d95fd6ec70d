using Wilks.Formats.Json;

namespace Wilks.Formats.Pyhf;

/// <summary>Reads and rebuilds the JSON of a workspace whose form was checked. Numbers keep their spelling, so that digests stay what pyhf makes them.</summary>
internal static class WorkspaceTree
{
    /// <summary>The items of a list, none when the list is missing.</summary>
    internal static IReadOnlyList<JsonObject> Items(JsonObject owner, string member) => owner.Find(member) is JsonArray list ? [.. list.Items.Cast<JsonObject>()] : [];

    /// <summary>A text member.</summary>
    internal static string Text(JsonObject owner, string member) => ((JsonString)owner.Find(member)!).Value;

    /// <summary>The name.</summary>
    internal static string Name(JsonObject owner) => Text(owner, "name");

    /// <summary>The samples of all channels.</summary>
    internal static IEnumerable<JsonObject> Samples(JsonObject workspace) => Items(workspace, "channels").SelectMany(channel => Items(channel, "samples"));

    /// <summary>The modifiers of all samples.</summary>
    internal static IEnumerable<JsonObject> Modifiers(JsonObject workspace) => Samples(workspace).SelectMany(sample => Items(sample, "modifiers"));

    /// <summary>The settings of parameters of a measurement.</summary>
    internal static IReadOnlyList<JsonObject> Parameters(JsonObject measurement) => Items((JsonObject)measurement.Find("config")!, "parameters");

    /// <summary>The parameter of interest of a measurement; empty for none.</summary>
    internal static string Poi(JsonObject measurement) => Text((JsonObject)measurement.Find("config")!, "poi");

    /// <summary>An object with one member replaced.</summary>
    internal static JsonObject With(JsonObject owner, string member, IJsonNode value)
    {
        int index = owner.IndexOf(member);
        return RevisedText.Replace(owner, [.. owner.Members.SetItem(index, owner.Members[index] with { Value = value })]);
    }

    /// <summary>An object with another list.</summary>
    internal static JsonObject With(JsonObject owner, string member, IEnumerable<IJsonNode> items)
        => owner.Find(member) is JsonArray list ? With(owner, member, RevisedText.Replace(list, [.. items])) : owner;

    /// <summary>An object with another name.</summary>
    internal static JsonObject Renamed(JsonObject owner, string name) => Name(owner) == name ? owner : With(owner, "name", new JsonString(owner.Find("name")!.Location, name));

    /// <summary>A measurement with another parameter of interest and other settings.</summary>
    internal static JsonObject Configured(JsonObject measurement, string poi, IEnumerable<IJsonNode> parameters)
    {
        JsonObject config = (JsonObject)measurement.Find("config")!;
        JsonObject changed = With(config, "parameters", parameters);
        if (Text(config, "poi") != poi) changed = With(changed, "poi", new JsonString(config.Find("poi")!.Location, poi));
        return With(measurement, "config", changed);
    }
}
