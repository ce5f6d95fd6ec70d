using System.Collections.Immutable;
using System.Globalization;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads the modifiers of one channel.</summary>
internal sealed class ModifierReading(ReadingState state, string channel, StatErrorSetting statError, StatErrorSums sums)
{
    private static readonly string[] s_members = ["name", "type", "parameter", "parameters", "data", "constraint", "constraints", "constraint_name", "constraint_type", "interpolation"];
    private static readonly string[] s_types = ["normfactor", "normsys", "histosys", "shapefactor", "shapesys", "staterror"];

    private readonly ShapeReader _shape = state.Objects.Shape;
    private readonly ModifierConstraints _constraints = new(state);

    /// <summary>The modifier, or null when it can't be used.</summary>
    internal IModifier? Read(JsonObject o, SampleOf sample)
    {
        state.Objects.NoteUnknown(o, "a modifier", s_members);
        _shape.RequireMembers(o, $"a modifier of sample '{sample.Name}'", ["type"]);
        string type = _shape.Text(o.Find("type"), "the modifier's type");
        switch (type)
        {
            case "normfactor":
                return ReadNormFactor(o);
            case "normsys":
                return ReadNormSys(o);
            case "histosys":
                return ReadHistoSys(o);
            case "shapefactor":
                return PerBin(o, sample, UseKind.ShapeFactor) is { } free ? ShapeFactorOf(o, free) : null;
            case "shapesys":
                return PerBin(o, sample, UseKind.ShapeSys) is { } shape ? ShapeSysOf(o, sample, shape) : null;
            case "staterror":
                return PerBin(o, sample, UseKind.StatError) is { } stat ? StatErrorOf(o, sample, stat) : null;
            default:
                if (type.Length > 0) _shape.Findings.Error("WK622", o.Location, $"sample '{sample.Name}' has a modifier of the type '{type}', which is not read.", NearestNames.Suggest(type, s_types));
                return null;
        }
    }

    private NormFactor? ReadNormFactor(JsonObject o)
    {
        IJsonNode? parameter = SingleParameter(o) ?? o.Find("name");
        if (parameter is null)
        {
            _shape.RequireMembers(o, "a normfactor", ["parameter"]);
            return null;
        }

        if (parameter is JsonString name) _constraints.Add(o, [name.Value], _ => new GaussianSetting(1, 1), null);
        string factor = state.Factor(parameter, "the parameter of a normfactor");
        return factor.Length == 0 ? null : new NormFactor(factor) { Location = o.Location };
    }

    private NormSys? ReadNormSys(JsonObject o)
    {
        if (AlphaOf(o) is not { } name) return null;

        JsonObject? data = o.Find("data") as JsonObject;
        if (data is null && o.Find("data") is { } other) _shape.WrongKind(other, "the data of a normsys", "an object with the numbers 'lo' and 'hi'");
        _shape.RequireMembers(data ?? o, $"the data of normsys '{name}'", data is null ? ["data"] : ["lo", "hi"]);
        double low = _shape.Number(data?.Find("lo"), "'lo'"), high = _shape.Number(data?.Find("hi"), "'hi'");
        return new NormSys(state.Book.Scalar(name, UseKind.Alpha), low, high) { Interpolation = InterpolationOf(o, data), Location = o.Location };
    }

    private HistoSys? ReadHistoSys(JsonObject o)
    {
        if (AlphaOf(o) is not { } name) return null;

        JsonObject? data = o.Find("data") as JsonObject;
        if (data is null && o.Find("data") is { } other) _shape.WrongKind(other, "the data of a histosys", "an object with 'lo' and 'hi'");
        _shape.RequireMembers(data ?? o, $"the data of histosys '{name}'", data is null ? ["data"] : ["lo", "hi"]);
        ImmutableArray<double> low = Contents(data?.Find("lo"), "lo"), high = Contents(data?.Find("hi"), "hi");
        return new HistoSys(state.Book.Scalar(name, UseKind.Alpha), low, high) { Interpolation = InterpolationOf(o, data), Location = o.Location };
    }

    private ShapeFactor ShapeFactorOf(JsonObject o, (BinSet Set, string[] Names) bins)
    {
        _constraints.Add(o, bins.Names, _ => new GaussianSetting(1, 1), null);
        return new ShapeFactor(bins.Set.Name) { Location = o.Location };
    }

    private ShapeSys? ShapeSysOf(JsonObject o, SampleOf sample, (BinSet Set, string[] Names) bins)
    {
        ImmutableArray<double> values = o.Find("data") is JsonObject data ? _shape.Numbers(data.Find("vals"), "'vals' of a shapesys") : [];
        if (values.Length > 0 && values.Length != bins.Names.Length)
        {
            _shape.Findings.Error("WK623", o.Location, FormattableString.Invariant($"shapesys '{bins.Set.Name}' has {values.Length} values for {bins.Names.Length} parameters."), "Give one value per bin.");
            return null;
        }

        double At(int i) => i < values.Length ? values[i] : 0;
        double Nominal(int i) => i < sample.Nominal.Length ? sample.Nominal[i] : 0;
        double Width(int i, bool isPoisson) => state.Dialect.RelativeWidth(At(i), Nominal(i), isPoisson);
        bool isOwn = state.Dialect.ShapeSys == ShapeSysConvention.Absolute;
        _constraints.Add(o, bins.Names, i => Width(i, isPoisson: false) is > 0 and var width ? new GaussianSetting(width, 1) : null, "Poisson",
            i => isOwn ? new KeptConstraintSetting() : PoissonOf(Width(i, isPoisson: true)));
        ImmutableArray<double> uncertainties = isOwn && values.Length > 0 ? values : [.. bins.Names.Select((_, i) => Width(i, isPoisson: true) * Math.Max(Nominal(i), 0))];
        return new ShapeSys(bins.Set.Name, uncertainties) { Location = o.Location };
    }

    private StatError StatErrorOf(JsonObject o, SampleOf sample, (BinSet Set, string[] Names) bins)
    {
        JsonObject? data = sample.Node.Find("data") as JsonObject;
        IJsonNode? node = (o.Find("data") as JsonObject)?.Find("errors") ?? data?.Find("errors");
        if (node is null) _shape.RequireMembers(data ?? sample.Node, $"sample '{sample.Name}' with a staterror", ["errors"]);
        ImmutableArray<double> errors = _shape.Numbers(node, $"'errors' of sample '{sample.Name}'");
        double[] widths = sums.RelativeWidths(o);
        double Width(int i) => i < widths.Length ? widths[i] : 0;
        _constraints.Add(o, bins.Names, i => new KeptConstraintSetting(), statError.Constraint, i => PoissonOf(Width(i)));
        for (int i = 0; i < bins.Names.Length; i++)
        {
            if (Width(i) < statError.Threshold) state.Constraints.AddConst(bins.Names[i]);
        }

        return new StatError(bins.Set.Name, errors) { Location = o.Location };
    }

    /// <summary>A bin without a width keeps what the modifier gives it, which holds its γ.</summary>
    private static IConstraintSetting PoissonOf(double width)
    {
        double tau = 1 / (width * width);
        return width > 0 && double.IsFinite(tau) ? new PoissonSetting(tau, tau) : new KeptConstraintSetting();
    }

    private string? AlphaOf(JsonObject o)
    {
        string? name = SingleParameter(o) switch
        {
            JsonString { Value.Length: > 0 } text => text.Value,
            null when o.Find("name") is JsonString text => $"alpha_{text.Value}",
            null => null,
            var other => Wrong(other),
        };
        if (name is null) _shape.RequireMembers(o, "a modifier", ["parameter"]);
        else _constraints.Add(o, [name], _ => new KeptConstraintSetting(), "Gauss");
        return name;
    }

    private string? Wrong(IJsonNode node)
    {
        _shape.WrongKind(node, "the parameter of a modifier", "a name");
        return null;
    }

    private static IJsonNode? SingleParameter(JsonObject o) =>
        o.Find("parameter") ?? (o.Find("parameters") is JsonArray { Items: [var only] } ? only : null);

    /// <summary>The set of a per-bin modifier; parameters that are not named get the names that ROOT gives them.</summary>
    private (BinSet Set, string[] Names)? PerBin(JsonObject o, SampleOf sample, UseKind kind)
    {
        string fallback = kind == UseKind.StatError ? $"stat_{channel}" : "gamma";
        string name = o.Find("name") is JsonString { Value.Length: > 0 } text ? text.Value : fallback;
        string[] names;
        if (o.Find("parameters") is { } list)
        {
            names = [.. state.Objects.Names(list, $"'parameters' of {name}").Select(entry => entry.Name)];
        }
        else
        {
            string root = kind == UseKind.StatError ? $"gamma_stat_{channel}" : $"gamma_{name}";
            names = [.. Enumerable.Range(0, sample.Nominal.Length).Select(i => string.Create(CultureInfo.InvariantCulture, $"{root}_bin_{i}"))];
        }

        if (names.Length == sample.Nominal.Length && names.Length > 0 && Array.TrueForAll(names, n => n.Length > 0)) return (state.Book.PerBin(kind, o.Find("name") is null && o.Find("parameters") is not null ? CommonName(names, name) : name, names, channel), names);

        if (sample.Nominal.Length > 0) _shape.Findings.Error("WK623", o.Location, FormattableString.Invariant($"'{name}' of sample '{sample.Name}' names {names.Length} parameters for {sample.Nominal.Length} bins."), "Name one parameter per bin.");
        return null;
    }

    /// <summary>What the names of a set have in common, without the number at the end.</summary>
    private static string CommonName(string[] names, string fallback)
    {
        string first = names[0];
        int length = names.Skip(1).Aggregate(first.Length, (n, other) => Math.Min(n, first.AsSpan().CommonPrefixLength(other)));
        string common = first[..length].TrimEnd("0123456789_".ToCharArray());
        if (common.EndsWith("_bin", StringComparison.Ordinal)) common = common[..^4];
        return common.Length == 0 ? fallback : common;
    }

    private ImmutableArray<double> Contents(IJsonNode? node, string member)
    {
        IJsonNode? list = node is JsonObject o ? o.Find("contents") : node;
        if (node is JsonObject owner && list is null) _shape.RequireMembers(owner, $"'{member}' of a histosys", ["contents"]);
        return _shape.Numbers(list, $"'{member}' of a histosys");
    }

    private InterpolationCode? InterpolationOf(JsonObject o, JsonObject? data) => InterpolationNames.Read(o.Find("interpolation") ?? data?.Find("interpolation"), _shape.Findings);
}
