using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Writes channels as <c>histfactory_dist</c>.</summary>
internal sealed class ChannelEncoder(Hs3Names names, CompiledMeasurements compiled, Hs3WriterOptions options)
{
    private readonly Dictionary<string, int> _statErrorOffsets = new(StringComparer.Ordinal);

    /// <summary>Whether axes can be written as such: numbers with finite ends.</summary>
    internal static bool CanWrite(Channel channel) =>
        !channel.Axes.IsEmpty && channel.Axes.Aggregate(1L, (n, a) => n * a.BinCount) == channel.BinCount
        && channel.Axes.All(axis => axis is INumericAxis { Edges: var edges } && double.IsFinite(edges[0]) && double.IsFinite(edges[^1]));

    /// <summary>The axes of a channel and of its data; bins that nothing is known of are numbered.</summary>
    internal static JsonArray Axes(Channel channel) => CanWrite(channel)
        ? JsonText.List(channel.Axes.Select(Axis))
        : JsonText.List([Axis(new RegularAxis(channel.BinCount, 0, channel.BinCount) { Name = $"obs_x_{channel.Name}" })]);

    /// <summary>The channels, in their order; the elements of a staterror count along the channels by name.</summary>
    internal IReadOnlyList<JsonObject> Encode(IReadOnlyList<Channel> channels, IReadOnlyDictionary<string, string> distNames)
    {
        Dictionary<string, JsonObject> written = new(StringComparer.Ordinal);
        foreach (Channel channel in channels.OrderBy(c => c.Name, StringComparer.Ordinal))
        {
            written.Add(channel.Name, Encode(channel, distNames[channel.Name]));
            foreach (string set in channel.Samples.SelectMany(s => s.Modifiers).OfType<StatError>().Select(m => m.Name).Distinct()) _statErrorOffsets[set] = _statErrorOffsets.GetValueOrDefault(set) + channel.BinCount;
        }

        return [.. channels.Select(c => written[c.Name])];
    }

    private JsonObject Encode(Channel channel, string name) => JsonText.Object(
        ("name", JsonText.Text(name)),
        ("type", JsonText.Text("histfactory_dist")),
        ("axes", Axes(channel)),
        ("staterror", options.RootCompatible ? JsonText.Object(("constraint", JsonText.Text("Gauss")), ("relThreshold", JsonText.Number(0))) : null),
        ("samples", JsonText.List(channel.Samples.Select(sample => Encode(sample, channel.BinCount)))));

    private static JsonObject Axis(IAxis axis)
    {
        INumericAxis numeric = (INumericAxis)axis;
        return JsonText.Object(
            ("name", JsonText.Text(axis.Name)),
            ("min", JsonText.Number(numeric.Edges[0])),
            ("max", JsonText.Number(numeric.Edges[^1])),
            ("nbins", axis is RegularAxis ? JsonText.Number(axis.BinCount) : null),
            ("edges", axis is RegularAxis ? null : JsonText.Numbers(numeric.Edges)));
    }

    private JsonObject Encode(Sample sample, int binCount)
    {
        StatError[] statErrors = [.. sample.Modifiers.OfType<StatError>()];
        IEnumerable<double> errors = statErrors.Length > 0 ? statErrors[0].Data : Enumerable.Repeat(0.0, binCount);
        return JsonText.Object(
            ("name", JsonText.Text(sample.Name)),
            ("data", JsonText.Object(("contents", JsonText.Numbers(sample.Data)), ("errors", JsonText.Numbers(errors)))),
            ("modifiers", JsonText.List(sample.Modifiers.Select(m => Encode(m, sample, statErrors.Length > 1)))));
    }

    private JsonObject Encode(IModifier modifier, Sample sample, bool hasSeveralStatErrors) => modifier switch
    {
        NormSys m => Alpha(m, m.Interpolation, JsonText.Object(("hi", JsonText.Number(m.High)), ("lo", JsonText.Number(m.Low)))),
        HistoSys m => Alpha(m, m.Interpolation, JsonText.Object(("hi", Contents(m.HighData)), ("lo", Contents(m.LowData)))),
        ShapeSys m => PerBin(m, 0, m.Data.Length, "Poisson", ("data", JsonText.Object(("vals", JsonText.Numbers(Values(m)))))),
        StatError m => PerBin(m, _statErrorOffsets.GetValueOrDefault(m.Name), m.Data.Length, "Gauss", ("data", hasSeveralStatErrors ? JsonText.Object(("errors", JsonText.Numbers(m.Data))) : null)),
        ShapeFactor m => PerBin(m, 0, sample.Data.Length, null),
        _ => JsonText.Object(("name", JsonText.Text(modifier.Name)), ("type", JsonText.Text(NormFactor.TypeName)), ("parameter", JsonText.Text(names.Parameter(modifier.Name)))),
    };

    private static JsonObject Contents(ImmutableArray<double> values) => JsonText.Object(("contents", JsonText.Numbers(values)));

    /// <summary>Absolute uncertainties; for ROOT the factors τ.</summary>
    private IEnumerable<double> Values(ShapeSys modifier)
    {
        if (!options.RootCompatible) return modifier.Data;

        return modifier.Data.Select((value, i) => value > 0 && compiled.NativeOf(FormattableString.Invariant($"{modifier.Name}[{i}]")) is { Fixed: false } p ? p.Tau : 0);
    }

    private JsonObject Alpha(IModifier modifier, InterpolationCode? code, JsonObject data) => JsonText.Object(
        ("name", JsonText.Text(modifier.Name)),
        ("type", JsonText.Text(modifier.Type)),
        ("parameter", JsonText.Text(names.Parameter(modifier.Name))),
        ("constraint", IsImplied(modifier.Name) ? JsonText.Text("Gauss") : JsonText.Null()),
        ("interpolation", code is { } own ? JsonText.Text(InterpolationNames.Write(own)) : null),
        ("data", data));

    private JsonObject PerBin(IModifier modifier, int first, int count, string? kind, params IEnumerable<(string, IJsonNode?)> more)
    {
        string[] elements = [.. Enumerable.Range(first, count).Select(i => FormattableString.Invariant($"{modifier.Name}[{i}]"))];
        bool isImplied = Array.TrueForAll(elements, IsImplied);
        IJsonNode Kind(string element) => IsImplied(element) ? JsonText.Text(kind!) : JsonText.Null();
        return JsonText.Object(
        [
            ("name", JsonText.Text(modifier.Name)),
            ("type", JsonText.Text(modifier.Type)),
            ("parameters", JsonText.Texts(names.Elements(modifier.Name, first, count))),
            ("constraint", kind is not null && isImplied ? JsonText.Text(kind) : null),
            ("constraints", kind is not null && !isImplied ? JsonText.List(elements.Select(Kind)) : null),
            .. more,
        ]);
    }

    private bool IsImplied(string name) => compiled.IsImplied(name);
}
