using System.CommandLine;
using Wilks.Formats.Documents;

namespace Wilks.Cli.Documents;

/// <summary>Where the files lie that HistFactory XML names.</summary>
internal sealed class XmlOptions
{
    private readonly Option<string?> _base = new("--base-folder", "--basedir") { HelpName = "FOLDER", Description = "For XML: the folder that relative paths start from and that none may leave (default: the nearest above the top file from which its first input is found)." };
    private readonly Option<string[]> _mount = new("--mount", "-v") { HelpName = "HOST:INSIDE", Description = "For XML: paths that begin with INSIDE lie in the folder HOST here; repeatable." };

    public void AddTo(Command command)
    {
        command.Options.Add(_base);
        command.Options.Add(_mount);
    }

    /// <summary>What the options say.</summary>
    /// <exception cref="UsageException">A mount has no colon.</exception>
    public WorkspaceFileOptions Read(VerbCall call) => new()
    {
        BaseFolder = call.Arguments.GetValue(_base),
        Mounts = [.. (call.Arguments.GetValue(_mount) ?? []).Select(Mount)],
    };

    private static KeyValuePair<string, string> Mount(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon > 0 && colon < text.Length - 1 ? new KeyValuePair<string, string>(text[..colon], text[(colon + 1)..]) : throw new UsageException($"--mount takes HOST:INSIDE, not '{text}'");
    }
}
