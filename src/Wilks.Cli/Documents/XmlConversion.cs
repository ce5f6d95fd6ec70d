using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;

namespace Wilks.Cli.Documents;

/// <summary>Converts workspaces from and to HistFactory XML; the content of the input tells its format.</summary>
internal static class XmlConversion
{
    private const string Xml = ".xml";

    /// <summary>Whether one of the files is XML.</summary>
    public static bool Applies(string input, string output) => IsXml(output) || (File.Exists(input) && WorkspaceFiles.IsXml(input));

    /// <summary>Converts, and says what was written.</summary>
    public static int Run(VerbCall call, string input, string output, WorkspaceFileOptions options, bool isForced)
    {
        LoadedWorkspace loaded = WorkspaceInput.ReadWhole(input, options, [], call.Terminal);
        call.Messages.Diagnostics(loaded.Diagnostics);
        if (IsXml(output))
        {
            string name = Path.GetFileNameWithoutExtension(output);
            call.Messages.Diagnostics(HistFactoryWriter.Write(loaded.Workspace, Path.GetDirectoryName(Path.GetFullPath(output))!, new HistFactoryWriterOptions
            {
                Name = name,
                ChannelFolder = ".",
                DataFolder = ".",
                DataFile = $"{name}.root",
                Overwrite = isForced,
            }));
        }
        else
        {
            string extension = Path.GetExtension(output);
            if (!extension.Equals(".json", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"'{output}' has no extension of a workspace that can be written; use .json or .xml");
            call.Messages.Diagnostics(WorkspaceInput.Write(loaded.Workspace, output));
        }

        if (!call.Messages.Quiet) call.Answer($"{output}: {loaded.Workspace.Channels.Length} channel{(loaded.Workspace.Channels.Length == 1 ? "" : "s")}\n", path: null);
        return ExitCodes.Done;
    }

    private static bool IsXml(string path) => Path.GetExtension(path).Equals(Xml, StringComparison.OrdinalIgnoreCase);
}
