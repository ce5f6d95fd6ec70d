using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks combine</c>: two workspaces as one.</summary>
internal sealed class CombineVerb : IVerb
{
    private readonly Argument<string> _first = new("WORKSPACE1") { Description = "A pyhf JSON workspace; .gz is understood, - reads standard input." };
    private readonly Argument<string> _second = new("WORKSPACE2") { Description = "The other one." };
    private readonly Option<string?> _join = new("--join", "-j") { HelpName = "none|outer|left outer|right outer", Description = "What becomes of items of one name: refused, equal ones taken once, or one side kept (default: none)." };
    private readonly Option<bool> _merge = new("--merge-channels") { Description = "With an outer join: channels of one name get the samples of both." };
    private readonly DocumentOptions _document = new();

    public CombineVerb()
    {
        Command = new Command("combine", "Combine two pyhf workspaces into one; modifiers of one name become correlated.") { _first, _second, _join, _merge };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        WorkspaceJoin join = Join(call.Arguments.GetValue(_join));
        bool merges = call.Arguments.GetValue(_merge);
        if (merges && join == WorkspaceJoin.None) throw new UsageException("--merge-channels needs a join: outer, left outer or right outer");

        (string first, string second) = (call.Arguments.GetRequiredValue(_first), call.Arguments.GetRequiredValue(_second));
        if (first == WorkspaceInput.StandardInput && second == first) throw new UsageException("the two workspaces can't both come from standard input");

        PyhfDocument left = _document.Read(call, first), right = _document.Read(call, second);
        _document.Answer(call, WorkspaceCombination.Combine(left, right, join, merges).Tree);
        return ExitCodes.Done;
    }

    private static WorkspaceJoin Join(string? text) => text switch
    {
        null or "none" => WorkspaceJoin.None,
        "outer" => WorkspaceJoin.Outer,
        "left outer" or "left-outer" => WorkspaceJoin.LeftOuter,
        "right outer" or "right-outer" => WorkspaceJoin.RightOuter,
        _ => throw new UsageException($"--join takes none, outer, 'left outer' or 'right outer', not '{text}'"),
    };
}
