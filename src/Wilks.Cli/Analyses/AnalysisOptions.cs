using System.CommandLine;
using Wilks.Analysis.Configurations;
using Wilks.Analysis.Filling;
using Wilks.Analysis.Steps;

namespace Wilks.Cli.Analyses;

/// <summary>The argument and options of verbs that work on an analysis configuration.</summary>
internal sealed class AnalysisOptions
{
    private readonly Argument<string> _configuration;
    private readonly Option<string?> _base = new("--base-folder") { HelpName = "FOLDER", Description = "The folder that the paths of the configuration are relative to (default: its own)." };
    private readonly Option<string?> _histograms = new("--histogram-folder") { HelpName = "FOLDER", Description = "Keep templates there, in place of the configuration's folder." };
    private readonly Option<string?> _results = new("--result-folder") { HelpName = "FOLDER", Description = "Write results there, in place of the configuration's folder." };
    private readonly Option<bool> _anew = new("--anew") { Description = "Make everything anew, also what is up to date." };
    private readonly Option<string?> _threads = new("--threads") { HelpName = "N", Description = "The number of threads (default: one per processor); results do not depend on it." };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON document." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no warnings." };

    /// <summary>With an argument of a name.</summary>
    public AnalysisOptions(string argument = "CONFIG", string description = "An analysis configuration (YAML, or JSON where the name ends so); cabinetry's are read as they are.") =>
        _configuration = new Argument<string>(argument) { Description = description };

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command command)
    {
        command.Arguments.Add(_configuration);
        foreach (Option option in new Option[] { _base, _histograms, _results, _anew, _threads, _json, _quiet }) command.Options.Add(option);
    }

    /// <summary>Whether the answer is JSON.</summary>
    public bool IsJson(VerbCall call) => call.Arguments.GetValue(_json);

    /// <summary>Whether warnings are left out.</summary>
    public bool IsQuiet(VerbCall call) => call.Arguments.GetValue(_quiet);

    /// <summary>The path of the configuration.</summary>
    public string Path(VerbCall call) => call.Arguments.GetRequiredValue(_configuration);

    /// <summary>Reads the configuration.</summary>
    /// <exception cref="Wilks.Workspaces.WorkspaceException">It can't be used.</exception>
    public AnalysisConfigurationDocument Read(VerbCall call)
    {
        call.Messages.Quiet = call.Arguments.GetValue(_quiet);
        call.Messages.ListedBy = "wilks check --all";
        AnalysisConfigurationDocument document = AnalysisConfigurationReader.Read(Path(call));
        GeneralSettings general = document.Configuration.General;
        general = general with
        {
            HistogramFolder = Full(call, _histograms) ?? general.HistogramFolder,
            ResultFolder = Full(call, _results) ?? general.ResultFolder,
        };
        return document with { Configuration = document.Configuration with { General = general }, Folder = call.Arguments.GetValue(_base) ?? document.Folder };
    }

    /// <summary>The choices of a run, with a line on standard error while it is at work.</summary>
    public RunOptions Run(VerbCall call, Progress progress)
    {
        long? threads = OptionValue.Integer("--threads", call.Arguments.GetValue(_threads), least: 1);
        return new RunOptions
        {
            Threads = threads is null ? Environment.ProcessorCount : (int)Math.Min(threads.Value, int.MaxValue),
            MakesAnew = call.Arguments.GetValue(_anew),
            Begun = step => progress.Report(step),
            Progress = done => progress.Report(Share(done)),
        };
    }

    private static string Share(FillProgress done) =>
        done.TotalEvents == 0 ? "templates" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"templates, {100.0 * done.Events / done.TotalEvents:F0} % of {done.TotalEvents} events");

    // A folder of the command line is where the user is, not where the configuration is.
    private static string? Full(VerbCall call, Option<string?> option) => call.Arguments.GetValue(option) is { } folder ? System.IO.Path.GetFullPath(folder) : null;
}
