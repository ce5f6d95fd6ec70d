using System.Text.Json;

namespace Wilks.Cli.Tests.Schemas;

/// <summary>Checks a document against a JSON schema: the keywords that the schemas of this repository use, and an error for any other.</summary>
internal sealed class JsonSchemaValidator(JsonElement root)
{
    private static readonly string[] s_annotations = ["$schema", "$id", "$defs", "title", "description"];

    public static JsonSchemaValidator For(string verb) =>
        new(JsonDocument.Parse(File.ReadAllText(Repository.File("docs", "reference", "schemas", verb + ".schema.json"))).RootElement);

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Validate(JsonElement document) => [.. Check(root, document, "$")];

    /// <summary>What is wrong with a document, one sentence each.</summary>
    public static IReadOnlyList<string> Offences(JsonElement schema, JsonElement document) => new JsonSchemaValidator(schema).Validate(document);

    private IEnumerable<string> Check(JsonElement schema, JsonElement value, string where) =>
        schema.EnumerateObject().Where(keyword => !s_annotations.Contains(keyword.Name)).SelectMany(keyword => Check(keyword, schema, value, where));

    private IEnumerable<string> Check(JsonProperty keyword, JsonElement schema, JsonElement value, string where) => keyword.Name switch
    {
        "$ref" => Check(root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, where),
        "type" => Says(Types(keyword.Value).Any(type => Is(type, value)), $"{where} is {value.ValueKind}, not {keyword.Value}"),
        "enum" => Says(keyword.Value.EnumerateArray().Any(choice => JsonElement.DeepEquals(choice, value)), $"{where} is {value}, not one of {keyword.Value}"),
        "anyOf" => Says(keyword.Value.EnumerateArray().Any(choice => !Check(choice, value, where).Any()), $"{where} fits none of the choices"),
        "minimum" => Says(value.ValueKind != JsonValueKind.Number || value.GetDouble() >= keyword.Value.GetDouble(), $"{where} is {value}, below {keyword.Value}"),
        "minItems" => Says(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= keyword.Value.GetInt32(), $"{where} has fewer than {keyword.Value} elements"),
        "maxItems" => Says(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() <= keyword.Value.GetInt32(), $"{where} has more than {keyword.Value} elements"),
        "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((element, i) => Check(keyword.Value, element, $"{where}[{i}]")) : [],
        "required" => value.ValueKind == JsonValueKind.Object ? keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{where} lacks '{name}'") : [],
        "properties" => Properties(value).Where(member => keyword.Value.TryGetProperty(member.Name, out _)).SelectMany(member => Check(keyword.Value.GetProperty(member.Name), member.Value, $"{where}.{member.Name}")),
        "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.False => Properties(value).Where(member => !schema.GetProperty("properties").TryGetProperty(member.Name, out _)).Select(member => $"{where} has '{member.Name}', which the schema does not know"),
        _ => throw new NotSupportedException($"the keyword '{keyword.Name}' at {where}"),
    };

    private static JsonProperty[] Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object ? [.. value.EnumerateObject()] : [];

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static IEnumerable<string> Says(bool holds, string otherwise) => holds ? [] : [otherwise];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new NotSupportedException($"the type '{type}'"),
    };
}
