using System.Collections.Immutable;

namespace Wilks.Workspaces;

/// <summary>Checks what a workspace means, however it was made: names, lengths, values, shared parameters, settings and parameters of interest.</summary>
/// <remarks>An error is what pyhf refuses or what would compute nonsense; what published workspaces do and pyhf accepts is a warning or a note. Thread-safe.</remarks>
public static class WorkspaceChecks
{
    /// <summary>All findings, in document order.</summary>
    /// <param name="workspace">The workspace.</param>
    public static ImmutableArray<Diagnostic> Check(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var findings = new DiagnosticCollector();
        PresenceChecks.Run(workspace, findings);

        // A workspace that lacks whole lists has no lengths and parameters to talk about.
        if (findings.HasErrors) return findings.InDocumentOrder();

        NameChecks.Run(workspace, findings);
        BinCountChecks.Run(workspace, findings);
        ValueChecks.Run(workspace, findings);
        ParameterTable parameters = ParameterTable.Of(workspace);
        SharingChecks.Run(parameters, findings);
        FrozenBinChecks.Run(parameters, findings);
        foreach (Measurement measurement in workspace.Measurements)
        {
            SettingChecks.Run(measurement, parameters, findings);
            PoiChecks.Run(measurement, parameters, workspace.Overlay, findings);
        }

        return findings.InDocumentOrder();
    }
}
