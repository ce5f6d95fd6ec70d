using System.CommandLine;
using Wilks.Reports;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks inspect</c>: what a workspace holds.</summary>
internal sealed class InspectVerb : IVerb
{
    private readonly Argument<string> _workspace = new("WORKSPACE") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Option<bool> _all = new("--all") { Description = "Unfold long lists." };
    private readonly CommonOptions _common = new();

    public InspectVerb()
    {
        Command = new Command("inspect", "Show the channels, samples, modifiers and parameters of a workspace.") { _workspace, _all };
        _common.AddTo(Command);
    }

    public Command Command { get; }

    public int Run(VerbCall call)
    {
        CommonSettings settings = call.Read(_common);
        LoadedModel loaded = WorkspaceInput.Load(call.Arguments.GetRequiredValue(_workspace), settings, call);
        // Standard error has the findings already; the JSON document is complete by itself.
        bool isJson = settings.Format == OutputFormat.Json;
        ModelReport report = ModelReport.Create(loaded.Workspace, loaded.Model, isJson ? loaded.Diagnostics : []);
        var options = new ModelTextOptions(
            call.Arguments.GetValue(_all), settings.Format == OutputFormat.Markdown, settings.Output is null ? call.Terminal.Width : int.MaxValue);

        call.Answer(isJson ? VerbCall.Json(json => ModelReportJson.Write(report, json)) : ModelReportText.Write(report, options), settings.Output);
        return ExitCodes.Done;
    }
}
