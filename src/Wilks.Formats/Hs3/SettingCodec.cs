using System.Collections.Immutable;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>The measurements of <c>misc.wilks</c>: settings as pyhf spells them, with several parameters of interest and open bounds (<c>null</c>).</summary>
internal static class SettingCodec
{
    /// <summary>Writes a measurement.</summary>
    internal static JsonObject Write(Measurement measurement) => JsonText.Object(
        ("name", JsonText.Text(measurement.Name)),
        ("pois", JsonText.Texts(measurement.Pois)),
        ("parameters", JsonText.List(measurement.Parameters.Select(Write))),
        ("overlay", measurement.Overlay is { } overlay ? OverlayWriter.Tree(overlay) : null));

    /// <summary>Reads a measurement.</summary>
    internal static Measurement Read(IJsonNode node, ShapeReader shape)
    {
        JsonObject? o = shape.Object(node, "the measurement", ["name", "pois", "parameters"], ["overlay"]);
        Overlay? overlay = o?.Find("overlay") is { } laid ? new OverlayDecoder(shape.Findings).Decode(laid) : null;
        ImmutableArray<string> pois = [.. shape.Items(o?.Find("pois"), "'pois'", mayBeEmpty: true).Select(item => shape.Text(item, "a parameter of interest"))];
        ImmutableArray<ParameterSetting> settings = [.. shape.Items(o?.Find("parameters"), "'parameters'", mayBeEmpty: true).Select(item => ReadSetting(item, shape))];
        return new Measurement(shape.Text(o?.Find("name"), "the measurement's name"), pois, settings) { Overlay = overlay, Location = node.Location };
    }

    private static JsonObject Write(ParameterSetting setting) => JsonText.Object(
        ("name", JsonText.Text(setting.Name)),
        ("inits", List(setting.Inits)),
        ("bounds", setting.Bounds is { } bounds ? JsonText.List(bounds.Select(b => OverlayWriter.Range(b.Lower, b.Upper))) : null),
        ("auxdata", List(setting.AuxData)),
        ("factors", List(setting.Factors)),
        ("sigmas", List(setting.Sigmas)),
        ("fixed", setting.Fixed is { } isFixed ? JsonText.Flag(isFixed) : null));

    private static JsonArray? List(ImmutableArray<double>? values) => values is { } list ? JsonText.Numbers(list) : null;

    private static ParameterSetting ReadSetting(IJsonNode node, ShapeReader shape)
    {
        JsonObject? o = shape.Object(node, "the parameter setting", ["name"], ["inits", "bounds", "auxdata", "factors", "sigmas", "fixed"]);
        ImmutableArray<double>? Values(string member) => o?.Find(member) is { } list ? shape.Numbers(list, $"'{member}'") : null;
        return new ParameterSetting(shape.Text(o?.Find("name"), "the parameter's name"))
        {
            Inits = Values("inits"),
            Bounds = o?.Find("bounds") is { } bounds ? [.. shape.Items(bounds, "'bounds'").Select(item => ReadRange(item, shape))] : null,
            AuxData = Values("auxdata"),
            Factors = Values("factors"),
            Sigmas = Values("sigmas"),
            Fixed = o?.Find("fixed") is JsonBoolean flag ? flag.Value : null,
            Location = node.Location,
        };
    }

    private static Interval ReadRange(IJsonNode node, ShapeReader shape)
    {
        ImmutableArray<IJsonNode> ends = shape.Items(node, "a bound");
        double End(int i, double open) => i >= ends.Length || ends[i] is JsonNull ? open : shape.Number(ends[i], "an end of a bound");
        return new Interval(End(0, double.NegativeInfinity), End(1, double.PositiveInfinity));
    }
}
