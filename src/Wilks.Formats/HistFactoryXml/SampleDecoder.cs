using System.Globalization;
using Wilks.Histograms;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Turns <c>Sample</c> elements into samples, and gathers the settings that stand in them.</summary>
internal sealed class SampleDecoder(TemplateStore store, HistFactoryDialect dialect, ElementReader reader, string channel)
{
    private static readonly string[] s_modifiers = ["StatError", "HistoSys", "OverallSys", "ShapeSys", "NormFactor", "ShapeFactor"];

    /// <summary>The axes of the first template.</summary>
    public IReadOnlyList<IAxis> Axes { get; private set; } = [];

    /// <summary>The settings of factors.</summary>
    public List<ParameterSetting> Factors { get; } = [];

    /// <summary>Changes of per-bin parameters.</summary>
    public List<ParameterChange> Changes { get; } = [];

    private bool IsRoot => dialect == HistFactoryDialect.Root;

    /// <summary>The sample; null when it has no template, which was reported then.</summary>
    public Sample? Read(XmlElement element, HistogramContext context)
    {
        reader.CheckKnown(element, s_modifiers);
        HistogramContext own = context.Within(element);
        string name = reader.Required(element, "Name");
        Template? nominal = store.Read(own.File, own.Folder, own.Name, element.Location);
        List<IModifier> modifiers = [];
        if (reader.Flag(element, "NormalizeByTheory") ?? IsRoot) modifiers.Add(new Lumi(Lumi.TypeName) { Location = element.Location });
        foreach (XmlElement child in element.Children.Where(child => s_modifiers.Contains(child.Name)))
        {
            reader.CheckKnown(child);
            if (ReadModifier(child, own, nominal) is { } modifier) modifiers.Add(modifier);
        }

        if (nominal is null) return null;
        if (Axes.Count == 0) Axes = nominal.Axes;
        return new Sample(name, [.. nominal.Counts], [.. modifiers]) { Location = element.Location };
    }

    private IModifier? ReadModifier(XmlElement element, HistogramContext context, Template? nominal) => element.Name switch
    {
        "OverallSys" => OverallSys(element),
        "NormFactor" => Factor(element),
        "HistoSys" => HistoSys(element, context),
        "ShapeSys" => ShapeSys(element, context, nominal),
        "ShapeFactor" => ShapeFactor(element, context),
        _ => StatError(element, context, nominal),
    };

    private NormSys? OverallSys(XmlElement element)
    {
        double? low = reader.Number(element, "Low", isRequired: true), high = reader.Number(element, "High", isRequired: true);
        string name = reader.Required(element, "Name");
        return low is { } lo && high is { } hi ? new NormSys(name, lo, hi) { Location = element.Location } : null;
    }

    private NormFactor Factor(XmlElement element)
    {
        string name = reader.Required(element, "Name");
        double? low = reader.Number(element, "Low", isRequired: true), high = reader.Number(element, "High", isRequired: true), value = reader.Number(element, "Val", isRequired: true);
        if (low is { } lo && high is { } hi && value is { } init)
        {
            Factors.Add(new ParameterSetting(name) { Bounds = [IsRoot ? new Interval(RootNames.Bound(lo), RootNames.Bound(hi)) : new Interval(lo, hi)], Inits = [init], Fixed = reader.Flag(element, "Const"), Location = element.Location });
        }

        return new NormFactor(name) { Location = element.Location };
    }

    private ShapeFactor ShapeFactor(XmlElement element, HistogramContext context)
    {
        string name = reader.Required(element, "Name");
        Template? initial = IsRoot && !string.IsNullOrEmpty(element["HistoName"]) ? store.Read(element["InputFile"] ?? context.File, element["HistoPath"] ?? context.Folder, element["HistoName"], element.Location) : null;
        bool? isHeld = reader.Flag(element, "Const");
        if (initial is not null || isHeld is not null)
        {
            Factors.Add(new ParameterSetting(name) { Inits = initial is null ? null : [.. initial.Counts], Fixed = isHeld, Location = element.Location });
        }

        return new ShapeFactor(name) { Location = element.Location };
    }

    private HistoSys? HistoSys(XmlElement element, HistogramContext context)
    {
        // ROOT looks where the sample is, pyhf at the top of the file.
        string folder = IsRoot ? context.Folder : "";
        string? file = element["InputFile"] ?? context.File;
        Template? low = store.Read(element["HistoFileLow"] ?? file, element["HistoPathLow"] ?? folder, reader.Required(element, "HistoNameLow"), element.Location);
        Template? high = store.Read(element["HistoFileHigh"] ?? file, element["HistoPathHigh"] ?? folder, reader.Required(element, "HistoNameHigh"), element.Location);
        string name = reader.Required(element, "Name");
        return low is null || high is null ? null : new HistoSys(name, [.. low.Counts], [.. high.Counts]) { Location = element.Location };
    }

    private ShapeSys? ShapeSys(XmlElement element, HistogramContext context, Template? nominal)
    {
        string name = reader.Required(element, "Name");
        Template? relative = store.Read(element["InputFile"] ?? context.File, element["HistoPath"] ?? (IsRoot ? context.Folder : ""), reader.Required(element, "HistoName"), element.Location);
        if (relative is null || nominal is null || !HasSameBins(element, relative, nominal)) return null;

        if (IsRoot && IsGaussian(element))
        {
            for (int bin = 0; bin < relative.Counts.Length; bin++)
            {
                // A bin without uncertainty is held by its modifier; its term must be of the same kind.
                double sigma = relative.Counts[bin] > 0 && nominal.Counts[bin] > 0 ? relative.Counts[bin] : 1;
                Changes.Add(new ParameterChange(string.Create(CultureInfo.InvariantCulture, $"{name}[{bin}]")) { Constraint = new GaussianSetting(sigma, 1), Location = element.Location });
            }
        }

        return new ShapeSys(name, [.. Product(relative, nominal)]) { Location = element.Location };
    }

    private StatError? StatError(XmlElement element, HistogramContext context, Template? nominal)
    {
        if (reader.Flag(element, "Activate") != true)
        {
            reader.Findings.Warning("WK717", element.Location, $"StatError of channel '{channel}' is not activated and left out.", "Write Activate=\"True\", or remove it.");
            return null;
        }

        if (nominal is null) return null;
        string name = RootNames.StatErrorOf(channel);
        if (string.IsNullOrEmpty(element["HistoName"])) return new StatError(name, [.. nominal.Uncertainties]) { Location = element.Location };

        string? file = element["InputFile"] ?? element["HistoFile"] ?? context.File;
        Template? relative = store.Read(file, element["HistoPath"] ?? (IsRoot ? context.Folder : ""), element["HistoName"], element.Location);
        return relative is null || !HasSameBins(element, relative, nominal) ? null : new StatError(name, [.. Product(relative, nominal).Select(value => IsRoot ? Math.Abs(value) : value)]) { Location = element.Location };
    }

    private bool IsGaussian(XmlElement element)
    {
        switch (element["ConstraintType"]?.Trim())
        {
            case null or "" or "Poisson" or "Pois":
                return false;
            case "Gaussian" or "Gauss":
                return true;
            default:
                reader.Findings.Error("WK714", element.Location, $"'ConstraintType' of {element.Name} is '{element["ConstraintType"]}'; expected Poisson or Gaussian.", "Correct it.");
                return false;
        }
    }

    private bool HasSameBins(XmlElement element, Template relative, Template nominal)
    {
        if (relative.Counts.Length == nominal.Counts.Length) return true;

        reader.Findings.Error("WK718", element.Location, $"the histogram of {element.Name} has {relative.Counts.Length} bins, that of the sample {nominal.Counts.Length}.", "Give histograms of one binning.");
        return false;
    }

    private static IEnumerable<double> Product(Template relative, Template nominal) => relative.Counts.Select((value, bin) => value * nominal.Counts[bin]);
}
