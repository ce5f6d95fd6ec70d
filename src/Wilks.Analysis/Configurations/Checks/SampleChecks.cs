using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks what is said of samples and regions as a whole.</summary>
internal static class SampleChecks
{
    internal static void Check(AnalysisConfiguration c, DiagnosticCollector findings)
    {
        if (!c.Regions.IsEmpty && c.Regions.All(region => region.Role == RegionRole.Validation))
        {
            findings.Error("WK825", c.Regions[0].Location, "all regions are for validation, so that there is nothing to fit.", "Give a region the role signal or control.");
        }

        if (c.Data is null) findings.Note("WK841", c.Location, "no sample is data: what is expected stands in for them.", "Add a sample with 'Data: true'.");
    }
}
