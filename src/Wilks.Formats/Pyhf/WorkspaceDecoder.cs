using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Turns the JSON of a pyhf workspace into records. When errors were reported the result is incomplete and must not be used.</summary>
internal sealed class WorkspaceDecoder
{
    /// <summary>The one version of the schema that is read and written.</summary>
    internal const string Version = "1.0.0";

    private static readonly string[] s_workspaceMembers = ["channels", "measurements", "observations", "version"];
    private static readonly string[] s_channelMembers = ["name", "samples"];
    private static readonly string[] s_sampleMembers = ["name", "data", "modifiers"];
    private static readonly string[] s_observationMembers = ["name", "data"];

    private readonly ShapeReader _shape;
    private readonly ModifierDecoder _modifiers;
    private readonly MeasurementDecoder _measurements;

    internal WorkspaceDecoder(DiagnosticCollector findings)
    {
        _shape = new ShapeReader(findings);
        _modifiers = new ModifierDecoder(_shape);
        _measurements = new MeasurementDecoder(_shape);
    }

    internal Workspace Decode(IJsonNode root)
    {
        JsonObject? o = OtherFormat(root) is { } other ? Refuse(root, other) : _shape.Object(root, "the workspace", s_workspaceMembers);
        if (o?.Find("version") is { } version) CheckVersion(version);

        return new Workspace
        {
            Channels = Each(o?.Find("channels"), "'channels'", ReadChannel),
            Measurements = Each(o?.Find("measurements"), "'measurements'", _measurements.Read),
            Observations = Each(o?.Find("observations"), "'observations'", ReadObservation),
            Location = root.Location,
        };
    }

    /// <summary>What a document is that is not meant as a workspace at all, so that it gets one clear message.</summary>
    private static string? OtherFormat(IJsonNode root) => root switch
    {
        JsonArray a when a.Items is [JsonObject first, ..] && first.Find("op") is not null => "a JSON patch; give it with --patch, beside the workspace that it changes",
        JsonObject o when o.Find("patches") is not null => "a patch set, a collection of patches for a workspace",
        JsonObject o when o.Find("distributions") is not null || o.Find("likelihoods") is not null => "an HS3 document",
        _ => null,
    };

    private JsonObject? Refuse(IJsonNode root, string found)
    {
        _shape.Findings.Error("WK110", root.Location, $"this is {found}; expected a pyhf workspace.", "Give the file that has 'channels', 'observations' and 'measurements'.");
        return null;
    }

    private void CheckVersion(IJsonNode version)
    {
        if (version is JsonString { Value: Version }) return;

        string found = version is JsonString text ? $"'{text.Value}'" : version.Kind;
        _shape.Findings.Error("WK105", version.Location, $"the version is {found}; expected \"{Version}\".", "Only this version of the pyhf schema is read.");
    }

    private Channel ReadChannel(IJsonNode node)
    {
        JsonObject? o = _shape.Object(node, "the channel", s_channelMembers);
        string name = _shape.Text(o?.Find("name"), "the channel's name");
        return new Channel(name, Each(o?.Find("samples"), "'samples'", ReadSample)) { Location = node.Location };
    }

    private Sample ReadSample(IJsonNode node)
    {
        JsonObject? o = _shape.Object(node, "the sample", s_sampleMembers);
        string name = _shape.Text(o?.Find("name"), "the sample's name");
        ImmutableArray<double> data = _shape.Numbers(o?.Find("data"), "the sample's data");
        return new Sample(name, data, ReadModifiers(o?.Find("modifiers"))) { Location = node.Location };
    }

    private ImmutableArray<IModifier> ReadModifiers(IJsonNode? node)
    {
        ImmutableArray<IJsonNode> items = _shape.Items(node, "'modifiers'", mayBeEmpty: true);
        var modifiers = ImmutableArray.CreateBuilder<IModifier>(items.Length);
        foreach (IJsonNode item in items)
        {
            if (_modifiers.Read(item) is { } modifier) modifiers.Add(modifier);
        }

        return modifiers.DrainToImmutable();
    }

    private Observation ReadObservation(IJsonNode node)
    {
        JsonObject? o = _shape.Object(node, "the observation", s_observationMembers);
        string name = _shape.Text(o?.Find("name"), "the observation's name");
        return new Observation(name, _shape.Numbers(o?.Find("data"), "the observed data")) { Location = node.Location };
    }

    private ImmutableArray<T> Each<T>(IJsonNode? node, string what, Func<IJsonNode, T> read)
    {
        ImmutableArray<IJsonNode> items = _shape.Items(node, what);
        var result = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (IJsonNode item in items) result.Add(read(item));
        return result.MoveToImmutable();
    }
}
