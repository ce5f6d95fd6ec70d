using System.Collections.Immutable;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns measurements into <c>Measurement</c> elements.</summary>
/// <param name="workspace">The workspace.</param>
/// <param name="parameters">Its parameters.</param>
/// <param name="laidOver">What the workspace lays over them and no other element says.</param>
/// <param name="added">New parameters of the workspace that no function uses.</param>
/// <param name="findings">Where problems go.</param>
internal sealed class MeasurementWriter(Workspace workspace, WrittenParameters parameters, LaidOver laidOver, IReadOnlyList<ParameterChange> added, DiagnosticCollector findings)
{
    // ROOT's HistFactory needs a luminosity also where no sample has one.
    private const double DefaultLumiUncertainty = 0.1;

    private readonly FactorSettings _factors = new(workspace);

    /// <summary>The element of a measurement.</summary>
    public XmlPart Write(Measurement measurement)
    {
        ParameterSetting? lumi = measurement.Parameters.FirstOrDefault(setting => setting.Name == Lumi.TypeName);
        ParameterChange[] changes = [.. laidOver.Rest, .. new LaidOver(Own(measurement, overlay => overlay.Parameters), parameters).Rest];
        ParameterChange[] inputs = [.. added, .. Own(measurement, overlay => overlay.NewParameters)];
        List<XmlPart> settings = [], terms = [];
        HashSet<string> used = [];
        foreach (ParameterSetting setting in measurement.Parameters) settings.AddRange(Write(setting, measurement));
        if (lumi is null && !settings.Any(part => part.Text == "Lumi")) settings.Add(new XmlPart("ParamSetting", ("Const", "True")) { Text = "Lumi" });
        foreach (ParameterChange change in changes)
        {
            if (ConstraintForms.Match(change, inputs) is { } form && parameters.Of(change.Name) is NormSys or HistoSys)
            {
                used.Add($"beta_{change.Name}");
                if (parameters.RootName(change.Name, change.Location) is { } name) terms.Add(new XmlPart("ConstraintTerm", ("Type", form.Type), ("RelativeUncertainty", form.Relative is { } relative ? XmlPart.Number(relative) : null)) { Text = name });
            }
            else if (Write(change) is { } part)
            {
                settings.Add(part);
            }
        }

        WrittenLimits.CheckInputs(inputs.Where(input => !used.Contains(input.Name)), findings);
        (double centre, double width) = LumiOf(lumi, measurement);
        return new XmlPart("Measurement", ("Name", measurement.Name), ("Lumi", XmlPart.Number(centre)), ("LumiRelErr", XmlPart.Number(NearbyNumbers.Factor(width, centre))))
        {
            Children = [new XmlPart("POI") { Text = Pois(measurement) }, .. settings, .. terms, .. Asimov()],
        };
    }

    // An overlay laid over a workspace is laid over its measurements too.
    private IEnumerable<ParameterChange> Own(Measurement measurement, Func<Overlay, ImmutableArray<ParameterChange>> list)
        => measurement.Overlay is not { } own ? [] : list(own).Where(change => workspace.Overlay is not { } all || !list(all).Contains(change));

    private string Pois(Measurement measurement)
    {
        ImmutableArray<string> pois = measurement.Overlay?.Pois ?? workspace.Overlay?.Pois ?? measurement.Pois;
        return string.Join(' ', pois.Select(poi => parameters.RootName(poi, measurement.Location)));
    }

    private IEnumerable<XmlPart> Asimov() => workspace.Datasets.Where(set => set.Observations is null).Select(set => new XmlPart("Asimov", ("Name", set.Name), ("FixParams", string.Join(',', set.At.Select(pair => $"{parameters.RootName(pair.Key, set.Location)}={XmlPart.Number(pair.Value)}")))));

    private (double Centre, double Width) LumiOf(ParameterSetting? lumi, Measurement measurement)
    {
        double centre = lumi?.AuxData?[0] ?? 1, width = lumi?.Sigmas?[0] ?? (centre * DefaultLumiUncertainty);
        if (centre == 0) findings.Error("WK744", lumi!.Location, $"the luminosity of measurement '{measurement.Name}' is centred at 0; XML gives its uncertainty relative to that.", "Scale the templates to a luminosity of 1.");
        if (lumi?.Bounds is [var range] && range != new Interval(centre - (5 * width), centre + (5 * width))) WarnOfBounds("lumi", range, lumi.Location);
        return (centre, width);
    }

    private IEnumerable<XmlPart> Write(ParameterSetting setting, Measurement measurement)
    {
        if (laidOver.Of(setting.Name).Expression is not null) return [];

        switch (parameters.Of(setting.Name))
        {
            case Lumi:
                return Setting(setting.Name, setting.Inits is [var init] && init != (setting.AuxData?[0] ?? 1) ? init : null, setting.Fixed, setting.Location);
            case NormFactor:
                (double value, Interval range) = _factors.Of(setting.Name);
                if (setting.Bounds is [var own] && own != range) WarnOfBounds($"'{setting.Name}' in measurement '{measurement.Name}'", own, setting.Location);
                return Setting(setting.Name, setting.Inits is [var start] && start != value ? start : null, setting.Fixed, setting.Location);
            case NormSys or HistoSys:
                CheckAlpha(setting);
                return Setting(setting.Name, setting.Inits is [var alpha] ? alpha : null, setting.Fixed, setting.Location, isAlways: true);
            case StatError or ShapeSys or ShapeFactor:
                return PerBin(setting);
            default:
                // The luminosity stands in the Measurement itself.
                if (setting.Name == Lumi.TypeName) return Setting(setting.Name, setting.Inits is [var lumi] && lumi != (setting.AuxData?[0] ?? 1) ? lumi : null, setting.Fixed, setting.Location);
                return Setting(setting.Name, setting.Inits is [var other, ..] ? other : null, setting.Fixed, setting.Location, isAlways: true);
        }
    }

    private IEnumerable<XmlPart> PerBin(ParameterSetting setting)
    {
        if (setting is not { AuxData: null, Factors: null, Sigmas: null })
        {
            findings.Error("WK744", setting.Location, $"the setting of '{setting.Name}' changes constraint terms per bin (auxdata, factors or sigmas); those of XML follow from the uncertainties.", "Write the uncertainties that are meant, or the workspace as HS3.");
        }

        if (setting.Bounds is { Length: > 0 } bounds && bounds.Any(range => range != (parameters.Of(setting.Name) is ShapeFactor ? FactorSettings.DefaultRange : new Interval(1e-10, 10)))) WarnOfBounds($"'{setting.Name}'", bounds[0], setting.Location);
        bool isFactor = parameters.Of(setting.Name) is ShapeFactor;
        bool? isHeld = isFactor && _factors.IsHeld(setting.Name) is not null ? null : setting.Fixed;
        ImmutableArray<double>? inits = isFactor && _factors.InitialShape(setting.Name) is { } shape && setting.Inits is { } own && shape.AsSpan().SequenceEqual(own.AsSpan()) ? null : setting.Inits;
        return parameters.Elements(setting.Name).SelectMany((name, index) => Setting(name, inits is { } starts && index < starts.Length ? starts[index] : null, isHeld, setting.Location));
    }

    private XmlPart? Write(ParameterChange change)
    {
        IModifier? modifier = parameters.Of(change.Name);
        if (change.Expression is not null)
        {
            findings.Error("WK749", change.Location, $"'{change.Name}' follows from other parameters; of XML's parameters only normalization factors can.", "Make it a normfactor, or write the workspace as HS3.");
            return null;
        }

        if (change.Constraint is { } constraint)
        {
            findings.Error("WK741", change.Location, $"'{change.Name}' has a constraint term of kind '{constraint.Kind}' that XML can't say{(modifier is null ? "" : $" of a {modifier.Type}")}.", "Write the workspace as HS3.");
            return null;
        }

        if (change.Label is not null) findings.Warning("WK743", change.Location, $"the label of '{change.Name}' is not written; XML has none.", "Keep the overlay file.");
        if (change.Bounds is { } bounds) WarnOfBounds($"'{change.Name}'", bounds, change.Location);
        return Setting(change.Name, change.Init, change.Fixed, change.Location).FirstOrDefault();
    }

    private IEnumerable<XmlPart> Setting(string name, double? value, bool? isHeld, SourceLocation location, bool isAlways = false)
    {
        if (value is null && isHeld is null && !isAlways) yield break;
        if (parameters.RootName(name, location) is { } root) yield return new XmlPart("ParamSetting", ("Val", value is { } number ? XmlPart.Number(number) : null), ("Const", XmlPart.Flag(isHeld))) { Text = root };
    }

    private void CheckAlpha(ParameterSetting setting)
    {
        if (setting.AuxData is [not 0] || setting.Sigmas is [not 1] || setting.Factors is not null)
        {
            findings.Error("WK744", setting.Location, $"the constraint term of '{setting.Name}' is not the unit Gaussian around 0; XML can't say so.", "Scale the systematic, or write the workspace as HS3.");
        }

        if (setting.Bounds is [var range] && range != new Interval(-5, 5)) WarnOfBounds($"'{setting.Name}'", range, setting.Location);
    }

    private void WarnOfBounds(string what, Interval range, SourceLocation location)
        => findings.Warning("WK745", location, $"the bounds {XmlPart.Number(range.Lower)} to {XmlPart.Number(range.Upper)} of {what} are not written; XML has no place for them.", "Nothing, unless a fit would go beyond.");
}
