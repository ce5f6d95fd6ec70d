using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>What a parameter point and the domains of an analysis say of one parameter.</summary>
/// <param name="Value">The starting value; null where no point has it.</param>
/// <param name="IsConst">Whether it is held.</param>
/// <param name="Range">The range; null where no domain has it.</param>
/// <param name="Location">Where the value, or the range, was written.</param>
internal readonly record struct ParameterValue(double? Value, bool IsConst, Interval? Range, SourceLocation Location);

/// <summary>The parameter points and domains of a document.</summary>
internal sealed class ParameterValues(Hs3Objects objects)
{
    private static readonly string[] s_usualPoints = ["default_values", "NominalParamValues", "default"];
    private static readonly string[] s_usualDomains = ["default_domain", "default"];

    private readonly Dictionary<string, IReadOnlyDictionary<string, ParameterValue>> _read = new(StringComparer.Ordinal);

    /// <summary>The values for an analysis; without one those that programs write for all.</summary>
    internal IReadOnlyDictionary<string, ParameterValue> For(NamedObject? analysis)
    {
        string key = analysis?.Name ?? "";
        if (_read.TryGetValue(key, out IReadOnlyDictionary<string, ParameterValue>? known)) return known;

        Dictionary<string, ParameterValue> values = new(StringComparer.Ordinal);
        List<NamedObject> points = [.. Chosen(Section.Points, analysis, s_usualPoints, "init")];
        foreach (NamedObject point in points) ReadPoint(point, values);
        foreach (NamedObject domain in Chosen(Section.Domains, analysis, s_usualDomains, "domain", "domains")) ReadDomain(domain, values);
        _read.Add(key, values);
        return values;
    }

    /// <summary>The objects that an analysis names, then the usual ones, so that an earlier entry goes before a later one.</summary>
    private IEnumerable<NamedObject> Chosen(Section section, NamedObject? analysis, string[] usual, params string[] members)
    {
        List<NamedObject> chosen = [];
        foreach (string member in members)
        {
            if (analysis?.Node.Find(member) is not { } node || node is JsonNull) continue;

            foreach ((string name, IJsonNode at) in objects.Names(node, $"'{member}'"))
            {
                if (objects.Require(section, name, at, $"'{member}' of analysis '{analysis.Name}'") is { } found) chosen.Add(found);
            }
        }

        chosen.AddRange(usual.Select(name => objects.Find(section, name)).OfType<NamedObject>());
        if (chosen.Count == 0) chosen.AddRange(section == Section.Points ? objects[section].Take(1) : objects[section]);
        return chosen.Distinct();
    }

    private void ReadPoint(NamedObject point, Dictionary<string, ParameterValue> values)
    {
        ShapeReader shape = objects.Shape;
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (IJsonNode item in shape.Items(point.Node.Find("parameters"), $"'parameters' of point '{point.Name}'", mayBeEmpty: true))
        {
            if (item is not JsonObject o)
            {
                shape.WrongKind(item, "a parameter of a point", "an object with name and value");
                continue;
            }

            string name = shape.Text(o.Find("name"), "the parameter's name");
            if (!seen.Add(name)) shape.Findings.Error("WK620", o.Location, $"point '{point.Name}' has the parameter '{name}' twice.", "Keep one.");
            double? value = o.Find("value") is { } node and not JsonNull ? shape.Number(node, $"the value of '{name}'") : null;
            values.TryAdd(name, new ParameterValue(value, o.Find("const") is JsonBoolean { Value: true }, null, o.Location));
        }
    }

    private void ReadDomain(NamedObject domain, Dictionary<string, ParameterValue> values)
    {
        ShapeReader shape = objects.Shape;
        foreach (IJsonNode item in shape.Items(domain.Node.Find("axes"), $"'axes' of domain '{domain.Name}'", mayBeEmpty: true))
        {
            if (item is not JsonObject o)
            {
                shape.WrongKind(item, "an axis of a domain", "an object with name, min and max");
                continue;
            }

            string name = shape.Text(o.Find("name"), "the axis' name");
            double lower = End(o.Find("min"), double.NegativeInfinity, name), upper = End(o.Find("max"), double.PositiveInfinity, name);
            if (!(lower <= upper)) shape.Findings.Error("WK635", o.Location, FormattableString.Invariant($"the domain of '{name}' runs from {lower} to {upper}; expected the lower end first."), "Swap or correct the two.");
            ParameterValue old = values.GetValueOrDefault(name);
            if (old.Range is null) values[name] = old with { Range = new Interval(lower, upper), Location = old.Location.Text is null ? o.Location : old.Location };
        }
    }

    private double End(IJsonNode? node, double none, string name) =>
        node is null or JsonNull ? none : node is JsonString { Value: "inf" or "-inf" or "Infinity" or "-Infinity" } text ? (text.Value[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity) : objects.Shape.Number(node, $"an end of the domain of '{name}'");
}
