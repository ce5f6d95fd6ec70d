using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks sort</c>: a workspace in the order of names.</summary>
internal sealed class SortVerb : IVerb
{
    private readonly Argument<string> _workspace = DocumentOptions.Workspace();
    private readonly DocumentOptions _document = new();

    public SortVerb()
    {
        Command = new Command("sort", "Sort the channels, samples, modifiers, measurements, parameters and observations of a pyhf workspace by name.") { _workspace };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        _document.Answer(call, WorkspaceSorting.Sort(document).Tree);
        return ExitCodes.Done;
    }
}
