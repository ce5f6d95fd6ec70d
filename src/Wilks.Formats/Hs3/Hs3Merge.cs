using System.Collections.Immutable;
using Wilks.Formats.Json;

namespace Wilks.Formats.Hs3;

/// <summary>Keeps what the document that a workspace was read from has beside what is read: members that are not known, objects of types that are not read, <c>misc</c> and <c>metadata</c>.</summary>
internal static class Hs3Merge
{
    private static readonly ImmutableHashSet<string> s_known =
    [
        "name", "type", "axes", "samples", "staterror", "data", "contents", "errors", "modifiers", "parameter", "parameters", "constraint", "constraints", "constraint_name", "constraint_type",
        "interpolation", "min", "max", "nbins", "edges", "bounds", "value", "const", "distributions", "aux_distributions", "aux_data", "likelihood", "parameters_of_interest", "parameter_of_interest",
        "domain", "domains", "init", "expression", "factors", "summands", "coefficients", "extended", "integer", "x", "mean", "sigma", "mu", "gamma", "beta", "covariances", "vals", "hi", "lo",
        "functions", "likelihoods", "parameter_points", "analyses", "constraint", "hs3_version", "packages", "relThreshold", "version",
    ];

    private static readonly ImmutableHashSet<string> s_types =
    [
        "histfactory_dist", "poisson_dist", "gaussian_dist", "normal_dist", "lognormal_dist", "gamma_dist", "multivariate_normal_dist", "product_dist", "mixture_dist", "histogram_dist",
        "product", "sum", "generic_function", "polynomial", "CMS::process_normalization", "CMS::asympow", "binned", "product_domain",
    ];

    /// <summary>The new document with what the old one has beside it.</summary>
    internal static JsonObject Merge(JsonObject written, JsonObject origin)
    {
        JsonObject merged = MergeObject(written, origin);
        return JsonText.Object(merged.Members.Select(m => (m.Name, (IJsonNode?)WithUnread(m, origin))));
    }

    private static IJsonNode WithUnread(JsonMember member, JsonObject origin)
    {
        if (member.Value is not JsonArray list || member.Name is not ("distributions" or "functions" or "data") || origin.Find(member.Name) is not JsonArray old) return member.Value;

        HashSet<string> names = [.. list.Items.OfType<JsonObject>().Select(KeyOf).OfType<string>()];
        IEnumerable<IJsonNode> unread = old.Items.OfType<JsonObject>().Where(o => o.Find("type") is JsonString type && !s_types.Contains(type.Value) && KeyOf(o) is { } key && !names.Contains(key));
        return JsonText.List(list.Items.Concat(unread));
    }

    private static JsonObject MergeObject(JsonObject written, JsonObject origin)
    {
        List<(string, IJsonNode?)> members = [];
        foreach (JsonMember member in written.Members)
        {
            IJsonNode? old = origin.Find(member.Name);
            members.Add((member.Name, (member.Value, old) switch
            {
                (JsonObject a, JsonObject b) => MergeObject(a, b),
                (JsonArray a, JsonArray b) when member.Name != "packages" => MergeList(a, b),
                _ => member.Value,
            }));
        }

        foreach (JsonMember member in origin.Members)
        {
            if (!s_known.Contains(member.Name) && written.IndexOf(member.Name) < 0) members.Add((member.Name, member.Value));
        }

        return JsonText.Object(members);
    }

    private static JsonArray MergeList(JsonArray written, JsonArray origin)
    {
        Dictionary<string, JsonObject> old = new(StringComparer.Ordinal);
        foreach (JsonObject item in origin.Items.OfType<JsonObject>())
        {
            if (KeyOf(item) is { } key) old.TryAdd(key, item);
        }

        if (old.Count == 0) return written;
        return JsonText.List(written.Items.Select(item => item is JsonObject o && KeyOf(o) is { } key && old.TryGetValue(key, out JsonObject? before) ? MergeObject(o, before) : item));
    }

    /// <summary>What tells an object of a list from the others: its name; of modifiers the type and the parameters too, whose names need not differ.</summary>
    private static string? KeyOf(JsonObject o)
    {
        string? name = (o.Find("name") as JsonString)?.Value;
        if (o.Find("type") is not JsonString { Value: "normfactor" or "normsys" or "histosys" or "shapefactor" or "shapesys" or "staterror" } type) return name;

        string? parameter = (o.Find("parameter") as JsonString)?.Value ?? (o.Find("parameters") is JsonArray { Items: [JsonString first, ..] } ? first.Value : name);
        return $"{type.Value}\n{parameter}";
    }
}
