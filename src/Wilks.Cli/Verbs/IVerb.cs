using System.CommandLine;

namespace Wilks.Cli.Verbs;

/// <summary>A verb of the command: arguments, one engine call, a report.</summary>
internal interface IVerb
{
    /// <summary>The name, arguments, options and help.</summary>
    Command Command { get; }

    /// <summary>Verbs below this one, such as <c>wilks toys merge</c>.</summary>
    IReadOnlyList<IVerb> Parts => [];

    /// <summary>Whether it shows nothing that gives the value of a blinded parameter away.</summary>
    bool KeepsBlind => false;

    /// <summary>Options that are followed by two values.</summary>
    IReadOnlyCollection<string> PairOptions => [];

    /// <summary>Runs it and returns an exit code.</summary>
    int Run(VerbCall call);
}
