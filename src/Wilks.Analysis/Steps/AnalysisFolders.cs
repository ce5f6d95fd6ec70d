using Wilks.Analysis.Configurations;

namespace Wilks.Analysis.Steps;

/// <summary>Where the files of an analysis are.</summary>
/// <param name="Base">The folder that the paths of the configuration are relative to.</param>
/// <param name="Histograms">The folder of templates.</param>
/// <param name="Results">The folder of results.</param>
public sealed record AnalysisFolders(string Base, string Histograms, string Results)
{
    /// <summary>The folders that a configuration names.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">The folder that its paths are relative to.</param>
    public static AnalysisFolders Of(AnalysisConfiguration configuration, string folder)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        return new AnalysisFolders(folder, Path.Combine(folder, configuration.General.HistogramFolder), Path.Combine(folder, configuration.General.ResultFolder));
    }

    /// <summary>Whether templates and results are in one folder, however its name is written.</summary>
    internal bool IsOne => Whole(Histograms) == Whole(Results);

    private static string Whole(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>The templates as they were filled.</summary>
    public string Templates => Path.Combine(Histograms, Planning.TemplateArchiveFile.Name);

    /// <summary>What post-processing made and decided.</summary>
    public string PostProcessing => Path.Combine(Histograms, "postprocessing.json");

    /// <summary>What post-processing decided, as a table.</summary>
    public string PostProcessingText => Path.Combine(Histograms, "postprocessing.txt");

    /// <summary>The workspace that is fitted.</summary>
    public string Workspace => Path.Combine(Results, "workspace.json");

    /// <summary>The workspace with the validation regions.</summary>
    public string WholeWorkspace => Path.Combine(Results, "workspace_with_validation.json");

    /// <summary>What the format of the workspace can't say, of the workspace that is fitted.</summary>
    public string Overlay => Path.Combine(Results, "overlay.json");

    /// <summary>The same of the workspace with the validation regions.</summary>
    public string WholeOverlay => Path.Combine(Results, "overlay_with_validation.json");

    /// <summary>What was made of what.</summary>
    public string Manifest => Path.Combine(Results, "manifest.json");

    /// <summary>How long every step took when it last ran.</summary>
    public string Timings => Path.Combine(Results, "timings.json");
}
