using System.CommandLine;
using System.Globalization;
using Wilks.Models;
using Wilks.Reports;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks validate</c>: every finding about workspaces.</summary>
internal sealed class ValidateVerb : IVerb
{
    private readonly Argument<string[]> _workspaces = new("WORKSPACE") { Description = "pyhf JSON workspaces; .gz is understood, - reads standard input.", Arity = ArgumentArity.OneOrMore };
    private readonly CommonOptions _common = new();

    public ValidateVerb()
    {
        Command = new Command("validate", "Read workspaces, compile each measurement and list everything found; --output writes the patched workspace.") { _workspaces };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        string[] paths = call.Arguments.GetRequiredValue(_workspaces);
        if (settings.Output is not null && paths.Length > 1) throw new UsageException("--output takes one workspace, not several");

        var findings = new List<(string Path, List<Diagnostic> Diagnostics)>();
        Workspace? clean = null;
        foreach (string path in paths)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            (List<Diagnostic> diagnostics, clean) = Examine(path, settings, call);
            findings.Add((path, diagnostics));
        }
        bool failed = findings.Any(finding => CountOf(finding.Diagnostics, Severity.Error) > 0);
        if (settings.Output is not null && !failed) AddNew(findings[0].Diagnostics, WorkspaceInput.Write(clean!, settings.Output));
        Report(findings, call);
        return failed ? ExitCodes.BadInput : ExitCodes.Done;
    }

    private static (List<Diagnostic> Diagnostics, Workspace? Workspace) Examine(string path, CommonSettings settings, VerbCall call)
    {
        var diagnostics = new List<Diagnostic>();
        try
        {
            LoadedWorkspace loaded = WorkspaceInput.Read(path, settings, call.Terminal);
            diagnostics.AddRange(loaded.Diagnostics);
            IEnumerable<string> measurements = settings.Compile.Measurement is { } one ? [one] : loaded.Workspace.Measurements.Select(measurement => measurement.Name);
            foreach (string measurement in measurements)
            {
                AddNew(diagnostics, Compile(loaded.Workspace, ChannelSelection.Compilation(loaded.Workspace, settings) with { Measurement = measurement }));
            }
            return (diagnostics, loaded.Workspace);
        }
        catch (WorkspaceException exception)
        {
            AddNew(diagnostics, exception.Diagnostics);
            return (diagnostics, null);
        }
    }

    private static IReadOnlyList<Diagnostic> Compile(Workspace workspace, CompileOptions options)
    {
        try
        {
            return Model.Compile(workspace, options).Diagnostics;
        }
        catch (WorkspaceException exception)
        {
            return exception.Diagnostics;
        }
    }

    // Several measurements find the same things in the same channels.
    private static void AddNew(List<Diagnostic> all, IReadOnlyList<Diagnostic> found) => all.AddRange(found.Where(diagnostic => !all.Contains(diagnostic)));

    private static void Report(List<(string Path, List<Diagnostic> Diagnostics)> findings, VerbCall call)
    {
        foreach ((_, List<Diagnostic> diagnostics) in findings) call.Messages.AllDiagnostics(diagnostics);
        // With --output the file is the workspace; the summary still goes to standard output.
        bool json = call.Arguments.GetValue<bool>("--json");
        call.Answer(json ? Json(findings) : string.Concat(findings.Select(Summary)), path: null);
    }

    private static string Summary((string Path, List<Diagnostic> Diagnostics) finding)
    {
        int errors = CountOf(finding.Diagnostics, Severity.Error);
        int warnings = CountOf(finding.Diagnostics, Severity.Warning);
        int notes = CountOf(finding.Diagnostics, Severity.Note);
        return string.Create(CultureInfo.InvariantCulture, $"{finding.Path}: {(errors == 0 ? "valid" : "not valid")}, {errors} errors, {warnings} warnings, {notes} notes\n");
    }

    private static int CountOf(IReadOnlyList<Diagnostic> diagnostics, Severity severity) => diagnostics.Count(diagnostic => diagnostic.Severity == severity);

    private static string Json(List<(string Path, List<Diagnostic> Diagnostics)> findings) => VerbCall.Json(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("workspaces");
        foreach ((string path, List<Diagnostic> diagnostics) in findings)
        {
            json.WriteStartObject();
            json.WriteString("workspace", path);
            json.WriteBoolean("valid", CountOf(diagnostics, Severity.Error) == 0);
            DiagnosticJson.Write("diagnostics", diagnostics, json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
