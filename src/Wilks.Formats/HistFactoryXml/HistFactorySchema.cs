namespace Wilks.Formats.HistFactoryXml;

/// <summary>The document type definition that is written beside the XML, without which hist2workspace doesn't read it.</summary>
internal static class HistFactorySchema
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "HistFactorySchema.dtd";

    /// <summary>The elements with their content, and the attributes: those that must be there, then the others.</summary>
    private static readonly (string Element, string Content, string[] Required, string[] Optional)[] s_elements =
    [
        ("Combination", "(Function*, Input+, Measurement*)", ["OutputFilePrefix"], ["Mode"]),
        ("Function", "EMPTY", ["Name", "Expression", "Dependents"], ["Command"]),
        ("Input", "(#PCDATA)", [], []),
        ("Measurement", "(POI, ParamSetting*, ConstraintTerm*, Asimov*)", ["Name", "Lumi", "LumiRelErr"], ["BinLow", "BinHigh", "Mode", "ExportOnly"]),
        ("POI", "(#PCDATA)", [], []),
        ("ParamSetting", "(#PCDATA)", [], ["Val", "Const"]),
        ("ConstraintTerm", "(#PCDATA)", ["Type"], ["RelativeUncertainty"]),
        ("Asimov", "EMPTY", ["Name"], ["FixParams"]),
        ("Channel", "(Data*, StatErrorConfig*, Sample+)", ["Name"], ["InputFile", "HistoPath", "HistoName"]),
        ("Data", "EMPTY", [], ["Name", "InputFile", "HistoPath", "HistoName"]),
        ("StatErrorConfig", "EMPTY", [], ["RelErrorThreshold", "ConstraintType"]),
        ("Sample", "(StatError | HistoSys | OverallSys | ShapeSys | NormFactor | ShapeFactor)*", ["Name"], ["InputFile", "HistoName", "HistoPath", "NormalizeByTheory"]),
        ("StatError", "EMPTY", ["Activate"], ["HistoName", "InputFile", "HistoPath"]),
        ("HistoSys", "EMPTY", ["Name"], ["InputFile", "HistoFileHigh", "HistoPathHigh", "HistoNameHigh", "HistoFileLow", "HistoPathLow", "HistoNameLow"]),
        ("OverallSys", "EMPTY", ["Name", "High", "Low"], []),
        ("ShapeSys", "EMPTY", ["Name", "HistoName"], ["HistoPath", "InputFile", "ConstraintType"]),
        ("NormFactor", "EMPTY", ["Name", "Val", "High", "Low"], ["Const"]),
        ("ShapeFactor", "EMPTY", ["Name"], ["HistoName", "HistoPath", "InputFile", "Const"]),
    ];

    /// <summary>The file.</summary>
    public static string Text { get; } = string.Concat(s_elements.Select(Declare));

    private static string Declare((string Element, string Content, string[] Required, string[] Optional) element)
    {
        string attributes = string.Concat(element.Required.Select(name => $"  {name} CDATA #REQUIRED\n")) + string.Concat(element.Optional.Select(name => $"  {name} CDATA #IMPLIED\n"));
        return $"<!ELEMENT {element.Element} {element.Content}>\n" + (attributes.Length == 0 ? "" : $"<!ATTLIST {element.Element}\n{attributes}>\n");
    }
}
