using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks patchset apply</c>: the background-only workspace with a signal.</summary>
internal sealed class PatchSetApplyVerb : IVerb
{
    private readonly Argument<string> _workspace = new("BACKGROUND_ONLY") { Description = "The background-only workspace; .gz is understood, - reads standard input." };
    private readonly Argument<string> _set = PatchSetInput.Argument();
    private readonly PatchSetInput _patch = new();
    private readonly DocumentOptions _document = new();

    public PatchSetApplyVerb()
    {
        Command = new Command("apply", "Check the digests and apply a patch of the set to the background-only workspace.") { _workspace, _set };
        _patch.AddTo(Command);
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        PatchSet set = PatchSetReader.Read(call.Arguments.GetRequiredValue(_set));
        SignalPatch patch = _patch.Choose(call, set);
        IReadOnlyList<Diagnostic> differences = set.Verify(document.Tree);
        if (differences.Count > 0) throw new WorkspaceException(differences);

        PyhfDocument patched = PyhfReader.Decode(JsonPatch.Apply(document.Tree, patch.Operations));
        _document.Answer(call, patched.Tree);
        return ExitCodes.Done;
    }
}
