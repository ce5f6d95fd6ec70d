using System.Text.Json;

namespace Wilks.Formats.Tests.Overlays;

/// <summary>The JSON Schema for editors and the reference name the keys that the reader knows.</summary>
public sealed class OverlaySchemaTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "reference", "schemas", "overlay.schema.json"))).RootElement;

    /// <summary>What the reader takes where the schema has an object, and an unknown key in it.</summary>
    public static TheoryData<string, string> Objects() => new()
    {
        { "", "{\"?\": 1}" },
        { "labels", "{\"labels\": {\"?\": 1}}" },
        { "settings", "{\"new\": {\"a\": {\"?\": 1}}}" },
        { "correlated", "{\"constraints\": [{\"?\": 1}]}" },
        { "gaussian", "{\"new\": {\"a\": {\"constraint\": {\"type\": \"gaussian\", \"?\": 1}}}}" },
        { "log_normal", "{\"new\": {\"a\": {\"constraint\": {\"type\": \"log_normal\", \"?\": 1}}}}" },
        { "gamma", "{\"new\": {\"a\": {\"constraint\": {\"type\": \"gamma\", \"?\": 1}}}}" },
        { "poisson", "{\"new\": {\"a\": {\"constraint\": {\"type\": \"poisson\", \"?\": 1}}}}" },
        { "uniform", "{\"new\": {\"a\": {\"constraint\": {\"type\": \"uniform\", \"?\": 1}}}}" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void The_reader_knows_a_key_exactly_when_the_schema_does(string kind, string text)
    {
        string[] all = [.. KindsOf().SelectMany(entry => entry.Keys).Distinct()];
        string[] inSchema = [.. KindsOf().Where(entry => entry.Kind == kind).SelectMany(entry => entry.Keys).Where(key => key != "type" || kind.Length == 0).Distinct().Order(StringComparer.Ordinal)];

        string[] known = [.. all.Where(key => key != "type" && IsKnown(text, key)).Order(StringComparer.Ordinal)];

        Assert.NotEmpty(inSchema);
        Assert.Equal(inSchema, known);
    }

    [Fact]
    public void The_reference_explains_every_key()
    {
        string reference = File.ReadAllText(Path.Combine(TestFolders.Repository, "docs", "reference", "overlay.md"));

        Assert.All(KindsOf().SelectMany(entry => entry.Keys).Distinct(), key => Assert.Contains($"`{key}`", reference, StringComparison.Ordinal));
    }

    private static bool IsKnown(string text, string key) =>
        !OverlayText.Findings(text.Replace("?", key, StringComparison.Ordinal), "o.json").Any(d => d.Code == "WK102");

    /// <summary>The keys of the objects of the schema; constraint terms go by their types, of which one object may have two.</summary>
    private static List<(string Kind, string[] Keys)> KindsOf()
    {
        JsonElement definitions = s_schema.GetProperty("$defs"), top = s_schema.GetProperty("properties");
        List<(string, string[])> kinds = [("", Keys(s_schema)), ("labels", Keys(top.GetProperty("labels"))), ("settings", Keys(definitions.GetProperty("settings"))), ("correlated", Keys(definitions.GetProperty("correlated")))];
        foreach (JsonElement term in definitions.GetProperty("constraint").GetProperty("oneOf").EnumerateArray())
        {
            if (!term.TryGetProperty("properties", out JsonElement properties)) continue;

            JsonElement type = properties.GetProperty("type");
            string[] names = type.TryGetProperty("const", out JsonElement one) ? [one.GetString()!] : [.. type.GetProperty("enum").EnumerateArray().Select(e => e.GetString()!)];
            kinds.AddRange(names.Select(name => (name, Keys(term))));
        }

        return kinds;
    }

    private static string[] Keys(JsonElement owner) => [.. owner.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
}
