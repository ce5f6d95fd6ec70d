namespace Wilks.Analysis.Checks;

/// <summary>Looks for one thing.</summary>
internal interface ICheck
{
    /// <summary>What it finds.</summary>
    IEnumerable<CheckFinding> Run(CheckContext context);
}
