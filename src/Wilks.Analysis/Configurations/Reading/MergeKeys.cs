using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Puts the keys of other mappings in place of <c>&lt;&lt;: *name</c>, as YAML 1.1 does and cabinetry's reader with it: keys written beside it win, and of several mappings the first.</summary>
internal static class MergeKeys
{
    private const string Key = "<<";

    /// <summary>The document with all merges done.</summary>
    internal static IJsonNode Resolve(IJsonNode node, DiagnosticCollector findings) => node switch
    {
        JsonObject o => Resolve(o, findings),
        JsonArray list => new JsonArray(list.Location, [.. list.Items.Select(item => Resolve(item, findings))]),
        _ => node,
    };

    private static JsonObject Resolve(JsonObject o, DiagnosticCollector findings)
    {
        List<JsonMember> members = [.. o.Members.Where(member => member.Name != Key).Select(member => member with { Value = Resolve(member.Value, findings) })];
        foreach (JsonMember merge in o.Members.Where(member => member.Name == Key))
        {
            IJsonNode[] sources = merge.Value is JsonArray list ? [.. list.Items] : [merge.Value];
            foreach (IJsonNode source in sources)
            {
                if (source is not JsonObject other) findings.Error("WK809", merge.NameLocation, $"'<<' takes mappings; found {source.Kind}.", "Write '<<: *name' with the anchor '&name' at a mapping.");
                else Add(members, Resolve(other, findings));
            }
        }

        return new JsonObject(o.Location, [.. members]);
    }

    private static void Add(List<JsonMember> members, JsonObject other)
    {
        foreach (JsonMember member in other.Members)
        {
            if (!members.Any(known => known.Name == member.Name)) members.Add(member);
        }
    }
}
