using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Overlays;

/// <summary>Reads the constraint term that an overlay file gives a parameter.</summary>
internal sealed class ConstraintDecoder(ShapeReader shape)
{
    /// <summary>The members of each kind besides <c>type</c>.</summary>
    private static readonly Dictionary<string, string[]> s_members = new(StringComparer.Ordinal)
    {
        ["gaussian"] = ["sigma", "mean"],
        ["log_normal"] = ["kappa", "sigma", "median"],
        ["poisson"] = ["tau", "relative_uncertainty", "observed"],
        ["gamma"] = ["tau", "relative_uncertainty", "shape", "rate", "observed"],
        ["uniform"] = ["bounds"],
        ["none"] = [],
        ["keep"] = [],
    };

    private readonly NumberDecoder _numbers = new(shape);

    /// <summary>The term; null when it is missing or can't be used.</summary>
    /// <param name="node">What was written.</param>
    /// <param name="parameter">The parameter, for messages.</param>
    /// <param name="init">The starting value given beside it.</param>
    internal IConstraintSetting? Read(IJsonNode? node, string parameter, double? init)
    {
        switch (node)
        {
            case null:
                return null;
            case JsonString word:
                if (word.Value is "none" or "keep") return Word(word.Value);
                shape.Findings.Error("WK524", node.Location, $"the constraint of {parameter} is '{word.Value}'; as a word it is none or keep.", "Other kinds are objects, such as {type: gaussian, sigma: 1}.");
                return null;
            case JsonObject o:
                return Kind(o, parameter, init);
            default:
                shape.WrongKind(node, $"the constraint of {parameter}", "none, keep or an object with a type");
                return null;
        }
    }

    private IConstraintSetting? Kind(JsonObject o, string parameter, double? init)
    {
        string what = $"the constraint of {parameter}";
        if (o.Find("type") is not JsonString type)
        {
            if (o.Find("type") is { } other) shape.WrongKind(other, $"the type of {what}", "a string");
            else shape.RequireMembers(o, what, ["type"]);
            return null;
        }

        if (!s_members.TryGetValue(type.Value, out string[]? members))
        {
            shape.Findings.Error("WK524", type.Location, $"{what} has the unknown type '{type.Value}'.", NearestNames.Suggest(type.Value, s_members.Keys));
            return null;
        }

        shape.Object(o, what, ["type"], members);
        return type.Value switch
        {
            "gaussian" => Gaussian(o, what),
            "log_normal" => LogNormal(o, what),
            "poisson" => Tau(o, what, init) is { } tau ? new PoissonSetting(tau, _numbers.AtLeast(0, o.Find("observed"), $"'observed' of {what}")) : null,
            "gamma" => Gamma(o, what, init),
            "uniform" => Uniform(o, what),
            _ => Word(type.Value),
        };
    }

    private static IConstraintSetting Word(string word) => word == "none" ? new NoConstraintSetting() : new KeptConstraintSetting();

    private GaussianSetting? Gaussian(JsonObject o, string what)
    {
        double? mean = _numbers.Finite(o.Find("mean"), $"'mean' of {what}");
        shape.RequireMembers(o, what, ["sigma"]);
        return _numbers.Above(0, o.Find("sigma"), $"'sigma' of {what}") is { } sigma ? new GaussianSetting(sigma, mean) : null;
    }

    private LogNormalSetting? LogNormal(JsonObject o, string what)
    {
        double? median = _numbers.Above(0, o.Find("median"), $"'median' of {what}");
        double? width = OneOf(o, what, "kappa", "sigma") switch
        {
            "kappa" => _numbers.Above(1, o.Find("kappa"), $"'kappa' of {what}") is { } kappa ? Math.Log(kappa) : null,
            "sigma" => _numbers.Above(0, o.Find("sigma"), $"'sigma' of {what}"),
            _ => null,
        };
        return width is { } sigma ? new LogNormalSetting(sigma, median) : null;
    }

    private GammaSetting? Gamma(JsonObject o, string what, double? init)
    {
        double? observed = _numbers.AtLeast(0, o.Find("observed"), $"'observed' of {what}");
        if (o.IndexOf("shape") < 0 && o.IndexOf("rate") < 0) return Tau(o, what, init) is { } tau ? new GammaSetting(tau, observed) : null;

        string[] others = [.. s_members["gamma"].Where(name => name is not ("shape" or "rate") && o.IndexOf(name) >= 0)];
        if (others.Length > 0) shape.Findings.Error("WK525", o.Location, $"{what} has shape and rate and also '{string.Join("', '", others)}'.", "Shape and rate say everything: keep only them.");
        shape.RequireMembers(o, what, ["shape", "rate"]);
        double? count = _numbers.AtLeast(1, o.Find("shape"), $"'shape' of {what}") - 1;
        double? rate = _numbers.Above(0, o.Find("rate"), $"'rate' of {what}");
        return rate is { } r && count is not null ? new GammaSetting(r, count) : null;
    }

    private UniformSetting? Uniform(JsonObject o, string what)
    {
        shape.RequireMembers(o, what, ["bounds"]);
        return _numbers.Bounds(o.Find("bounds"), $"'bounds' of {what}") is { } range ? new UniformSetting(range.Lower, range.Upper) : null;
    }

    /// <summary>The factor τ, given as such or by the relative uncertainty r at the starting value θ: a count of mean τθ has <c>1/√(τθ) = r</c>.</summary>
    private double? Tau(JsonObject o, string what, double? init)
    {
        switch (OneOf(o, what, "tau", "relative_uncertainty"))
        {
            case "tau":
                return _numbers.Above(0, o.Find("tau"), $"'tau' of {what}");
            case "relative_uncertainty" when _numbers.Above(0, o.Find("relative_uncertainty"), $"'relative_uncertainty' of {what}") is { } relative:
                if (init is { } start and > 0) return 1 / (relative * relative * start);

                shape.Findings.Error("WK525", o.Find("relative_uncertainty")!.Location, $"'relative_uncertainty' of {what} needs a positive 'init' of the parameter beside 'constraint'.", "Give 'init', or 'tau' instead.");
                return null;
            default:
                return null;
        }
    }

    /// <summary>Which of two members is given; null with a report when none or both are.</summary>
    private string? OneOf(JsonObject o, string what, string first, string second)
    {
        bool hasFirst = o.IndexOf(first) >= 0, hasSecond = o.IndexOf(second) >= 0;
        if (hasFirst != hasSecond) return hasFirst ? first : second;

        shape.Findings.Error("WK525", o.Location, $"{what} has {(hasFirst ? "both" : "neither")} '{first}' {(hasFirst ? "and" : "nor")} '{second}'.", "Give one of them.");
        return null;
    }
}
