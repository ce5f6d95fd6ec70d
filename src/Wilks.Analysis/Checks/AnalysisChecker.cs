using System.Collections.Immutable;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Steps;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Tells what is suspicious of an analysis or a workspace before anything is fitted; <c>docs/explanations/checks-before-fitting.md</c> lists it all. Thread-safe.</summary>
public static class AnalysisChecker
{
    private static readonly ImmutableArray<ICheck> s_checks =
    [
        new TemplateNumberCheck(), new BinContentCheck(), new StatisticsCheck(), new SystematicSizeCheck(), new SystematicSidesCheck(), new EffectCheck(),
        new JaggedShapeCheck(), new NoiseCheck(), new FreeFactorCheck(), new SignalCheck(), new DataCheck(), new PrefitCheck(),
    ];

    /// <summary>Checks a workspace.</summary>
    /// <param name="workspace">The workspace.</param>
    /// <param name="options">Thresholds; null takes the defaults.</param>
    /// <param name="measurement">The measurement; null takes the first.</param>
    public static CheckReport Check(Workspace workspace, CheckOptions? options = null, string? measurement = null)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return Check(workspace, new CompileOptions { Measurement = measurement }, options ?? CheckOptions.Default, null, null);
    }

    /// <summary>Checks an analysis: its templates, and the workspace made of them. Counts that are blinded are not looked at.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="prepared">The analysis up to its workspace.</param>
    /// <param name="options">Thresholds; null takes the defaults.</param>
    public static CheckReport Check(AnalysisConfiguration configuration, PreparedAnalysis prepared, CheckOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(prepared);
        return Check(prepared.Workspace.Whole, new CompileOptions { MaskedChannels = prepared.Workspace.ValidationRegions }, options ?? CheckOptions.Default, configuration, prepared);
    }

    private static CheckReport Check(Workspace workspace, CompileOptions compilation, CheckOptions options, AnalysisConfiguration? configuration, PreparedAnalysis? prepared)
    {
        (Model? model, IReadOnlyList<Diagnostic> diagnostics) = Compile(workspace, compilation);
        var context = new CheckContext(workspace, model, options, configuration, prepared);
        Dictionary<string, int> places = workspace.Channels.Select((channel, index) => (channel.Name, index)).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);
        IEnumerable<CheckFinding> findings = s_checks.SelectMany(check => check.Run(context))
            .OrderBy(finding => finding.Severity)
            .ThenBy(finding => places.GetValueOrDefault(finding.Region, -1))
            .ThenBy(finding => finding.Sample, StringComparer.Ordinal)
            .ThenBy(finding => finding.Parameter, StringComparer.Ordinal)
            .ThenBy(finding => finding.Bin ?? -1)
            .ThenBy(finding => finding.Kind);
        return new CheckReport([.. findings], [.. diagnostics], model is not null);
    }

    private static (Model? Model, IReadOnlyList<Diagnostic> Diagnostics) Compile(Workspace workspace, CompileOptions options)
    {
        try
        {
            Model model = Model.Compile(workspace, options);
            return (model, model.Diagnostics);
        }
        catch (WorkspaceException exception)
        {
            return (null, exception.Diagnostics);
        }
    }
}
