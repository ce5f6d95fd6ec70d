using System.Text.Json;
using System.Text.RegularExpressions;
using Wilks.Analysis.Configurations.Reading;

namespace Wilks.Analysis.Tests.Configurations;

/// <summary>The JSON Schema and the reference have the keys and the words that the reader knows, and no others.</summary>
public sealed partial class ConfigurationReferenceTests
{
    private static readonly string s_reference = File.ReadAllText(Path.Combine(ConfigurationText.Repository, "docs", "reference", "analysis-configuration.md"));
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(ConfigurationText.Repository, "docs", "reference", "schemas", "analysis.schema.json"))).RootElement;

    public static TheoryData<string> Tables() => [.. ConfigurationKeys.All.Select(table => table.Name)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_schema_has_the_keys_of_the_reader(string name)
    {
        KeyTable table = ConfigurationKeys.All.Single(table => table.Name == name);
        JsonElement definition = Definition(name);

        string[] required = definition.TryGetProperty("required", out JsonElement list) ? [.. list.EnumerateArray().Select(key => key.GetString()!)] : [];
        string[] keys = [.. definition.GetProperty("properties").EnumerateObject().Select(property => property.Name)];

        Assert.Equal(table.Required.Order(), required.Order());
        Assert.Equal(table.Keys.Concat(table.Old.Select(pair => pair.Key)).Order(), keys.Order());
        Assert.False(definition.GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void The_schema_has_the_words_of_the_reader()
    {
        Assert.All(ConfigurationWords.All, entry =>
        {
            JsonElement property = Definition(entry.Table).GetProperty("properties").GetProperty(entry.Key);
            JsonElement holder = property.TryGetProperty("anyOf", out JsonElement choices) ? choices[0] : property.TryGetProperty("items", out JsonElement items) ? items : property;
            Assert.Equal(entry.Words, holder.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
        });
    }

    [Fact]
    public void The_reference_has_a_table_for_every_kind_of_mapping()
    {
        string[][] tables = [.. KeyTables().Matches(s_reference).Select(match => (string[])[.. Rows().Matches(match.Value).Select(row => row.Groups[1].Value)])];

        Assert.Equal(ConfigurationKeys.All.Select(table => string.Join(' ', table.Keys.Order())), tables.Select(keys => string.Join(' ', keys.Order())));
    }

    [Fact]
    public void The_reference_tells_every_word()
    {
        string text = s_reference + string.Join('\n', s_schema.ToString());

        Assert.All(ConfigurationWords.All.SelectMany(entry => entry.Words), word => Assert.Contains(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_the_reference_has_no_fault()
    {
        string example = Example().Match(s_reference).Groups[1].Value;

        Assert.NotEmpty(example);
        Assert.Empty(ConfigurationText.Findings(example));
        Assert.Empty(new YamlSchemaValidator(s_schema).Validate(example));
    }

    [Fact]
    public void The_schema_accepts_published_configurations()
    {
        IReadOnlyList<string> files = ConfigurationText.Published();

        Assert.All(files, file => Assert.Empty(new YamlSchemaValidator(s_schema).Validate(File.ReadAllText(file))));
    }

    [Fact]
    public void The_schema_accepts_a_configuration_with_every_key()
    {
        // Words are written there in several ways; editors offer one.
        string text = CompleteConfiguration.Text
            .Replace("Dialect: Python", "Dialect: python", StringComparison.Ordinal)
            .Replace("merge_overflow", "merge-overflow", StringComparison.Ordinal)
            .Replace("zero keep integral", "zero-keep-integral", StringComparison.Ordinal)
            .Replace("goodness-of-fit", "goodness_of_fit", StringComparison.Ordinal)
            .Replace("OverlayFiles: []", "OverlayFiles: [a.yml]", StringComparison.Ordinal);

        Assert.Empty(new YamlSchemaValidator(s_schema).Validate(text));
        Assert.All(ConfigurationKeys.All.SelectMany(table => table.Keys), key => Assert.Matches($@"\b{key}:", text));
    }

    [Fact]
    public void The_schema_refuses_what_the_reader_refuses()
    {
        var validator = new YamlSchemaValidator(s_schema);

        Assert.NotEmpty(validator.Validate(ConfigurationText.With("POI: mu", "Poi: mu")));
        Assert.NotEmpty(validator.Validate(ConfigurationText.With("Type: Normalization", "Type: Normalisation")));
        Assert.NotEmpty(validator.Validate(ConfigurationText.With("Measurement: m", "Measurement: 1")));
        Assert.NotEmpty(validator.Validate(ConfigurationText.With("Binning: [0, 1, 2]", "Binning: [0]")));
        Assert.Empty(validator.Validate(ConfigurationText.Minimal));
    }

    private static JsonElement Definition(string name) => name == ConfigurationKeys.Analysis.Name ? s_schema : s_schema.GetProperty("definitions").GetProperty(name);

    [GeneratedRegex(@"^\| key \|.*\n(\|.*\n)+", RegexOptions.Multiline)]
    private static partial Regex KeyTables();

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
