using System.Text.Json;

namespace Wilks.Cli.Tests.Schemas;

/// <summary>Holds a document against the keywords of JSON Schema 2020-12 that the schemas of the verbs use; a keyword it does not know is an offence too.</summary>
internal static class JsonSchema
{
    private static readonly string[] s_known = ["$schema", "title", "description", "type", "properties", "required", "additionalProperties", "items", "enum"];

    /// <summary>What is wrong, each with its path; empty when nothing is.</summary>
    public static List<string> Offences(JsonElement schema, JsonElement value)
    {
        List<string> offences = [];
        Check(schema, value, "$", offences);
        return offences;
    }

    private static void Check(JsonElement schema, JsonElement value, string path, List<string> offences)
    {
        offences.AddRange(schema.EnumerateObject().Where(keyword => !s_known.Contains(keyword.Name)).Select(keyword => $"{path}: the keyword '{keyword.Name}' is not understood"));
        if (schema.TryGetProperty("type", out JsonElement type) && !Types(type).Any(name => Is(name, value))) offences.Add($"{path}: {value.ValueKind} is not {type}");
        if (schema.TryGetProperty("enum", out JsonElement words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value))) offences.Add($"{path}: {value} is none of {words}");
        if (value.ValueKind == JsonValueKind.Object) CheckMembers(schema, value, path, offences);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach ((int index, JsonElement element) in value.EnumerateArray().Index()) Check(items, element, $"{path}[{index}]", offences);
        }
    }

    private static void CheckMembers(JsonElement schema, JsonElement value, string path, List<string> offences)
    {
        if (schema.TryGetProperty("required", out JsonElement required))
        {
            offences.AddRange(required.EnumerateArray().Where(key => !value.TryGetProperty(key.GetString()!, out _)).Select(key => $"{path}: '{key}' is missing"));
        }

        bool isClosed = schema.TryGetProperty("additionalProperties", out JsonElement additional) && additional.ValueKind == JsonValueKind.False;
        foreach (JsonProperty member in value.EnumerateObject())
        {
            JsonElement inner = default;
            bool isKnown = schema.TryGetProperty("properties", out JsonElement properties) && properties.TryGetProperty(member.Name, out inner);
            if (isKnown) Check(inner, member.Value, $"{path}.{member.Name}", offences);
            else if (isClosed) offences.Add($"{path}: '{member.Name}' is not in the schema");
        }
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };
}
