using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>Checks a YAML document against a JSON Schema, as an editor does: the keywords that the schema of configurations uses, and an error for any other.</summary>
internal sealed class YamlSchemaValidator(JsonElement root)
{
    private static readonly string[] s_annotations = ["$schema", "definitions", "title", "description", "patternProperties"];

    /// <summary>What is wrong, one sentence each.</summary>
    internal IReadOnlyList<string> Validate(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. Check(root, stream.Documents[0].RootNode, "$")];
    }

    private IEnumerable<string> Check(JsonElement schema, YamlNode value, string where) =>
        schema.EnumerateObject().Where(keyword => !s_annotations.Contains(keyword.Name)).SelectMany(keyword => Check(keyword, schema, value, where));

    private IEnumerable<string> Check(JsonProperty keyword, JsonElement schema, YamlNode value, string where) => keyword.Name switch
    {
        "$ref" => Check(root.GetProperty("definitions").GetProperty(keyword.Value.GetString()!["#/definitions/".Length..]), value, where),
        "type" => Says(Types(keyword.Value).Any(type => Is(type, value)), $"{where} is '{value}', not {keyword.Value}"),
        "enum" => Says(keyword.Value.EnumerateArray().Any(choice => choice.GetString() == (value as YamlScalarNode)?.Value), $"{where} is '{value}', not one of {keyword.Value}"),
        "anyOf" => Says(keyword.Value.EnumerateArray().Any(choice => !Check(choice, value, where).Any()), $"{where} fits none of the choices"),
        "minimum" => Says(Number(value) is not { } number || number >= keyword.Value.GetDouble(), $"{where} is too small"),
        "maximum" => Says(Number(value) is not { } number || number <= keyword.Value.GetDouble(), $"{where} is too large"),
        "exclusiveMinimum" => Says(Number(value) is not { } number || number > keyword.Value.GetDouble(), $"{where} is too small"),
        "exclusiveMaximum" => Says(Number(value) is not { } number || number < keyword.Value.GetDouble(), $"{where} is too large"),
        "minLength" => Says(value is not YamlScalarNode text || text.Value!.Length >= keyword.Value.GetInt32(), $"{where} is too short"),
        "minItems" => Says(value is not YamlSequenceNode list || list.Children.Count >= keyword.Value.GetInt32(), $"{where} has too few entries"),
        "maxItems" => Says(value is not YamlSequenceNode list || list.Children.Count <= keyword.Value.GetInt32(), $"{where} has too many entries"),
        "items" => value is YamlSequenceNode list ? list.Children.SelectMany((item, i) => Check(keyword.Value, item, $"{where}[{i}]")) : [],
        "required" => value is YamlMappingNode ? keyword.Value.EnumerateArray().Select(name => name.GetString()!).Where(name => !Members(value).ContainsKey(name)).Select(name => $"{where} lacks '{name}'") : [],
        "properties" => Members(value).Where(member => keyword.Value.TryGetProperty(member.Key, out _)).SelectMany(member => Check(keyword.Value.GetProperty(member.Key), member.Value, $"{where}.{member.Key}")),
        "additionalProperties" when keyword.Value.ValueKind == JsonValueKind.False => Members(value).Keys.Where(name => !IsKnown(schema, name)).Select(name => $"{where} has '{name}', which the schema does not know"),
        "additionalProperties" => Members(value).SelectMany(member => Check(keyword.Value, member.Value, $"{where}.{member.Key}")),
        _ => throw new NotSupportedException($"the keyword '{keyword.Name}' at {where}"),
    };

    private static bool IsKnown(JsonElement schema, string name) =>
        schema.GetProperty("properties").TryGetProperty(name, out _)
        || (schema.TryGetProperty("patternProperties", out JsonElement patterns) && patterns.EnumerateObject().Any(pattern => Regex.IsMatch(name, pattern.Name)));

    private static Dictionary<string, YamlNode> Members(YamlNode value) =>
        value is YamlMappingNode mapping ? mapping.Children.ToDictionary(pair => ((YamlScalarNode)pair.Key).Value!, pair => pair.Value) : [];

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(name => name.GetString()!) : [type.GetString()!];

    private static IEnumerable<string> Says(bool holds, string otherwise) => holds ? [] : [otherwise];

    private static bool Is(string type, YamlNode value) => type switch
    {
        "array" => value is YamlSequenceNode,
        "object" => value is YamlMappingNode,
        "null" => Plain(value) is "" or "~" or "null",
        "boolean" => Plain(value) is { } word && (bool.TryParse(word, out _) || word is "yes" or "no" or "on" or "off"),
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && double.IsInteger(number),
        "string" => value is YamlScalarNode && Number(value) is null && !Is("boolean", value) && !Is("null", value),
        _ => throw new NotSupportedException($"the type '{type}'"),
    };

    private static double? Number(YamlNode value) => double.TryParse(Plain(value), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static string? Plain(YamlNode value) => value is YamlScalarNode { Style: ScalarStyle.Plain } scalar ? scalar.Value : null;
}
