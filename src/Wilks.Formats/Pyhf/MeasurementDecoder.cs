using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Turns the JSON of a measurement into its record.</summary>
internal sealed class MeasurementDecoder(ShapeReader shape)
{
    private static readonly string[] s_measurementMembers = ["name", "config"];
    private static readonly string[] s_configMembers = ["poi", "parameters"];
    private static readonly string[] s_settingRequired = ["name"];
    private static readonly string[] s_settingOptional = ["inits", "bounds", "auxdata", "factors", "sigmas", "fixed"];

    internal Measurement Read(IJsonNode node)
    {
        JsonObject? o = shape.Object(node, "the measurement", s_measurementMembers);
        string name = shape.Text(o?.Find("name"), "the measurement's name");
        JsonObject? config = o?.Find("config") is { } value ? shape.Object(value, "'config'", s_configMembers) : null;
        string poi = shape.Text(config?.Find("poi"), "'poi'");
        ImmutableArray<IJsonNode> settings = shape.Items(config?.Find("parameters"), "'parameters'", mayBeEmpty: true);

        // pyhf spells "no parameter of interest" as an empty name.
        ImmutableArray<string> pois = poi.Length == 0 ? [] : [poi];
        return new Measurement(name, pois, [.. settings.Select(ReadSetting)]) { Location = node.Location };
    }

    private ParameterSetting ReadSetting(IJsonNode node)
    {
        JsonObject? o = shape.Object(node, "the parameter setting", s_settingRequired, s_settingOptional);
        return new ParameterSetting(shape.Text(o?.Find("name"), "the parameter's name"))
        {
            Inits = Values(o, "inits"),
            Bounds = ReadBounds(o?.Find("bounds")),
            AuxData = Values(o, "auxdata"),
            Factors = Values(o, "factors"),
            Sigmas = Values(o, "sigmas"),
            Fixed = ReadFixed(o?.Find("fixed")),
            Location = node.Location,
        };
    }

    private ImmutableArray<double>? Values(JsonObject? o, string member) =>
        o?.Find(member) is { } node ? shape.Numbers(node, $"'{member}'") : null;

    private bool? ReadFixed(IJsonNode? node)
    {
        if (node is JsonBoolean fixedFlag) return fixedFlag.Value;
        if (node is not null) shape.WrongKind(node, "'fixed'", "true or false");
        return null;
    }

    private ImmutableArray<Interval>? ReadBounds(IJsonNode? node)
    {
        if (node is null) return null;

        return [.. shape.Items(node, "'bounds'").Select(ReadInterval)];
    }

    private Interval ReadInterval(IJsonNode node)
    {
        if (node is JsonNumbers { Values: [double lower, double upper] }) return new Interval(lower, upper);

        ImmutableArray<double> ends = node is JsonNumbers or JsonArray ? shape.Numbers(node, "a bound") : [];
        if (ends is [double patchedLower, double patchedUpper]) return new Interval(patchedLower, patchedUpper);

        string found = node is JsonNumbers or JsonArray ? $"a list of {ends.Length}" : node.Kind;
        if (!ends.IsEmpty || node is not JsonArray)
        {
            shape.Findings.Error("WK108", node.Location, $"a bound is {found}; expected a pair of numbers, lower and upper.", "Write bounds like [[0, 10]].");
        }

        return default;
    }
}
