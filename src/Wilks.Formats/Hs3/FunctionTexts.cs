using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Turns functions into the text of parameter expressions.</summary>
internal sealed class FunctionTexts
{
    private readonly Hs3Objects _objects;
    private readonly Func<string, string> _engineName;
    private readonly Dictionary<string, Func<NamedObject, string?>> _decoders;
    private HashSet<string> _names = [];

    internal FunctionTexts(Hs3Objects objects, Func<string, string> engineName)
    {
        _objects = objects;
        _engineName = engineName;
        _decoders = new Dictionary<string, Func<NamedObject, string?>>(StringComparer.Ordinal)
        {
            ["product"] = function => Joined(function, "factors", " * ", "1"),
            ["sum"] = function => Joined(function, "summands", " + ", "0"),
            ["generic_function"] = Generic,
            ["polynomial"] = Polynomial,
            ["CMS::process_normalization"] = ProcessNormalization,
            ["CMS::asympow"] = AsymmetricPower,
        };
    }

    /// <summary>Whether functions of the type are read.</summary>
    internal bool IsKnown(string type) => _decoders.ContainsKey(type);

    /// <summary>The expression, in the engine's names, and the HS3 names in it; null after a report.</summary>
    internal (string Text, IReadOnlyCollection<string> Names)? Read(NamedObject function)
    {
        if (!_decoders.TryGetValue(function.Type, out Func<NamedObject, string?>? decode))
        {
            if (function.Type.Length > 0) _objects.Shape.Findings.Error("WK622", function.Location, $"the function '{function.Name}' has the type '{function.Type}', which is not read yet.", NearestNames.Suggest(function.Type, _decoders.Keys));
            return null;
        }

        _names = new HashSet<string>(StringComparer.Ordinal);
        if (decode(function) is not { } text) return null;

        try
        {
            ParameterExpression.Parse(text);
        }
        catch (ExpressionException exception)
        {
            _objects.Shape.Findings.Error("WK520", function.Location, string.Create(CultureInfo.InvariantCulture, $"the function '{function.Name}' can't be read at column {exception.Position + 1} of \"{Short(text)}\": {exception.Message}"), "docs/reference/overlay.md has the grammar.");
            return null;
        }

        return (text, _names);
    }

    private static string Short(string text) => text.Length <= 80 ? text : $"{text[..77]}…";

    private string? Generic(NamedObject function)
    {
        _objects.Shape.RequireMembers(function.Node, $"'{function.Name}'", ["expression"]);
        string text = _objects.Shape.Text(function.Node.Find("expression"), "'expression'");
        return text.Length == 0 ? null : ExpressionNames.Rewrite(text, Name);
    }

    private string? Joined(NamedObject function, string member, string symbol, string empty)
    {
        _objects.Shape.RequireMembers(function.Node, $"'{function.Name}'", [member]);
        string?[] parts = [.. _objects.Shape.Items(function.Node.Find(member), $"'{member}' of '{function.Name}'", mayBeEmpty: true).Select(Value)];
        if (parts.Contains(null)) return null;
        return parts.Length == 0 ? empty : string.Join(symbol, parts);
    }

    private string? Polynomial(NamedObject function)
    {
        _objects.Shape.RequireMembers(function.Node, $"'{function.Name}'", ["x", "coefficients"]);
        string? x = function.Node.Find("x") is { } node ? Value(node) : null;
        string?[] coefficients = [.. _objects.Shape.Items(function.Node.Find("coefficients"), "'coefficients'").Select(Value)];
        if (x is null || coefficients.Contains(null)) return null;
        return string.Join(" + ", coefficients.Select((c, i) => i == 0 ? c : string.Create(CultureInfo.InvariantCulture, $"{c} * {x}^{i}")));
    }

    /// <summary>CMS combine: nominal × Π e^(θ ln κ) × Π asymmetric powers × Π factors.</summary>
    private string? ProcessNormalization(NamedObject function)
    {
        JsonObject o = function.Node;
        List<string?> parts = [o.Find("nominalValue") is { } nominal ? Value(nominal) : "1"];
        ImmutableArray<IJsonNode> thetas = Items(o, "thetaList"), kappas = Items(o, "logKappa");
        ImmutableArray<IJsonNode> asymmetric = Items(o, "asymmThetaList"), pairs = Items(o, "logAsymmKappa");
        if (thetas.Length != kappas.Length || asymmetric.Length != pairs.Length)
        {
            _objects.Shape.Findings.Error("WK623", o.Location, $"'{function.Name}' has another number of κ than of θ.", "Give one per θ.");
            return null;
        }

        for (int i = 0; i < thetas.Length; i++) parts.Add(Value(kappas[i]) is { } kappa && Value(thetas[i]) is { } theta ? $"exp({kappa} * {theta})" : null);
        for (int i = 0; i < asymmetric.Length; i++)
        {
            ImmutableArray<double> pair = _objects.Shape.Numbers(pairs[i], "an entry of 'logAsymmKappa'");
            parts.Add(pair.Length == 2 && Value(asymmetric[i]) is { } theta ? $"exp({theta} * {Slope(theta, pair[0], pair[1])})" : null);
        }

        parts.AddRange(Items(o, "otherFactorList").Select(Value));
        return parts.Contains(null) ? null : string.Join(" * ", parts);
    }

    private string? AsymmetricPower(NamedObject function)
    {
        _objects.Shape.RequireMembers(function.Node, $"'{function.Name}'", ["kappaLow", "kappaHigh", "theta"]);
        double low = _objects.Shape.Number(function.Node.Find("kappaLow"), "'kappaLow'"), high = _objects.Shape.Number(function.Node.Find("kappaHigh"), "'kappaHigh'");
        if (function.Node.Find("theta") is not { } node || Value(node) is not { } theta || !(low > 0) || !(high > 0)) return null;
        return $"exp({theta} * {Slope(theta, Math.Log(low), Math.Log(high))})";
    }

    /// <summary>ln κ(θ) of CMS combine: ln κ₊ above ½, −ln κ₋ below −½, and between them the smooth step <c>(3x⁵ − 10x³ + 15x)/8</c> of x = 2θ.</summary>
    private static string Slope(string theta, double logLow, double logHigh)
    {
        string up = Text(logHigh), down = Text(-logLow), average = Text(0.5 * (logHigh - logLow)), half = Text(0.5 * (logHigh + logLow));
        return $"({theta} >= 0.5 ? {up} : {theta} <= -0.5 ? {down} : {average} + {half} * 0.125 * (3*(2*{theta})^5 - 10*(2*{theta})^3 + 15*(2*{theta})))";
    }

    private ImmutableArray<IJsonNode> Items(JsonObject o, string member) => _objects.Shape.Items(o.Find(member), $"'{member}'", mayBeEmpty: true);

    private string? Value(IJsonNode node)
    {
        switch (node)
        {
            case JsonNumber number:
                return Text(number.Value);
            case JsonString { Value.Length: > 0 } name:
                return ExpressionNames.Quoted(Name(name.Value));
            default:
                _objects.Shape.WrongKind(node, "a value of a function", "a name or a number");
                return null;
        }
    }

    private string Name(string hs3Name)
    {
        _names.Add(hs3Name);
        return _engineName(hs3Name);
    }

    private static string Text(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return value < 0 ? $"({text})" : text;
    }
}
