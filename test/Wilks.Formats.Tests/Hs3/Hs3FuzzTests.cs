using System.Text;
using System.Text.Json.Nodes;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Workspaces;
using JsonArray = System.Text.Json.Nodes.JsonArray;
using JsonObject = System.Text.Json.Nodes.JsonObject;

namespace Wilks.Formats.Tests.Hs3;

public sealed class Hs3FuzzTests
{
    private const int Mutations = 20_000;

    /// <summary>Fewer refusals than this would mean that the mutations don't break anything.</summary>
    private const int LeastRefused = 5_000;

    private static readonly string[] s_texts = ["", "mu", "SR", "alpha", "st_0", "L", "obs", "Gauss", "Poisson", "product_dist", "shapesys", "histfactory_dist", "normsys", "a[0]", "lim", "lumi", "nowhere", "log(mu)"];

    [Fact]
    public void A_changed_document_is_read_or_refused_and_nothing_else_happens()
    {
        JsonNode full = JsonNode.Parse(Written(withMisc: true))!;
        string[] sources = [Hs3Documents.Small, Written(withMisc: false), full.ToJsonString()];
        int refused = 0;
        for (int seed = 0; seed < Mutations; seed++)
        {
            // What misc.wilks holds is only read while the rest is as it was written: there only the section is changed.
            string source = sources[seed % sources.Length];
            byte[] bytes = Mutated(source, source.Contains("\"misc\"", StringComparison.Ordinal) ? "misc" : null, new Random(seed));
            try
            {
                Hs3Reader.Decode(JsonFile.Parse(bytes, Findings.Name));
            }
            catch (WorkspaceException)
            {
                refused++;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"seed {seed}: {exception}\n{Encoding.UTF8.GetString(bytes)}");
            }
        }

        Assert.InRange(refused, LeastRefused, Mutations - 1);
    }

    private static string Written(bool withMisc)
    {
        using var stream = new MemoryStream();
        var tree = Hs3Text.Written(PyhfRoundTripTests.Sample() with { Overlay = new Overlay { Parameters = [new ParameterChange("mu") { Label = "strength", Constraint = new GaussianSetting(1, 1) }], Groups = [new ParameterGroup("G", ["a"])] }, Datasets = [new NamedDataset("D") { At = [KeyValuePair.Create("mu", 1.0)] }] });
        JsonText.Write(withMisc ? tree : Hs3Text.WithoutMisc(tree), stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>The document with one to three values removed, repeated or replaced.</summary>
    private static byte[] Mutated(string json, string? member, Random random)
    {
        JsonNode root = JsonNode.Parse(json)!;
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
        {
            JsonNode[] nodes = [.. Below(member is null ? root : root[member]!)];
            if (nodes.Length == 0) break;
            JsonNode chosen = nodes[random.Next(nodes.Length)];
            switch (chosen.Parent)
            {
                case JsonObject o:
                    string name = chosen.GetPropertyName();
                    if (random.Next(3) == 0) o.Remove(name);
                    else o[name] = Other(chosen, nodes, random);
                    break;
                case JsonArray a:
                    int index = chosen.GetElementIndex();
                    if (random.Next(4) == 0) a.RemoveAt(index);
                    else if (random.Next(3) == 0) a.Insert(index, chosen.DeepClone());
                    else a[index] = Other(chosen, nodes, random);
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonNode? Other(JsonNode chosen, JsonNode[] nodes, Random random) => random.Next(6) switch
    {
        0 => null,
        1 => JsonValue.Create(s_texts[random.Next(s_texts.Length)]),
        2 => JsonValue.Create((random.NextDouble() - 0.4) * Math.Pow(10, random.Next(-3, 9))),
        3 => nodes[random.Next(nodes.Length)].DeepClone(),
        4 => chosen is JsonValue ? new JsonArray(chosen.DeepClone()) : JsonValue.Create(true),
        _ => JsonValue.Create(s_texts[random.Next(s_texts.Length)]),
    };

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject o => o.Select(pair => pair.Value),
            JsonArray a => a,
            _ => [],
        };
        foreach (JsonNode child in children.OfType<JsonNode>())
        {
            yield return child;
            foreach (JsonNode inner in Below(child)) yield return inner;
        }
    }
}
