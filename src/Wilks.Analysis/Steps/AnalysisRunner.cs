using System.Diagnostics;
using System.Globalization;
using System.Text;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Construction;
using Wilks.Analysis.Planning;
using Wilks.Analysis.PostProcessing;
using Wilks.Analysis.Variations;
using Wilks.Formats.Overlays;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Analysis.Steps;

/// <summary>Takes an analysis from its configuration to its results. What is up to date is not made again; a run that was killed is gone on with.</summary>
/// <remarks>Files are written whole or not at all, and depend on the inputs only: not on threads, on when, or on how often a run was broken off.</remarks>
public sealed class AnalysisRunner
{
    private readonly AnalysisConfigurationDocument _document;
    private readonly AnalysisConfiguration _configuration;
    private readonly RunOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly AnalysisFolders _folders;
    private readonly List<StepEnding> _endings = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly RunTimings _timings;

    private AnalysisRunner(AnalysisConfigurationDocument document, RunOptions options, CancellationToken cancellationToken)
    {
        _document = document;
        _configuration = document.Configuration;
        _options = options;
        _cancellationToken = cancellationToken;
        _folders = AnalysisFolders.Of(_configuration, document.Folder);
        _timings = RunTimings.Read(_folders.Timings);
    }

    /// <summary>Runs the steps up to a target.</summary>
    /// <param name="document">The configuration.</param>
    /// <param name="target">How far.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Stops; what was made stays.</param>
    /// <exception cref="WorkspaceException">Input can't be used, or a file can't be written.</exception>
    public static RunOutcome Run(AnalysisConfigurationDocument document, RunTarget target, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        return new AnalysisRunner(document, options, cancellationToken).Run(target);
    }

    /// <summary>Makes a workspace without writing anything but templates and what became of them.</summary>
    /// <param name="document">The configuration.</param>
    /// <param name="options">Choices.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="WorkspaceException">Input can't be used, or a file can't be written.</exception>
    public static PreparedAnalysis Prepare(AnalysisConfigurationDocument document, RunOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(options);
        var runner = new AnalysisRunner(document, options, cancellationToken);
        using RunLock templates = RunLock.Take(runner._folders.Histograms);
        return runner.Prepare();
    }

    private RunOutcome Run(RunTarget target)
    {
        using RunLock templates = RunLock.Take(_folders.Histograms);
        if (target <= RunTarget.PostProcessing)
        {
            TemplateBuild made = Templates();
            if (target == RunTarget.PostProcessing) PostProcess(made);
            return Outcome();
        }

        using RunLock? results = _folders.IsOne ? null : RunLock.Take(_folders.Results);
        PreparedAnalysis prepared = Prepare();
        Timed("workspace", () => WriteWorkspace(prepared), isChanged => (Size(prepared.Workspace), !isChanged));
        if (target == RunTarget.Results) Results(prepared);
        return Outcome();
    }

    private RunOutcome Outcome() => new(_folders, _endings, [.. _document.Diagnostics, .. _diagnostics]);

    private PreparedAnalysis Prepare()
    {
        TemplateBuild build = Templates();
        (VariationSet variations, ProcessedTemplates processed) = PostProcess(build);
        ConstructedWorkspace workspace = WorkspaceBuilder.Build(_configuration, processed);
        _diagnostics.AddRange(workspace.Diagnostics);
        return new PreparedAnalysis(build, variations, processed, workspace);
    }

    private static string Size(ConstructedWorkspace made) =>
        string.Create(CultureInfo.InvariantCulture, $"{made.Whole.Channels.Length} regions, {made.Whole.Channels.Sum(channel => channel.BinCount)} bins, {made.Whole.Channels.Sum(channel => channel.Samples.Sum(sample => sample.Modifiers.Length))} modifiers");

    private TemplateBuild Templates()
    {
        TemplateArchive earlier = _options.MakesAnew ? TemplateArchive.Empty : TemplateArchiveFile.ReadOrEmpty(_folders.Templates);
        TemplateBuild build = Timed(
            "templates",
            () =>
            {
                var options = new TemplateBuildOptions { Threads = _options.Threads, Sources = _options.Sources, Progress = _options.Progress, Checkpoint = archive => TemplateArchiveFile.Write(archive, _folders.Templates) };
                TemplateBuild made = TemplateBuilder.Build(_configuration, _folders.Base, earlier, options, _cancellationToken);
                if (made.MadeCount > 0 || made.Archive.Templates.Length != earlier.Templates.Length || !made.Archive.Inputs.AsSpan().SequenceEqual(earlier.Inputs.AsSpan())) TemplateArchiveFile.Write(made.Archive, _folders.Templates);
                return made;
            },
            made => (Counts(made), made.MadeCount == 0));
        _diagnostics.AddRange(build.Diagnostics);
        return build;
    }

    private static string Counts(TemplateBuild made) => made.MadeCount == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{made.ReusedCount} up to date")
        : string.Create(CultureInfo.InvariantCulture, $"{made.MadeCount} made of {made.EventCount} events, {made.ReusedCount} up to date");

    private (VariationSet Variations, ProcessedTemplates Processed) PostProcess(TemplateBuild build)
    {
        bool isChanged = true;
        return Timed(
            "postprocess",
            () =>
            {
                VariationSet variations = VariationBuilder.Build(_configuration, build.Archive.ToSet(), build.Tables, _folders.Base);
                ProcessedTemplates processed = TemplateProcessor.Process(_configuration, variations, _cancellationToken);
                isChanged = OutputFile.Write(_folders.PostProcessing, ResultContext.Json("", json => ProcessingReport.Write(processed, json)).Content);
                isChanged |= OutputFile.Write(_folders.PostProcessingText, Encoding.UTF8.GetBytes(ProcessingReport.Text(processed)));
                return (variations, processed);
            },
            made => (string.Create(CultureInfo.InvariantCulture, $"{made.processed.Variations.Length} variations kept, {made.processed.Decisions.Length} decisions"), !isChanged));
    }

    private bool WriteWorkspace(PreparedAnalysis prepared)
    {
        ConstructedWorkspace workspace = prepared.Workspace;
        bool isChanged = OutputFile.Write(_folders.Workspace, PyhfContent(workspace.Fitted));
        isChanged |= WriteOrDelete(_folders.Overlay, OverlayContent(workspace.Fitted));
        bool hasTwo = !workspace.ValidationRegions.IsEmpty;
        isChanged |= WriteOrDelete(_folders.WholeWorkspace, hasTwo ? PyhfContent(workspace.Whole) : null);
        isChanged |= WriteOrDelete(_folders.WholeOverlay, hasTwo ? OverlayContent(workspace.Whole) : null);
        return isChanged;
    }

    private static bool WriteOrDelete(string path, byte[]? content)
    {
        if (content is not null) return OutputFile.Write(path, content);

        File.Delete(path);
        return false;
    }

    private static byte[]? OverlayContent(Workspace workspace) => workspace.Overlay is { } overlay ? OutputFile.Content(stream => OverlayWriter.Write(overlay, stream)) : null;

    // What the format has no room for stands in the overlay beside it.
    private static byte[] PyhfContent(Workspace workspace) => OutputFile.Content(stream => PyhfWriter.Write(workspace with { Overlay = null }, stream));

    private void Results(PreparedAnalysis prepared)
    {
        var context = new ResultContext(_configuration, prepared.Workspace, _options.Threads, _cancellationToken);
        _diagnostics.AddRange(context.Model.Diagnostics);
        RunManifest? before = RunManifest.Read(_folders.Manifest);
        RunManifest? earlier = _options.MakesAnew ? null : before;
        string version = typeof(AnalysisRunner).Assembly.GetName().Version?.ToString(3) ?? "";
        var manifest = new RunManifest(version, _document.Hash) { Seed = _configuration.Results.Seed, Inputs = prepared.Build.Archive.Inputs };
        string basis = OutputFile.Hash(
            version,
            OutputFile.Hash(PyhfContent(prepared.Workspace.Whole)),
            OutputFile.Hash(OverlayContent(prepared.Workspace.Whole) ?? []),
            string.Join(',', prepared.Workspace.ValidationRegions),
            string.Join(',', prepared.Workspace.BlindRegions));
        IReadOnlyList<(string Name, Func<ResultContext, StepResult> Make)> steps = ResultSteps.Of(_configuration, context.Model, _options.Results);
        foreach ((string name, Func<ResultContext, StepResult> make) in steps)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            string fingerprint = Fingerprint(basis, name);
            ManifestStep? old = earlier?.Find(name);
            bool isUpToDate = old is not null && old.Fingerprint == fingerprint && old.Outputs.All(output => OutputFile.IsIntact(Path.Combine(_folders.Results, output.Path), output.Hash));
            manifest = manifest.With(isUpToDate ? Kept(old!) : Make(name, fingerprint, () => make(context)));
            WriteManifest(Later(manifest, earlier, steps.Select(step => step.Name).Concat(earlier?.Steps.Select(step => step.Name) ?? [])));
        }

        if (_options.Results is not null) manifest = Later(manifest, Valid(earlier, basis), ResultSteps.Of(_configuration, context.Model, null).Select(step => step.Name));
        WriteManifest(manifest);
        RemoveLeftovers(before, manifest);
        _timings.Write(_folders.Timings, [.. steps.Select(step => step.Name).Prepend("workspace").Prepend("postprocess").Prepend("templates")]);
    }

    // Until its turn comes, a step that was made before stays in the manifest.
    private static RunManifest Later(RunManifest manifest, RunManifest? earlier, IEnumerable<string> names) =>
        names.Where(name => manifest.Find(name) is null).Select(name => earlier?.Find(name)).OfType<ManifestStep>().Aggregate(manifest, (sum, step) => sum.With(step));

    private string Fingerprint(string basis, string step) => OutputFile.Hash(basis, step, ResultTexts.Of(_configuration.Results, step));

    // Those that are not asked for this time, but would be up to date.
    private RunManifest? Valid(RunManifest? earlier, string basis) => earlier is null ? null : earlier with { Steps = [.. earlier.Steps.Where(step => step.Fingerprint == Fingerprint(basis, step.Name))] };

    // A file of an earlier run that this one does not make would be taken for its result. One that was changed since is somebody else's.
    private void RemoveLeftovers(RunManifest? before, RunManifest now)
    {
        HashSet<string> made = [.. now.Steps.SelectMany(step => step.Outputs).Select(output => output.Path)];
        foreach (ManifestOutput output in (before?.Steps ?? []).SelectMany(step => step.Outputs).Where(output => !made.Contains(output.Path) && Path.GetFileName(output.Path) == output.Path))
        {
            string path = Path.Combine(_folders.Results, output.Path);
            if (OutputFile.IsIntact(path, output.Hash)) File.Delete(path);
        }
    }

    private void WriteManifest(RunManifest manifest) => OutputFile.Write(_folders.Manifest, ResultContext.Json("", manifest.Write).Content);

    private ManifestStep Kept(ManifestStep step)
    {
        End(new StepEnding(step.Name, true, 0) { Summary = step.Summary, IsTrusted = step.IsTrusted, Message = step.Message });
        return step;
    }

    private ManifestStep Make(string name, string fingerprint, Func<StepResult> make)
    {
        _options.Begun?.Invoke(name);
        long start = Stopwatch.GetTimestamp();
        StepResult result = make();
        _cancellationToken.ThrowIfCancellationRequested();
        foreach (ResultFile file in result.Files) OutputFile.Write(Path.Combine(_folders.Results, file.Name), file.Content);
        End(new StepEnding(name, false, Stopwatch.GetElapsedTime(start).TotalSeconds) { Summary = result.Summary, IsTrusted = result.IsTrusted, Message = result.Message });
        return new ManifestStep(name, fingerprint)
        {
            IsTrusted = result.IsTrusted,
            Message = result.Message,
            Summary = result.Summary,
            Outputs = [.. result.Files.Select(file => new ManifestOutput(file.Name, OutputFile.Hash(file.Content)))],
        };
    }

    private T Timed<T>(string name, Func<T> work, Func<T, (string Summary, bool WasUpToDate)> judge)
    {
        _options.Begun?.Invoke(name);
        long start = Stopwatch.GetTimestamp();
        T made = work();
        (string summary, bool wasUpToDate) = judge(made);
        End(new StepEnding(name, wasUpToDate, Stopwatch.GetElapsedTime(start).TotalSeconds) { Summary = summary });
        return made;
    }

    private void End(StepEnding ending)
    {
        _endings.Add(ending);
        if (!ending.WasUpToDate) _timings.Note(ending.Name, ending.Seconds);
        _options.Ended?.Invoke(ending);
    }
}

/// <summary>An analysis up to its workspace.</summary>
/// <param name="Build">The templates as they were filled.</param>
/// <param name="Variations">What every systematic does.</param>
/// <param name="Processed">The templates after post-processing.</param>
/// <param name="Workspace">The workspace.</param>
public sealed record PreparedAnalysis(TemplateBuild Build, VariationSet Variations, ProcessedTemplates Processed, ConstructedWorkspace Workspace);
