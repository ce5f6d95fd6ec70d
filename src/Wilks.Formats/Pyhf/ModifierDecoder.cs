using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Pyhf;

/// <summary>Turns the JSON of a modifier into its record.</summary>
internal sealed class ModifierDecoder(ShapeReader shape)
{
    private static readonly string[] s_members = ["name", "type", "data"];
    private static readonly string[] s_normSysData = ["lo", "hi"];
    private static readonly string[] s_histoSysData = ["lo_data", "hi_data"];

    private static readonly string[] s_types =
    [
        HistoSys.TypeName, Lumi.TypeName, NormFactor.TypeName, NormSys.TypeName, ShapeFactor.TypeName, ShapeSys.TypeName, StatError.TypeName,
    ];

    /// <summary>The modifier, or null when its type can't be told.</summary>
    internal IModifier? Read(IJsonNode node)
    {
        if (shape.Object(node, "the modifier", s_members) is not { } o) return null;

        string name = shape.Text(o.Find("name"), "the modifier's name");
        string type = shape.Text(o.Find("type"), "the modifier's type");
        IJsonNode? data = o.Find("data");
        switch (type)
        {
            case NormSys.TypeName:
                JsonObject? factors = Parts(data, name, type, s_normSysData, "an object with the numbers 'lo' and 'hi'");
                return new NormSys(name, shape.Number(factors?.Find("lo"), "'lo'"), shape.Number(factors?.Find("hi"), "'hi'")) { Location = o.Location };
            case HistoSys.TypeName:
                JsonObject? shapes = Parts(data, name, type, s_histoSysData, "an object with the lists 'lo_data' and 'hi_data'");
                return new HistoSys(name, shape.Numbers(shapes?.Find("lo_data"), "'lo_data'"), shape.Numbers(shapes?.Find("hi_data"), "'hi_data'")) { Location = o.Location };
            case ShapeSys.TypeName:
                return new ShapeSys(name, Uncertainties(data, name, type)) { Location = o.Location };
            case StatError.TypeName:
                return new StatError(name, Uncertainties(data, name, type)) { Location = o.Location };
            case NormFactor.TypeName:
                RequireNull(data, name, type);
                return new NormFactor(name) { Location = o.Location };
            case ShapeFactor.TypeName:
                RequireNull(data, name, type);
                return new ShapeFactor(name) { Location = o.Location };
            case Lumi.TypeName:
                RequireNull(data, name, type);
                return new Lumi(name) { Location = o.Location };
            default:
                if (o.Find("type") is JsonString) ReportType(o, name, type);
                return null;
        }
    }

    private void ReportType(JsonObject o, string name, string type) =>
        shape.Findings.Error("WK106", o.Find("type")!.Location, $"the modifier '{name}' has the unknown type '{type}'.", NearestNames.Suggest(type, s_types));

    private void RequireNull(IJsonNode? data, string name, string type)
    {
        if (data is null or JsonNull) return;

        WrongData(data, name, type, "null");
    }

    private JsonObject? Parts(IJsonNode? data, string name, string type, string[] members, string expected)
    {
        if (data is null) return null;
        if (data is not JsonObject o)
        {
            WrongData(data, name, type, expected);
            return null;
        }

        shape.RequireMembers(o, $"the data of {type} '{name}'", members);
        foreach (JsonMember member in o.Members)
        {
            if (members.Contains(member.Name)) continue;

            // The schema allows more members here, and only here, and nothing reads them.
            string message = $"the data of {type} '{name}' has the member '{member.Name}', which nothing reads.";
            shape.Findings.Warning("WK109", member.NameLocation, message, $"Remove it; {type} has {expected}.");
        }

        return o;
    }

    private ImmutableArray<double> Uncertainties(IJsonNode? data, string name, string type)
    {
        if (data is null or JsonNumbers or JsonArray) return shape.Numbers(data, $"the data of {type} '{name}'");

        WrongData(data, name, type, "a list with one absolute uncertainty per bin");
        return [];
    }

    private void WrongData(IJsonNode data, string name, string type, string expected) =>
        shape.Findings.Error("WK107", data.Location, $"the data of {type} '{name}' is {data.Kind}; expected {expected}.", "Check the type of the modifier or its data.");
}
