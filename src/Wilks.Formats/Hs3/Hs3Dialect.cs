using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>What the numbers of a shapesys (<c>data.vals</c>) are.</summary>
internal enum ShapeSysConvention
{
    /// <summary>Absolute uncertainties: τ = (nominal/v)². pyhs3, pyhf and Wilks.</summary>
    Absolute,

    /// <summary>τ = v², the text of the standard.</summary>
    RootOfTau,

    /// <summary>τ = v for a Poisson, a relative width for a Gaussian; ROOT.</summary>
    Tau,
}

/// <summary>What the program that wrote a document means where the standard is silent or was read differently.</summary>
/// <param name="ShapeSys">What the numbers of a shapesys are.</param>
/// <param name="StatErrorConstraint">The constraint of a staterror that names none.</param>
internal sealed record Hs3Dialect(ShapeSysConvention ShapeSys, string StatErrorConstraint)
{
    /// <summary>The name of this program in <c>metadata.packages</c>.</summary>
    internal const string Package = "wilks";

    /// <summary>The dialect of a document, told by <c>metadata.packages</c>; without any package the one of pyhs3.</summary>
    internal static Hs3Dialect Of(JsonObject root)
    {
        HashSet<string> packages = new(StringComparer.OrdinalIgnoreCase);
        if (root.Find("metadata") is JsonObject metadata && metadata.Find("packages") is JsonArray list)
        {
            foreach (JsonObject package in list.Items.OfType<JsonObject>())
            {
                if (package.Find("name") is JsonString name) packages.Add(name.Value);
            }
        }

        if (packages.Contains("ROOT")) return new Hs3Dialect(ShapeSysConvention.Tau, "Poisson");
        if (packages.Contains(Package) || packages.Contains("pyhs3") || packages.Contains("pyhf")) return new Hs3Dialect(ShapeSysConvention.Absolute, "Gauss");
        return new Hs3Dialect(packages.Count == 0 ? ShapeSysConvention.Absolute : ShapeSysConvention.RootOfTau, "Gauss");
    }

    /// <summary>The width of γ relative to its nominal value 1 that a number of a shapesys stands for; 0 where there is none.</summary>
    internal double RelativeWidth(double value, double nominal, bool isPoisson)
    {
        if (!(value > 0)) return 0;

        return ShapeSys switch
        {
            ShapeSysConvention.Absolute => nominal > 0 ? value / nominal : 0,
            ShapeSysConvention.RootOfTau => isPoisson ? 1 / value : value,
            _ => isPoisson ? 1 / Math.Sqrt(value) : value,
        };
    }
}

/// <summary>The interpolation of a modifier: the names of the standard, HistFactory's codes, and the form <c>{in, out}</c>.</summary>
internal static class InterpolationNames
{
    private static readonly Dictionary<string, InterpolationCode> s_codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lin"] = InterpolationCode.Code0,
        ["code0"] = InterpolationCode.Code0,
        ["0"] = InterpolationCode.Code0,
        ["log"] = InterpolationCode.Code1,
        ["exp"] = InterpolationCode.Code1,
        ["code1"] = InterpolationCode.Code1,
        ["1"] = InterpolationCode.Code1,
        ["parabolic"] = InterpolationCode.Code2,
        ["code2"] = InterpolationCode.Code2,
        ["2"] = InterpolationCode.Code2,
        ["code4"] = InterpolationCode.Code4,
        ["4"] = InterpolationCode.Code4,
        ["poly6log"] = InterpolationCode.Code4,
        ["poly6"] = InterpolationCode.Code4p,
        ["code4p"] = InterpolationCode.Code4p,
    };

    private static readonly Dictionary<string, InterpolationCode> s_pairs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["lin/lin"] = InterpolationCode.Code0,
        ["log/log"] = InterpolationCode.Code1,
        ["exp/exp"] = InterpolationCode.Code1,
        ["parabolic/lin"] = InterpolationCode.Code2,
        ["poly6/lin"] = InterpolationCode.Code4p,
        ["poly6/log"] = InterpolationCode.Code4,
        ["poly6/exp"] = InterpolationCode.Code4,
    };

    /// <summary>The code, or null where none is written or, after a report, none is known.</summary>
    internal static InterpolationCode? Read(IJsonNode? node, DiagnosticCollector findings)
    {
        string? name = node switch
        {
            JsonString text => text.Value,
            JsonNumber number => number.Value.ToString("R", CultureInfo.InvariantCulture),
            JsonObject o => Pair(o),
            _ => null,
        };
        if (node is null or JsonNull) return null;
        if (name is not null && (s_codes.TryGetValue(name, out InterpolationCode code) || s_pairs.TryGetValue(name, out code))) return code;

        findings.Error("WK634", node.Location, $"there is no interpolation '{name ?? node.Kind}'.", NearestNames.Suggest(name ?? "", s_codes.Keys));
        return null;
    }

    /// <summary>How a code is written.</summary>
    internal static string Write(InterpolationCode code) => code switch
    {
        InterpolationCode.Code0 => "lin",
        InterpolationCode.Code1 => "log",
        InterpolationCode.Code2 => "parabolic",
        InterpolationCode.Code4p => "poly6",
        _ => "code4",
    };

    private static string? Pair(JsonObject o)
    {
        string? inside = (o.Find("in") as JsonString)?.Value, outside = (o.Find("out") as JsonString)?.Value;
        return inside is null || outside is null ? (o.Find("type") as JsonString)?.Value : $"{inside}/{outside}";
    }
}
