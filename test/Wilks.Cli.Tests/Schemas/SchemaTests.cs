using System.Text.Json;

namespace Wilks.Cli.Tests.Schemas;

/// <summary>What the verbs print is what their schemas in docs/reference/schemas promise.</summary>
public sealed class SchemaTests
{
    [Theory]
    [InlineData("predict several_channels.json")]
    [InlineData("predict several_channels.json --prefit")]
    [InlineData("predict several_channels.json --blind-channel signal* --mask-channel signal*")]
    [InlineData("predict staterror.json --fix mu=0")]
    [InlineData("gof several_channels.json")]
    [InlineData("gof several_channels.json --toys 20 --mask-channel signal*")]
    [InlineData("gof two_bins.json --data asimov")]
    [InlineData("interval two_bins.json")]
    [InlineData("interval two_bins.json --method hesse")]
    [InlineData("interval two_bins.json --method feldman-cousins --toys 50")]
    [InlineData("scan normsys_histosys.json --parameter mu=0:1:2 --parameter efficiency=-1:1:3")]
    [InlineData("contour normsys_histosys.json --parameter mu --parameter efficiency --points 6")]
    [InlineData("contour normsys_histosys.json --parameter mu --parameter efficiency --method feldman-cousins --toys 20 --grid-points 3")]
    [InlineData("impacts normsys_histosys.json --group all=*")]
    [InlineData("toys two_bins.json --toys 50")]
    [InlineData("toys two_bins.json --toys 50 --test-stat q0")]
    public void A_document_is_valid(string command)
    {
        string[] words = command.Split(' ');
        CommandRun run = CommandRun.Of([words[0], Repository.File("examples", words[1]), .. words[2..], "--json", "-q"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(Offences(words[0], run.Output));
    }

    [Fact]
    public void The_goodness_of_fit_of_a_fit_has_the_keys_of_the_verb()
    {
        string example = Repository.File("examples", "several_channels.json");
        using JsonDocument fit = JsonDocument.Parse(CommandRun.Of("fit", example, "--goodness-of-fit", "--json").Output);
        using JsonDocument verb = JsonDocument.Parse(CommandRun.Of("gof", example, "--json").Output);

        string[] missing = [.. Offences("gof", fit.RootElement.GetProperty("goodness_of_fit").GetRawText())];

        Assert.Equal(["$ lacks 'status'", "$ lacks 'status_message'"], missing);
        Assert.Equal(verb.RootElement.GetProperty("p_value").GetDouble(), fit.RootElement.GetProperty("goodness_of_fit").GetProperty("p_value").GetDouble());
    }

    [Theory]
    [InlineData("""{"a":1}""", "lacks 'b'")]
    [InlineData("""{"a":1,"b":"x"}""", "$.b is String")]
    [InlineData("""{"a":1,"b":null,"c":1}""", "has 'c'")]
    [InlineData("""{"a":1.5,"b":1}""", "$.a is Number")]
    [InlineData("""{"a":3,"b":1}""", "$.a is 3, not one of")]
    public void The_validator_sees_what_is_wrong(string document, string offence)
    {
        const string schema = """{"type":"object","properties":{"a":{"type":"integer","enum":[1,2]},"b":{"type":["number","null"]}},"required":["a","b"],"additionalProperties":false}""";
        using JsonDocument parsedSchema = JsonDocument.Parse(schema), parsed = JsonDocument.Parse(document);

        Assert.Contains(JsonSchemaValidator.Offences(parsedSchema.RootElement, parsed.RootElement), found => found.Contains(offence, StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Offences(string verb, string text)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(Repository.File("docs", "reference", "schemas", verb + ".schema.json")));
        using JsonDocument document = JsonDocument.Parse(text);
        return JsonSchemaValidator.Offences(schema.RootElement, document.RootElement);
    }
}
