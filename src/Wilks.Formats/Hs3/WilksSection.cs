using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>The section <c>misc.wilks</c>: what HS3 has no place for, and how pyhf would spell what it has. It is believed only while the rest of the document is what it was written with.</summary>
internal sealed class WilksSection
{
    private const string Member = "wilks";
    private readonly Hs3Objects _objects;
    private readonly JsonObject _node;

    private WilksSection(Hs3Objects objects, JsonObject node)
    {
        _objects = objects;
        _node = node;
    }

    /// <summary>The section of a document, if there is one and it still belongs to the rest.</summary>
    internal static WilksSection? Find(Hs3Objects objects)
    {
        if (objects.Root.Find("misc") is not JsonObject misc || misc.Find(Member) is not { } found) return null;
        if (found is not JsonObject node)
        {
            objects.Shape.WrongKind(found, "'misc.wilks'", "an object");
            return null;
        }

        if (node.Find("digest") is JsonString digest && digest.Value == Hs3Digest.Of(objects.Root)) return new WilksSection(objects, node);

        objects.Shape.Findings.Warning("WK631", node.Location, "the document was changed after 'misc.wilks' was written; that section is not used.", "Remove it, or convert the workspace again.");
        return null;
    }

    /// <summary>A document with the section in it.</summary>
    internal static JsonObject Attach(JsonObject tree, Workspace workspace, Dictionary<string, string> distNames, IReadOnlyList<(NamedDataset Dataset, string? Likelihood)> datasets, Hs3WriterOptions options)
    {
        JsonObject section = JsonText.Object(
            ("digest", JsonText.Text(Hs3Digest.Of(tree))),
            ("channels", Renamed(distNames)),
            ("without_axes", Without(workspace, distNames)),
            ("lumi", workspace.Channels.SelectMany(c => c.Samples).SelectMany(s => s.Modifiers).Any(m => m is Lumi) ? JsonText.Flag(true) : null),
            ("observations", JsonText.List(workspace.Observations.Select(o => Observed(o, distNames)))),
            ("datasets", datasets.Count == 0 ? null : JsonText.List(datasets.Select(d => Dataset(d.Dataset, d.Likelihood)))),
            ("measurements", JsonText.List(workspace.Measurements.Select(SettingCodec.Write))),
            ("overlay", workspace.Overlay is { } overlay ? OverlayWriter.Tree(overlay) : null));
        JsonObject? origin = (options.Origin as JsonObject)?.Find("misc") as JsonObject;
        JsonObject misc = JsonText.Object([.. (origin?.Members ?? []).Where(m => m.Name != Member).Select(m => (m.Name, (IJsonNode?)m.Value)), (Member, section)]);
        return JsonText.Object([.. tree.Members.Where(m => m.Name != "misc").Select(m => (m.Name, (IJsonNode?)m.Value)), ("misc", misc)]);
    }

    /// <summary>The workspace that was written.</summary>
    /// <param name="bare">The channels, as HS3 says them.</param>
    /// <param name="wanted">The analysis to keep; null keeps all.</param>
    internal Workspace? Restore(Workspace bare, string? wanted)
    {
        ShapeReader shape = _objects.Shape;
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        foreach (JsonMember member in (_node.Find("channels") as JsonObject)?.Members ?? []) renamed[member.Name] = shape.Text(member.Value, "a name of a channel");
        string NameOf(string dist) => renamed.GetValueOrDefault(dist, dist);
        HashSet<string> without = [.. _objects.Names(_node.Find("without_axes"), "'without_axes'").Select(entry => entry.Name)];
        bool hasLumi = _node.Find("lumi") is JsonBoolean { Value: true };
        IModifier Turn(IModifier m) => hasLumi && m is NormFactor { Name: Lumi.TypeName } ? new Lumi(Lumi.TypeName) { Location = m.Location } : m;
        Channel Turned(Channel c) => c with
        {
            Name = NameOf(c.Name),
            Axes = without.Contains(c.Name) ? [] : c.Axes,
            Samples = [.. c.Samples.Select(s => s with { Modifiers = [.. s.Modifiers.Select(Turn)] })],
        };
        Observation Named(Observation o) => o with { Name = NameOf(o.Name) };
        ImmutableArray<Measurement> measurements = [.. shape.Items(_node.Find("measurements"), "'measurements'").Select(m => SettingCodec.Read(m, shape))];
        if (wanted is not null && measurements.Any(m => m.Name == wanted)) measurements = [.. measurements.Where(m => m.Name == wanted)];
        Workspace restored = bare with
        {
            Channels = [.. bare.Channels.Select(Turned)],
            Observations = Observations([.. bare.Observations.Select(Named)]),
            Datasets = Datasets([.. bare.Datasets.Select(d => d with { Observations = [.. (d.Observations ?? []).Select(Named)] })]),
            Measurements = measurements,
            Overlay = _node.Find("overlay") is { } overlay ? new OverlayDecoder(shape.Findings).Decode(overlay) : null,
        };
        return shape.Findings.HasErrors ? null : restored;
    }

    private static JsonObject? Renamed(Dictionary<string, string> distNames)
    {
        var changed = distNames.Where(pair => pair.Key != pair.Value).ToArray();
        return changed.Length == 0 ? null : JsonText.Object(changed.Select(pair => (pair.Value, (IJsonNode?)JsonText.Text(pair.Key))));
    }

    private static JsonArray? Without(Workspace workspace, Dictionary<string, string> distNames)
    {
        string[] names = [.. workspace.Channels.Where(c => !ChannelEncoder.CanWrite(c)).Select(c => distNames[c.Name])];
        return names.Length == 0 ? null : JsonText.Texts(names);
    }

    /// <summary>The name of an observation; one that no channel has comes with its counts, as HS3 data without a distribution would mean nothing.</summary>
    private static IJsonNode Observed(Observation observation, Dictionary<string, string> distNames) => distNames.ContainsKey(observation.Name)
        ? JsonText.Text(observation.Name)
        : JsonText.Object(("name", JsonText.Text(observation.Name)), ("data", JsonText.Numbers(observation.Data)));

    private static JsonObject Dataset(NamedDataset dataset, string? likelihood) => JsonText.Object(
        ("name", JsonText.Text(dataset.Name)),
        ("likelihood", likelihood is null ? null : JsonText.Text(likelihood)),
        ("observations", likelihood is null && dataset.Observations is { } own ? JsonText.List(own.Select(o => JsonText.Object(("name", JsonText.Text(o.Name)), ("data", JsonText.Numbers(o.Data))))) : null),
        ("at", dataset.At.IsEmpty ? null : JsonText.Object(dataset.At.Select(pair => (pair.Key, (IJsonNode?)JsonText.Number(pair.Value))))));

    private ImmutableArray<Observation> Observations(ImmutableArray<Observation> read)
    {
        if (_node.Find("observations") is not { } list) return read;

        var result = ImmutableArray.CreateBuilder<Observation>();
        foreach (IJsonNode item in _objects.Shape.Items(list, "'observations'"))
        {
            if (item is JsonObject o) result.Add(Counts(o));
            else if (read.FirstOrDefault(known => known.Name == (item as JsonString)?.Value) is { } found) result.Add(found);
        }

        return result.DrainToImmutable();
    }

    private Observation Counts(JsonObject o) =>
        new(_objects.Shape.Text(o.Find("name"), "the observation's name"), _objects.Shape.Numbers(o.Find("data"), "the observed data")) { Location = o.Location };

    private ImmutableArray<NamedDataset> Datasets(ImmutableArray<NamedDataset> read)
    {
        ShapeReader shape = _objects.Shape;
        var result = ImmutableArray.CreateBuilder<NamedDataset>();
        foreach (JsonObject o in shape.Items(_node.Find("datasets"), "'datasets'", mayBeEmpty: true).OfType<JsonObject>())
        {
            string name = shape.Text(o.Find("name"), "the name of a data set");
            ImmutableArray<Observation>? own = o.Find("observations") is { } list ? [.. shape.Items(list, "'observations'", mayBeEmpty: true).OfType<JsonObject>().Select(Counts)] : null;
            if (o.Find("likelihood") is JsonString likelihood)
            {
                // The one whose counts are read as the observed ones is no data set beside them.
                if (read.FirstOrDefault(d => d.Name == likelihood.Value) is not { } counted) continue;
                own = counted.Observations;
            }

            result.Add(new NamedDataset(name)
            {
                Observations = own,
                At = [.. ((o.Find("at") as JsonObject)?.Members ?? []).Select(m => KeyValuePair.Create(m.Name, shape.Number(m.Value, "a value")))],
                Location = o.Location,
            });
        }

        return result.DrainToImmutable();
    }
}
