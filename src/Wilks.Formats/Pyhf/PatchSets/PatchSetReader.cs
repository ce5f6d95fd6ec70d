using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Reads patch sets (pyhf's schema 1.0.0), strictly, telling every problem at once. Thread-safe.</summary>
public static partial class PatchSetReader
{
    private static readonly string[] s_members = ["patches", "metadata", "version"];
    private static readonly string[] s_metadata = ["references", "digests", "labels", "description"];
    private static readonly string[] s_patchMembers = ["metadata", "patch"];
    private static readonly string[] s_patchMetadata = ["name", "values"];

    /// <summary>Reads a file, plain or gzip, or standard input (<c>-</c>).</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static PatchSet Read(string path) => Decode(JsonFile.Read(path));

    /// <summary>Decodes a document that was read before.</summary>
    /// <param name="tree">The document.</param>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static PatchSet Decode(IJsonNode tree)
    {
        var findings = new DiagnosticCollector();
        PatchSet? set = Decode(tree, new ShapeReader(findings));
        findings.ThrowIfErrors();
        return set!;
    }

    private static PatchSet? Decode(IJsonNode tree, ShapeReader shape)
    {
        if (NotASet(tree) is { } other)
        {
            shape.Findings.Error("WK330", tree.Location, $"this is {other}; expected a patch set.", "Give the file that has 'patches' and 'metadata'.");
            return null;
        }

        if (shape.Object(tree, "the patch set", s_members) is not { } o) return null;
        if (o.Find("version") is { } version and not JsonString { Value: WorkspaceDecoder.Version })
        {
            shape.Findings.Error("WK105", version.Location, $"the version is {(version is JsonString text ? $"'{text.Value}'" : version.Kind)}; expected \"{WorkspaceDecoder.Version}\".", "Only this version of the patch-set schema is read.");
        }

        JsonObject? metadata = ObjectOf(o.Find("metadata"), "the metadata of the patch set", s_metadata, shape);
        ImmutableArray<string> labels = Labels(metadata?.Find("labels"), shape);
        ImmutableArray<SignalPatch> patches = Patches(o.Find("patches"), labels.Length, shape);
        if (metadata is null) return null;

        return new PatchSet
        {
            Description = shape.Text(metadata.Find("description"), "'description'"),
            References = Texts(metadata.Find("references"), "'references'", ["hepdata"], HepDataRecord(), "a HEPData record such as ins1748602", shape),
            Digests = Digests(metadata.Find("digests"), shape),
            Labels = labels,
            Patches = patches,
            Metadata = metadata,
            Location = tree.Location,
        };
    }

    private static string? NotASet(IJsonNode tree) => tree switch
    {
        JsonArray a when a.Items is [JsonObject first, ..] && first.Find("op") is not null => "a single JSON patch",
        JsonObject o when o.Find("patches") is null && o.Find("channels") is not null => "a workspace",
        _ => null,
    };

    /// <summary>An object that has some members and may have others.</summary>
    private static JsonObject? ObjectOf(IJsonNode? node, string what, ReadOnlySpan<string> required, ShapeReader shape)
    {
        if (node is null) return null;
        if (node is not JsonObject o)
        {
            shape.WrongKind(node, what, "an object");
            return null;
        }

        shape.RequireMembers(o, what, required);
        return o;
    }

    private static ImmutableArray<string> Labels(IJsonNode? node, ShapeReader shape)
    {
        List<string> labels = [];
        foreach (IJsonNode item in shape.Items(node, "'labels'"))
        {
            string label = shape.Text(item, "a label");
            if (item is JsonString && !Word().IsMatch(label)) WrongPattern(item, "the label", label, "letters, digits and _", shape);
            labels.Add(label);
        }

        return [.. labels];
    }

    private static ImmutableArray<KeyValuePair<string, string>> Digests(IJsonNode? node, ShapeReader shape)
    {
        ImmutableArray<KeyValuePair<string, string>> digests = Texts(node, "'digests'", ["md5", "sha256"], null, "", shape);
        foreach ((string algorithm, string digest) in digests)
        {
            bool isFine = algorithm == "md5" ? Md5().IsMatch(digest) : Sha256().IsMatch(digest);
            if (!isFine) WrongPattern(((JsonObject)node!).Find(algorithm)!, $"the {algorithm} digest", digest, algorithm == "md5" ? "32 hexadecimal digits" : "64 hexadecimal digits", shape);
        }

        return digests;
    }

    private static ImmutableArray<KeyValuePair<string, string>> Texts(IJsonNode? node, string what, string[] known, Regex? pattern, string expected, ShapeReader shape)
    {
        if (node is null || shape.Object(node, what, [], known) is not { } o) return [];

        if (o.Members.IsEmpty) shape.Findings.Error("WK104", o.Location, $"{what} is empty; expected at least one of {string.Join(", ", known)}.", "Give one.");
        List<KeyValuePair<string, string>> texts = [];
        foreach (JsonMember member in o.Members.Where(member => known.Contains(member.Name)))
        {
            string text = shape.Text(member.Value, $"'{member.Name}' of {what}");
            if (pattern is not null && member.Value is JsonString && !pattern.IsMatch(text)) WrongPattern(member.Value, $"'{member.Name}' of {what}", text, expected, shape);
            texts.Add(new KeyValuePair<string, string>(member.Name, text));
        }

        return [.. texts];
    }

    private static ImmutableArray<SignalPatch> Patches(IJsonNode? node, int valueCount, ShapeReader shape)
    {
        List<SignalPatch> patches = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var points = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (IJsonNode item in shape.Items(node, "'patches'"))
        {
            if (Patch(item, shape) is not { } patch) continue;

            IJsonNode place = patch.Metadata.Find("name")!;
            if (!names.Add(patch.Name)) shape.Findings.Error("WK333", place.Location, $"the name '{patch.Name}' is given to several patches.", "Give each patch its own name.");
            string point = string.Join('\n', patch.Values.Select(value => value.Number is { } number ? number.ToString("R", System.Globalization.CultureInfo.InvariantCulture) : $"'{value}"));
            if (!points.TryAdd(point, patch.Name)) shape.Findings.Error("WK333", place.Location, $"patch '{patch.Name}' has the values of patch '{points[point]}'.", "Give each patch its own point.");
            if (valueCount > 0 && patch.Values.Length != valueCount)
            {
                shape.Findings.Error("WK334", place.Location, $"patch '{patch.Name}' has {patch.Values.Length} values; the set has {valueCount} labels.", "Give one value per label.");
            }

            patches.Add(patch);
        }

        return [.. patches];
    }

    private static SignalPatch? Patch(IJsonNode item, ShapeReader shape)
    {
        if (shape.Object(item, "a patch of the set", s_patchMembers) is not { } o) return null;
        JsonObject? metadata = ObjectOf(o.Find("metadata"), "the metadata of a patch", s_patchMetadata, shape);
        IJsonNode? operations = o.Find("patch");
        if (operations is not null and not JsonArray) shape.WrongKind(operations, "'patch' of a patch", "a list of operations");
        if (metadata?.Find("name") is not { } nameNode || metadata.Find("values") is not { } valuesNode || operations is not JsonArray) return null;

        string name = shape.Text(nameNode, "the name of a patch");
        if (nameNode is JsonString && !Word().IsMatch(name)) WrongPattern(nameNode, "the name of the patch", name, "letters, digits and _", shape);
        List<PatchValue> values = [];
        foreach (IJsonNode value in shape.Items(valuesNode, $"'values' of patch '{name}'", mayBeEmpty: true))
        {
            if (value is JsonNumber number) values.Add(new PatchValue(number));
            else if (value is JsonString text) values.Add(new PatchValue(text.Value));
            else
            {
                shape.WrongKind(value, $"a value of patch '{name}'", "a number or a text");
                values.Add(new PatchValue(""));
            }
        }

        return new SignalPatch(name, [.. values], operations, metadata);
    }

    private static void WrongPattern(IJsonNode node, string what, string found, string expected, ShapeReader shape)
        => shape.Findings.Error("WK335", node.Location, $"{what} is '{found}'; expected {expected}.", "Correct it.");

    [GeneratedRegex("^[a-zA-Z0-9_]+\\z")]
    private static partial Regex Word();

    [GeneratedRegex("^ins[0-9]{7}\\z")]
    private static partial Regex HepDataRecord();

    [GeneratedRegex("^[a-f0-9]{32}\\z")]
    private static partial Regex Md5();

    [GeneratedRegex("^[a-fA-F0-9]{64}\\z")]
    private static partial Regex Sha256();
}
