using System.CommandLine;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks patchset</c>: collections of signal patches.</summary>
internal sealed class PatchSetVerb : IVerb
{
    public PatchSetVerb()
    {
        Parts = [new PatchSetInspectVerb(), new PatchSetExtractVerb(), new PatchSetApplyVerb(), new PatchSetVerifyVerb()];
        Command = new Command("patchset", "Work with patch sets, the grids of signals that are published beside a background-only workspace.");
        foreach (IVerb part in Parts) Command.Subcommands.Add(part.Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public IReadOnlyList<IVerb> Parts { get; }

    public int Run(VerbCall call) => throw new UsageException("'wilks patchset' needs a verb: inspect, extract, apply or verify (see 'wilks patchset --help')");
}
