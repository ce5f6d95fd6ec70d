using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;
using Wilks.Workspaces;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks patchset verify</c>: whether a set was made for a workspace.</summary>
internal sealed class PatchSetVerifyVerb : IVerb
{
    private readonly Argument<string> _workspace = new("BACKGROUND_ONLY") { Description = "The background-only workspace; .gz is understood, - reads standard input." };
    private readonly Argument<string> _set = PatchSetInput.Argument();
    private readonly DocumentOptions _document = new();

    public PatchSetVerifyVerb()
    {
        Command = new Command("verify", "Compare the digests of a patch set with those of a background-only workspace.") { _workspace, _set };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        PatchSet set = PatchSetReader.Read(call.Arguments.GetRequiredValue(_set));
        IReadOnlyList<Diagnostic> differences = set.Verify(document.Tree);
        if (differences.Count > 0) throw new WorkspaceException(differences);

        call.Answer($"All good: {string.Join(", ", set.Digests.Select(digest => digest.Key))}.\n", _document.Output(call));
        return ExitCodes.Done;
    }
}
