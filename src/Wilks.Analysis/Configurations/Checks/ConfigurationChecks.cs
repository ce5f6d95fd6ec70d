using Wilks.Workspaces;

namespace Wilks.Analysis.Configurations.Checks;

/// <summary>Checks what the parts of a configuration mean together, all at once.</summary>
internal static class ConfigurationChecks
{
    /// <summary>The configuration, with names that were read in another way than written.</summary>
    internal static AnalysisConfiguration Check(AnalysisConfiguration configuration, DiagnosticCollector findings)
    {
        NameChecks.Check(configuration, findings);
        InputChecks.Check(configuration, findings);
        SelectionChecks.Check(configuration, findings);
        SampleChecks.Check(configuration, findings);
        FormulaChecks.Check(configuration, findings);
        MorphingChecks.Check(configuration, findings);
        ReferenceChecks.Check(configuration, findings);
        ExpressionChecks.Check(configuration, findings);
        PresenceChecks.Check(configuration, findings);
        return ParameterChecks.Check(configuration, findings);
    }
}
