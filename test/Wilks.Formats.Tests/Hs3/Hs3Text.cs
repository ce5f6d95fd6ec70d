using System.Text;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.Hs3;

/// <summary>Writes, reads and compares workspaces for tests of HS3.</summary>
internal static class Hs3Text
{
    /// <summary>The tree of a workspace written as HS3.</summary>
    internal static JsonObject Written(Workspace workspace, Hs3WriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        Hs3Writer.Write(workspace, stream, options);
        return (JsonObject)JsonParser.Parse(new JsonSource(Findings.Name, stream.ToArray()));
    }

    /// <summary>The tree of a workspace written as pyhf's JSON.</summary>
    internal static IJsonNode AsPyhf(Workspace workspace)
    {
        using var stream = new MemoryStream();
        PyhfWriter.Write(workspace, stream);
        return JsonParser.Parse(new JsonSource("pyhf.json", stream.ToArray()));
    }

    /// <summary>A document without what only this program reads, so that HS3 alone must say everything.</summary>
    internal static JsonObject WithoutMisc(JsonObject tree) => JsonText.Object(tree.Members.Where(m => m.Name != "misc").Select(m => (m.Name, (IJsonNode?)m.Value)));

    /// <summary>Everything that reading a document finds.</summary>
    internal static IReadOnlyList<Diagnostic> Found(string json, string? likelihood = null) =>
        Findings.Of(() => Hs3Reader.Decode(JsonFile.Parse(Encoding.UTF8.GetBytes(json), Findings.Name), likelihood).Diagnostics);

    /// <summary>A document that must be readable.</summary>
    internal static Workspace Read(string json, string? likelihood = null) => Hs3Reader.Decode(Findings.Tree(json), likelihood).Workspace;

    /// <summary>A point of parameters by name: the start of a model, moved a little, within the bounds.</summary>
    internal static Dictionary<string, double> RandomPoint(Model model, Random random) => model.Parameters.ToDictionary(p => p.Name, p =>
    {
        double moved = p.Fixed ? p.Init : p.Init + ((random.NextDouble() - 0.5) * 0.4 * Math.Max(0.5, Math.Abs(p.Init)));
        return Math.Clamp(moved, Math.Min(p.Lower, p.Init), Math.Max(p.Upper, p.Init));
    }, StringComparer.Ordinal);

    /// <summary>NLL of a model with its observed data.</summary>
    internal static double TwiceNll(Model model, IReadOnlyDictionary<string, double> point) =>
        model.With(model.ObservedData).CreateEvaluator().TwiceNll([.. model.Parameters.Select(p => point.TryGetValue(p.Name, out double value) ? value : p.Init)]);
}
