using Wilks.Formats.Json;
using static Wilks.Formats.Pyhf.WorkspaceTree;

namespace Wilks.Formats.Pyhf;

/// <summary>Puts a workspace into the order of names: channels, samples, modifiers (then by type), measurements, parameters and observations, as <c>pyhf sort</c> does.</summary>
public static class WorkspaceSorting
{
    /// <summary>The sorted workspace.</summary>
    /// <param name="workspace">A pyhf workspace.</param>
    /// <exception cref="Workspaces.WorkspaceException">It is no valid workspace.</exception>
    public static PyhfDocument Sort(PyhfDocument workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        JsonObject root = (JsonObject)workspace.Tree;
        root = With(root, "channels", ByName(Items(root, "channels")).Select(SortChannel));
        root = With(root, "measurements", ByName(Items(root, "measurements")).Select(measurement => Configured(measurement, Poi(measurement), ByName(Parameters(measurement)))));
        root = With(root, "observations", ByName(Items(root, "observations")));
        return PyhfReader.Decode(root);
    }

    private static JsonObject SortChannel(JsonObject channel) => With(channel, "samples", ByName(Items(channel, "samples")).Select(sample =>
        With(sample, "modifiers", ByName(Items(sample, "modifiers")).ThenBy(modifier => Text(modifier, "type"), CodePointOrder.Instance))));

    // Stable, as Python's.
    private static IOrderedEnumerable<JsonObject> ByName(IEnumerable<JsonObject> items) => items.OrderBy(Name, CodePointOrder.Instance);
}
