using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>Reads attributes of elements; reports what is missing, unknown or of another form.</summary>
internal sealed class ElementReader(DiagnosticCollector findings)
{
    private static readonly Dictionary<string, string[]> s_attributes = new(StringComparer.Ordinal)
    {
        ["Combination"] = ["OutputFilePrefix", "Mode"],
        ["Function"] = ["Name", "Expression", "Dependents", "Command"],
        ["Input"] = [],
        ["Measurement"] = ["Name", "Lumi", "LumiRelErr", "BinLow", "BinHigh", "Mode", "ExportOnly"],
        ["POI"] = [],
        ["ParamSetting"] = ["Val", "Const"],
        ["ConstraintTerm"] = ["Type", "RelativeUncertainty"],
        ["Asimov"] = ["Name", "FixParams"],
        ["Channel"] = ["Name", "InputFile", "HistoPath", "HistoName"],
        ["Data"] = ["Name", "InputFile", "HistoPath", "HistoName"],
        ["StatErrorConfig"] = ["RelErrorThreshold", "ConstraintType"],
        ["Sample"] = ["Name", "InputFile", "HistoName", "HistoPath", "NormalizeByTheory"],
        ["StatError"] = ["Activate", "HistoName", "InputFile", "HistoFile", "HistoPath"],
        ["HistoSys"] = ["Name", "InputFile", "HistoFileHigh", "HistoPathHigh", "HistoNameHigh", "HistoFileLow", "HistoPathLow", "HistoNameLow"],
        ["OverallSys"] = ["Name", "High", "Low"],
        ["ShapeSys"] = ["Name", "HistoName", "HistoPath", "InputFile", "ConstraintType"],
        ["NormFactor"] = ["Name", "Val", "High", "Low", "Const"],
        ["ShapeFactor"] = ["Name", "HistoName", "HistoPath", "InputFile", "Const"],
    };

    /// <summary>Where problems go.</summary>
    public DiagnosticCollector Findings { get; } = findings;

    /// <summary>Reports the attributes and elements that nothing reads.</summary>
    /// <param name="element">The element.</param>
    /// <param name="children">The elements that may stand inside.</param>
    public void CheckKnown(XmlElement element, params ReadOnlySpan<string> children)
    {
        string[] known = s_attributes[element.Name];
        foreach ((string name, _) in element.Attributes)
        {
            if (!known.Contains(name)) Findings.Warning("WK710", element.Location, $"{element.Name} has the attribute '{name}', which nothing reads.", known.Length == 0 ? "Remove it." : NearestNames.Suggest(name, known));
        }

        string[] allowed = [.. children];
        foreach (XmlElement child in element.Children)
        {
            if (!allowed.Contains(child.Name)) Findings.Warning("WK711", child.Location, $"{element.Name} has the element '{child.Name}', which nothing reads.", allowed.Length == 0 ? "Remove it." : NearestNames.Suggest(child.Name, allowed));
        }
    }

    /// <summary>A text that must be there; empty when it is not.</summary>
    public string Required(XmlElement element, string attribute)
    {
        if (element[attribute] is { Length: > 0 } text) return text;

        Findings.Error("WK712", element.Location, $"{element.Name} has no attribute '{attribute}'.", "Add it.");
        return "";
    }

    /// <summary>A number; null when it is not there or none.</summary>
    public double? Number(XmlElement element, string attribute, bool isRequired = false)
    {
        string? text = isRequired ? Required(element, attribute) : element[attribute];
        if (string.IsNullOrEmpty(text)) return null;
        if (double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)) return value;

        Findings.Error("WK713", element.Location, $"'{attribute}' of {element.Name} is '{text}'; expected a number.", "Correct it.");
        return null;
    }

    /// <summary>Yes or no; null when it is not there or neither.</summary>
    public bool? Flag(XmlElement element, string attribute)
    {
        switch (element[attribute]?.Trim().ToUpperInvariant())
        {
            case null or "":
                return null;
            case "TRUE" or "1":
                return true;
            case "FALSE" or "0":
                return false;
            default:
                Findings.Error("WK713", element.Location, $"'{attribute}' of {element.Name} is '{element[attribute]}'; expected True or False.", "Correct it.");
                return null;
        }
    }
}
