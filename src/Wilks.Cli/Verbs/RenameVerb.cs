using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks rename</c>: other names in a workspace.</summary>
internal sealed class RenameVerb : IVerb
{
    private readonly Argument<string> _workspace = DocumentOptions.Workspace();
    private readonly Option<string[]> _channel = Pair("--channel", "-c", "A channel and its observation");
    private readonly Option<string[]> _sample = Pair("--sample", "-s", "A sample");
    private readonly Option<string[]> _modifier = Pair("--modifier", "-m", "A modifier, its settings and the parameter of interest");
    private readonly Option<string[]> _measurement = Pair("--measurement", null, "A measurement");
    private readonly Option<string[]> _within = new("--within") { HelpName = "CHANNEL[/SAMPLE]", Description = "Rename samples and modifiers here only (wildcards * and ?), which decorrelates them from the others; repeatable." };
    private readonly DocumentOptions _document = new();

    public RenameVerb()
    {
        Command = new Command("rename", "Give channels, samples, modifiers or measurements of a pyhf workspace other names.") { _workspace, _channel, _sample, _modifier, _measurement, _within };
        _document.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public IReadOnlyCollection<string> PairOptions { get; } = ["--channel", "-c", "--sample", "-s", "--modifier", "-m", "--measurement"];

    public int Run(VerbCall call)
    {
        var change = new WorkspaceChange
        {
            RenamedChannels = Pairs(call, _channel),
            RenamedSamples = Pairs(call, _sample),
            RenamedModifiers = Pairs(call, _modifier),
            RenamedMeasurements = Pairs(call, _measurement),
            Scopes = [.. (call.Arguments.GetValue(_within) ?? []).Select(WorkspaceScope.Parse)],
        };
        PyhfDocument document = _document.Read(call, call.Arguments.GetRequiredValue(_workspace));
        _document.Answer(call, WorkspaceEditing.Apply(document, change).Tree);
        return ExitCodes.Done;
    }

    private static Option<string[]> Pair(string name, string? alias, string what)
    {
        var option = alias is null ? new Option<string[]>(name) : new Option<string[]>(name, alias);
        option.HelpName = "OLD NEW";
        option.Description = $"{what} gets another name; repeatable.";
        return option;
    }

    private static Dictionary<string, string> Pairs(VerbCall call, Option<string[]> option)
    {
        string[] texts = call.Arguments.GetValue(option) ?? [];
        if (texts.Length % 2 != 0) throw new UsageException($"{option.Name} takes an old and a new name; '{texts[^1]}' stands alone");

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < texts.Length; i += 2)
        {
            if (!names.TryAdd(texts[i], texts[i + 1])) throw new UsageException($"{option.Name} gives '{texts[i]}' two new names");
        }

        return names;
    }
}
