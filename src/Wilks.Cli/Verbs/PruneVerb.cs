using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks prune</c>: parts taken out of a workspace.</summary>
internal sealed class PruneVerb : IVerb
{
    private readonly Argument<string> _workspace = DocumentOptions.Workspace();
    private readonly Option<string[]> _channel = new("--channel", "-c") { HelpName = "NAME", Description = "A channel to take out, with its observation; repeatable." };
    private readonly Option<string[]> _sample = new("--sample", "-s") { HelpName = "NAME", Description = "A sample to take out; repeatable." };
    private readonly Option<string[]> _modifier = new("--modifier", "-m") { HelpName = "NAME", Description = "A modifier to take out, with its settings; repeatable." };
    private readonly Option<string[]> _type = new("--modifier-type", "-t") { HelpName = "TYPE", Description = "A type of modifiers to take out, such as shapesys; repeatable." };
    private readonly Option<string[]> _measurement = new("--measurement") { HelpName = "NAME", Description = "A measurement to take out; repeatable." };
    private readonly Option<string[]> _within = new("--within") { HelpName = "CHANNEL[/SAMPLE]", Description = "Take samples and modifiers out here only (wildcards * and ?); repeatable." };
    private readonly DocumentOptions _document = new();

    public PruneVerb()
    {
        Command = new Command("prune", "Take channels, samples, modifiers or measurements out of a pyhf workspace.") { _workspace, _channel, _sample, _modifier, _type, _measurement, _within };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        var change = new WorkspaceChange
        {
            PrunedChannels = call.Arguments.GetValue(_channel) ?? [],
            PrunedSamples = call.Arguments.GetValue(_sample) ?? [],
            PrunedModifiers = call.Arguments.GetValue(_modifier) ?? [],
            PrunedModifierTypes = call.Arguments.GetValue(_type) ?? [],
            PrunedMeasurements = call.Arguments.GetValue(_measurement) ?? [],
            Scopes = [.. (call.Arguments.GetValue(_within) ?? []).Select(WorkspaceScope.Parse)],
        };
        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        _document.Answer(call, WorkspaceEditing.Apply(document, change).Tree);
        return ExitCodes.Done;
    }
}
