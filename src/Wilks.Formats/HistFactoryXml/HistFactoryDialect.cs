namespace Wilks.Formats.HistFactoryXml;

/// <summary>Whose reading of HistFactory's XML is followed where they differ.</summary>
public enum HistFactoryDialect
{
    /// <summary>ROOT's: samples are scaled by the luminosity unless <c>NormalizeByTheory</c> says otherwise, and statistical uncertainties, constraint terms, functions and Asimov data are as they are written.</summary>
    Root,

    /// <summary>pyhf's: <c>NormalizeByTheory</c> is off by default, and <c>StatErrorConfig</c>, <c>ConstraintType</c>, <c>ConstraintTerm</c>, <c>Function</c>, <c>Asimov</c> and further data are left out.</summary>
    Pyhf,
}
