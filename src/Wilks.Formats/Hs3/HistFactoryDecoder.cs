using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads a <c>histfactory_dist</c> as a channel.</summary>
internal sealed class HistFactoryDecoder(ReadingState state) : IDistributionDecoder
{
    private static readonly string[] s_distMembers = ["name", "type", "axes", "samples", "staterror"];
    private static readonly string[] s_sampleMembers = ["name", "data", "modifiers"];
    private static readonly string[] s_dataMembers = ["contents", "errors"];

    private readonly ShapeReader _shape = state.Objects.Shape;

    /// <inheritdoc/>
    public ChannelDraft? Read(NamedObject dist)
    {
        state.Objects.NoteUnknown(dist.Node, "a histfactory_dist", s_distMembers);
        _shape.RequireMembers(dist.Node, $"'{dist.Name}'", ["samples"]);
        ImmutableArray<IAxis> axes = AxisDecoder.Read(dist.Node.Find("axes"), $"'{dist.Name}'", state.Objects);
        ChannelDraft draft = new(dist.Name, axes, dist.Location);
        List<JsonObject> samples = [];
        foreach (IJsonNode item in _shape.Items(dist.Node.Find("samples"), $"'samples' of '{dist.Name}'"))
        {
            if (item is JsonObject o) samples.Add(o);
            else _shape.WrongKind(item, "a sample", "an object");
        }

        StatErrorSums sums = new();
        ModifierReading modifiers = new(state, dist.Name, StatErrorOf(dist), sums);
        foreach (JsonObject sample in samples) sums.Collect(sample);
        for (int i = 0; i < samples.Count; i++) draft.Samples.Add(ReadSample(samples[i], i, draft, modifiers));
        return draft;
    }

    /// <summary>A list of numbers that may stand in <c>contents</c>.</summary>
    internal ImmutableArray<double> Contents(IJsonNode? node, string what) =>
        node is JsonObject o ? Contents(o.Find("contents"), what) : _shape.Numbers(node, what);

    private Sample ReadSample(JsonObject o, int index, ChannelDraft draft, ModifierReading modifiers)
    {
        state.Objects.NoteUnknown(o, "a sample", s_sampleMembers);
        string name = o.Find("name") is { } node ? _shape.Text(node, "the sample's name") : FormattableString.Invariant($"sample_{index}");
        _shape.RequireMembers(o, $"sample '{name}'", ["data"]);
        if (o.Find("data") is JsonObject data)
        {
            state.Objects.NoteUnknown(data, "the data of a sample", s_dataMembers);
            _shape.RequireMembers(data, $"the data of sample '{name}'", ["contents"]);
        }

        ImmutableArray<double> nominal = Contents(o.Find("data"), $"'contents' of sample '{name}'");
        if (!draft.Axes.IsEmpty && nominal.Length != draft.BinCount && nominal.Length > 0)
        {
            state.Findings.Error("WK623", o.Location, FormattableString.Invariant($"sample '{name}' has {nominal.Length} contents, but the axes of '{draft.Name}' have {draft.BinCount} bins."), "Give one value per bin.");
        }

        var read = ImmutableArray.CreateBuilder<IModifier>();
        foreach (IJsonNode item in _shape.Items(o.Find("modifiers"), $"'modifiers' of sample '{name}'", mayBeEmpty: true))
        {
            if (item is not JsonObject modifier) _shape.WrongKind(item, "a modifier", "an object");
            else if (modifiers.Read(modifier, new SampleOf(name, nominal, o)) is { } known) read.Add(known);
        }

        return new Sample(name, nominal, read.DrainToImmutable()) { Location = o.Location };
    }

    private StatErrorSetting StatErrorOf(NamedObject dist)
    {
        if (dist.Node.Find("staterror") is not JsonObject o) return new StatErrorSetting(state.Dialect.StatErrorConstraint, 0);

        string kind = o.Find("constraint") is { } node ? _shape.Text(node, "'constraint' of 'staterror'") : state.Dialect.StatErrorConstraint;
        double threshold = o.Find("relThreshold") is { } value ? _shape.Number(value, "'relThreshold'") : 0;
        return new StatErrorSetting(kind, threshold);
    }
}

/// <summary>Reads a distribution as a channel.</summary>
internal interface IDistributionDecoder
{
    /// <summary>The channel; null after a report, or where the distribution holds constraint terms only.</summary>
    ChannelDraft? Read(NamedObject dist);
}

/// <summary>What a channel says of its staterror.</summary>
/// <param name="Constraint">The kind of constraint.</param>
/// <param name="Threshold">Relative widths below this one hold their γ.</param>
internal readonly record struct StatErrorSetting(string Constraint, double Threshold);

/// <summary>The sample that a modifier stands in.</summary>
internal readonly record struct SampleOf(string Name, ImmutableArray<double> Nominal, JsonObject Node);

/// <summary>Sums of nominal counts and squared errors of the samples that share a staterror.</summary>
internal sealed class StatErrorSums
{
    private readonly Dictionary<string, (double[] Counts, double[] Variances)> _sums = new(StringComparer.Ordinal);

    /// <summary>Adds a sample for each staterror it carries.</summary>
    internal void Collect(JsonObject sample)
    {
        if (sample.Find("modifiers") is not JsonArray modifiers || sample.Find("data") is not JsonObject data) return;

        foreach (JsonObject modifier in modifiers.Items.OfType<JsonObject>())
        {
            if (modifier.Find("type") is not JsonString { Value: "staterror" }) continue;

            ImmutableArray<double> counts = Numbers(data.Find("contents")), errors = Numbers((modifier.Find("data") as JsonObject)?.Find("errors") ?? data.Find("errors"));
            Add(KeyOf(modifier), counts, errors);
        }
    }

    /// <summary>The relative widths; empty where a staterror has no errors.</summary>
    internal double[] RelativeWidths(JsonObject modifier) => _sums.TryGetValue(KeyOf(modifier), out var sums)
        ? [.. sums.Counts.Select((count, i) => count > 0 ? Math.Sqrt(sums.Variances[i]) / count : 0)]
        : [];

    /// <summary>What says which samples share a staterror: its parameters.</summary>
    private static string KeyOf(JsonObject modifier) =>
        modifier.Find("parameters") is JsonArray list ? string.Join('\n', list.Items.OfType<JsonString>().Select(name => name.Value)) : "";

    private static ImmutableArray<double> Numbers(IJsonNode? node) => node is JsonNumbers numbers ? numbers.Values : [];

    private void Add(string key, ImmutableArray<double> counts, ImmutableArray<double> errors)
    {
        if (!_sums.TryGetValue(key, out var sums)) _sums[key] = sums = (new double[counts.Length], new double[counts.Length]);
        for (int i = 0; i < Math.Min(sums.Counts.Length, Math.Min(counts.Length, errors.Length)); i++)
        {
            sums.Counts[i] += counts[i];
            sums.Variances[i] += errors[i] * errors[i];
        }
    }
}
