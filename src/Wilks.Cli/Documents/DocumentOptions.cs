using System.CommandLine;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Documents;

/// <summary>What the verbs that change pyhf documents have in common: patches before, and a document as Python writes it after.</summary>
internal sealed class DocumentOptions
{
    private readonly Option<string[]> _patch = new("--patch") { HelpName = "FILE", Description = "A JSON patch to apply to the workspace first; repeatable, applied in order." };
    private readonly Option<string?> _output = new("--output", "-o", "--output-file") { HelpName = "FILE", Description = "Write to FILE instead of standard output." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no warnings." };

    public static Argument<string> Workspace(string name = "WORKSPACE") => new(name) { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input (default).", DefaultValueFactory = _ => WorkspaceInput.StandardInput };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_patch, _output, _quiet]) command.Options.Add(option);
    }

    /// <summary>Reads a workspace and says what was found.</summary>
    /// <exception cref="Workspaces.WorkspaceException">It can't be used.</exception>
    public PyhfDocument Read(VerbCall call, string path, bool isPatched = true)
    {
        call.Messages.Quiet = call.Arguments.GetValue(_quiet);
        PyhfDocument document = WorkspaceInput.ReadPyhf(path, isPatched ? call.Arguments.GetValue(_patch) ?? [] : [], call.Terminal);
        call.Messages.Diagnostics(document.Diagnostics);
        return document;
    }

    /// <summary>Writes a document as pyhf's command does: indented by four, keys sorted.</summary>
    /// <exception cref="Workspaces.WorkspaceException">The file can't be written; nothing is left behind.</exception>
    public void Answer(VerbCall call, IJsonNode document) => call.Answer(PythonJson.Indented(document) + "\n", call.Arguments.GetValue(_output));

    /// <summary>The file to write to; null for standard output.</summary>
    public string? Output(VerbCall call) => call.Arguments.GetValue(_output);
}
