using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Json;
using Wilks.Formats.Pyhf;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks patchset extract</c>: one patch of a set.</summary>
internal sealed class PatchSetExtractVerb : IVerb
{
    private readonly Argument<string> _set = PatchSetInput.Argument();
    private readonly Option<bool> _metadata = new("--with-metadata") { Description = "Put the metadata of the patch and of the set beside it." };
    private readonly Option<string?> _output = new("--output", "-o", "--output-file") { HelpName = "FILE", Description = "Write to FILE instead of standard output." };
    private readonly PatchSetInput _patch = new();

    public PatchSetExtractVerb()
    {
        Command = new Command("extract", "Write one patch of a set as a JSON patch of its own.") { _set, _metadata, _output };
        _patch.AddTo(Command);
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        PatchSet set = PatchSetReader.Read(call.Arguments.GetRequiredValue(_set));
        SignalPatch patch = _patch.Choose(call, set);
        IJsonNode result = call.Arguments.GetValue(_metadata) ? patch.WithMetadata(set) : patch.Operations;
        call.Answer(PythonJson.Indented(result) + "\n", call.Arguments.GetValue(_output));
        return ExitCodes.Done;
    }
}
