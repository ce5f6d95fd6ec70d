using System.CommandLine;
using Wilks.Cli.Documents;
using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;

namespace Wilks.Cli.Verbs;

/// <summary><c>wilks json2xml</c>: a workspace as HistFactory XML with ROOT histograms.</summary>
internal sealed class Json2XmlVerb : IVerb
{
    private readonly Argument<string> _workspace = DocumentOptions.Workspace();
    private readonly Option<string> _folder = new("--output-dir") { HelpName = "FOLDER", Description = "The folder of the top file (default: the current one).", DefaultValueFactory = _ => "." };
    private readonly Option<string> _channels = new("--specroot") { HelpName = "FOLDER", Description = "The folder of the channels' files, below that of the top file (default: config).", DefaultValueFactory = _ => HistFactoryWriterOptions.Default.ChannelFolder };
    private readonly Option<string> _data = new("--dataroot") { HelpName = "FOLDER", Description = "The folder of the ROOT file, below that of the top file (default: data).", DefaultValueFactory = _ => HistFactoryWriterOptions.Default.DataFolder };
    private readonly Option<string> _name = new("--resultprefix") { HelpName = "NAME", Description = "The name of the top file, which those of the channels begin with (default: FitConfig).", DefaultValueFactory = _ => HistFactoryWriterOptions.Default.Name };
    private readonly Option<bool> _force = new("--force") { Description = "Write over files that exist." };
    private readonly Option<string[]> _patch = new("--patch", "-p") { HelpName = "FILE", Description = "A JSON patch to apply to the workspace first; repeatable, applied in order." };
    private readonly Option<string[]> _overlay = new("--overlay") { HelpName = "FILE", Description = "An overlay (YAML or JSON) to lay over the workspace; repeatable, the later one wins." };
    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "Print no warnings." };

    public Json2XmlVerb()
    {
        Command = new Command("json2xml", "Write a workspace as HistFactory XML with ROOT histograms.") { _workspace, _folder, _channels, _data, _name, _force, _patch, _overlay, _quiet };
    }

    public Command Command { get; }

    public bool KeepsBlind => true;

    public int Run(VerbCall call)
    {
        call.Messages.Quiet = call.Arguments.GetValue(_quiet);
        var options = new WorkspaceFileOptions { Patches = call.Arguments.GetValue(_patch) ?? [] };
        LoadedWorkspace loaded = WorkspaceInput.ReadWhole(call.Arguments.GetRequiredValue(_workspace), options, call.Arguments.GetValue(_overlay) ?? [], call.Terminal);
        call.Messages.Diagnostics(loaded.Diagnostics);
        string folder = call.Arguments.GetRequiredValue(_folder), name = call.Arguments.GetRequiredValue(_name);
        call.Messages.Diagnostics(HistFactoryWriter.Write(loaded.Workspace, folder, new HistFactoryWriterOptions
        {
            Name = name,
            ChannelFolder = call.Arguments.GetRequiredValue(_channels),
            DataFolder = call.Arguments.GetRequiredValue(_data),
            Overwrite = call.Arguments.GetValue(_force),
        }));
        if (!call.Messages.Quiet) call.Answer($"{Path.Combine(folder, $"{name}.xml")}\n", path: null);
        return ExitCodes.Done;
    }
}
