using System.Globalization;
using System.Text.RegularExpressions;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns <c>Measurement</c> elements into measurements.</summary>
internal sealed partial class MeasurementDecoder(HistFactoryDialect dialect, ElementReader reader, IReadOnlyList<ChannelParts> channels, IReadOnlySet<string> inputs)
{
    private readonly HashSet<string> _modifiers = [.. channels.SelectMany(parts => parts.Channel.Samples).SelectMany(sample => sample.Modifiers).Select(modifier => modifier.Name)];

    private bool IsRoot => dialect == HistFactoryDialect.Root;

    /// <summary>The Asimov data sets of all measurements.</summary>
    public List<NamedDataset> Asimov { get; } = [];

    /// <summary>The measurement.</summary>
    /// <param name="element">The element.</param>
    /// <param name="factors">The settings of factors that stand in the channels.</param>
    public Measurement Read(XmlElement element, IReadOnlyList<ParameterSetting> factors)
    {
        reader.CheckKnown(element, "POI", "ParamSetting", "ConstraintTerm", "Asimov");
        string name = element["Name"] ?? reader.Required(element, "Name");
        double lumi = reader.Number(element, "Lumi", isRequired: true) ?? 1, width = lumi * (reader.Number(element, "LumiRelErr", isRequired: true) ?? 0.1);
        List<ParameterSetting> settings =
        [
            new(Lumi.TypeName) { AuxData = [lumi], Bounds = [new Interval(lumi - (5 * width), lumi + (5 * width))], Inits = [lumi], Sigmas = [width], Location = element.Location },
            .. factors,
        ];
        List<ParameterChange> changes = [], added = [];
        foreach (XmlElement setting in element.All("ParamSetting")) Set(setting, settings, changes);
        if (IsRoot)
        {
            foreach (XmlElement term in element.All("ConstraintTerm")) Constrain(term, changes, added);
            foreach (XmlElement asimov in element.All("Asimov")) ReadAsimov(asimov);
        }

        bool isPlain = changes.Count == 0 && added.Count == 0;
        return new Measurement(name, [.. Pois(element, name)], [.. settings])
        {
            Overlay = isPlain ? null : new Overlay { Parameters = [.. changes], NewParameters = [.. added], Location = element.Location },
            Location = element.Location,
        };
    }

    private string[] Pois(XmlElement element, string name)
    {
        string[] pois = [.. element.All("POI").SelectMany(poi => Words(poi.Text)).Select(poi => IsRoot ? Parameter(poi) : poi).Distinct()];
        foreach (XmlElement poi in element.All("POI")) reader.CheckKnown(poi);
        if (!element.All("POI").Any()) reader.Findings.Error("WK721", element.Location, $"measurement '{name}' has no POI.", "Add <POI>NAME</POI>; leave it empty for none.");
        return pois;
    }

    private void Set(XmlElement element, List<ParameterSetting> settings, List<ParameterChange> changes)
    {
        reader.CheckKnown(element);
        bool? isHeld = reader.Flag(element, "Const");
        double? value = reader.Number(element, "Val");
        foreach (string rootName in Words(element.Text))
        {
            string name = Parameter(rootName);
            if (name.EndsWith(']') || (IsRoot && inputs.Contains(name)))
            {
                if (IsRoot) changes.Add(new ParameterChange(name) { Init = value, Fixed = isHeld, Location = element.Location });
                else reader.Findings.Error("WK722", element.Location, $"'{rootName}' is an element of a per-bin set, which pyhf's reading can't hold.", "Read the file in ROOT's way.");
                continue;
            }

            int place = settings.FindIndex(setting => setting.Name == name);
            ParameterSetting changed = (place < 0 ? new ParameterSetting(name) { Location = element.Location } : settings[place]) with { };
            if (isHeld is not null) changed = changed with { Fixed = isHeld };
            if (value is { } init) changed = changed with { Inits = [init] };

            // In pyhf's reading a setting that is given again moves to the end; the luminosity stays in front.
            if (place == 0 || (IsRoot && place > 0))
            {
                settings[place] = changed;
                continue;
            }

            if (place > 0) settings.RemoveAt(place);
            settings.Add(changed);
        }
    }

    /// <summary>Constraint terms of other kinds, as ROOT's HistFactory writes them: the parameter α becomes a function of another one with that term.</summary>
    private void Constrain(XmlElement element, List<ParameterChange> changes, List<ParameterChange> added)
    {
        reader.CheckKnown(element);
        string type = reader.Required(element, "Type").Trim();
        foreach (string rootName in Words(element.Text))
        {
            string name = Parameter(rootName);
            if (!_modifiers.Contains(name))
            {
                reader.Findings.Error("WK723", element.Location, $"ConstraintTerm names '{rootName}', which no systematic has.", NearestNames.Suggest(name, _modifiers));
                continue;
            }

            double relative = 0;
            if (ConstraintForms.IsRelative(type))
            {
                if (Relative(element) is not { } given) continue;
                relative = given;
            }

            if (ConstraintForms.Of(type, relative, name, element.Location) is not { } form)
            {
                reader.Findings.Error("WK714", element.Location, $"'Type' of ConstraintTerm is '{type}'; expected Gaussian, Gamma, LogNormal, Uniform or NoConstraint.", "Correct it.");
                return;
            }

            if (form.Change is { } change) changes.Add(change);
            if (form.Input is { } input) added.Add(input);
        }
    }

    private double? Relative(XmlElement element)
    {
        if (reader.Number(element, "RelativeUncertainty", isRequired: true) is not { } relative) return null;
        if (relative > 0) return relative;

        reader.Findings.Error("WK713", element.Location, $"'RelativeUncertainty' of ConstraintTerm is {XmlPart.Number(relative)}; expected a positive number.", "Correct it.");
        return null;
    }

    private void ReadAsimov(XmlElement element)
    {
        reader.CheckKnown(element);
        List<KeyValuePair<string, double>> at = [];
        foreach (Match match in Assignment().Matches(element["FixParams"] ?? ""))
        {
            string name = Parameter(match.Groups["name"].Value);
            if (double.TryParse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)) at.Add(new KeyValuePair<string, double>(name, value));
        }

        var set = new NamedDataset(reader.Required(element, "Name")) { At = [.. at], Location = element.Location };
        NamedDataset? known = Asimov.Find(other => other.Name == set.Name);
        if (known is null) Asimov.Add(set);
        else if (!known.At.SequenceEqual(set.At)) reader.Findings.Warning("WK729", element.Location, $"the Asimov data '{set.Name}' have other values than at {known.Location}; those there are used.", "Give them another name.");
    }

    private string Parameter(string rootName) => RootNames.Parameter(rootName, name => _modifiers.Contains(name) || inputs.Contains(name));

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<name>[^\s=,;]+)\s*(?:=\s*(?<value>[-+.0-9eE]+))?")]
    private static partial Regex Assignment();
}
