using System.CommandLine;
using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Formats.Hs3;
using Wilks.Formats.Json;
using Wilks.Formats.Overlays;
using Wilks.Workspaces;

namespace Wilks.Cli.Documents;

/// <summary>The part of <c>wilks convert</c> that converts workspaces: the content tells the format of the input, the extension that of the output.</summary>
internal sealed class WorkspaceConversion
{
    private const string OverlayLoss = "WK537";

    private readonly Option<bool> _rootCompatible = new("--root-compatible") { Description = "Write HS3 as ROOT's RooJSONFactoryWSTool reads it." };
    private readonly Option<string[]> _overlay = new("--overlay") { HelpName = "FILE", Description = "An overlay to lay over a workspace first; repeatable, the later one wins." };
    private readonly Option<string?> _overlayOutput = new("--overlay-output") { HelpName = "FILE", Description = "Where to write what a pyhf workspace has no room for, as an overlay (.json)." };

    private readonly Option<bool> _force = new("--force") { Description = "For XML: write over files that exist." };
    private readonly XmlOptions _xml = new();

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_overlay);
        command.Options.Add(_rootCompatible);
        command.Options.Add(_overlayOutput);
        command.Options.Add(_force);
        _xml.AddTo(command);
    }

    /// <summary>Converts a workspace; null when the input is none.</summary>
    public int? Run(VerbCall call, string input, string output)
    {
        bool isRoot = call.Arguments.GetValue(_rootCompatible);
        string? overlayPath = call.Arguments.GetValue(_overlayOutput);
        if (ReadWorkspace(call, input) is not { } document)
        {
            if (isRoot || overlayPath is not null || call.Arguments.GetValue(_overlay) is { Length: > 0 }) throw new UsageException($"--root-compatible, --overlay and --overlay-output are for workspaces; '{input}' is none");
            return null;
        }

        WorkspaceFormat format = FormatOf(output);
        if (isRoot && format != WorkspaceFormat.Hs3) throw new UsageException($"--root-compatible is for HS3; give an output in {Hs3Writer.Extension}");
        if (overlayPath is not null && format != WorkspaceFormat.Pyhf) throw new UsageException("--overlay-output is for pyhf; HS3 keeps the overlay, and XML what it can of it");
        if (overlayPath is not null && !overlayPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"--overlay-output '{overlayPath}': give a name in .json");

        IReadOnlyList<Diagnostic> losses = Write(call, document, output, format, isRoot);
        string summary = $"{output}: {NameOf(format)}, {Count(document.Workspace.Channels.Length, "channel")}, {Count(document.Workspace.Measurements.Length, "measurement")}\n";
        if (overlayPath is not null && OverlayOf(document.Workspace) is { } overlay)
        {
            OverlayWriter.Write(overlay, overlayPath);
            bool isAll = document.Workspace.Measurements.Length == 1 || document.Workspace.Measurements.All(m => m.Overlay is null);
            if (isAll) losses = [.. losses.Where(loss => loss.Code != OverlayLoss)];
            summary += $"{overlayPath}: the overlay\n";
        }

        call.Messages.AllDiagnostics(losses);
        if (!call.Messages.Quiet) call.Answer(summary, path: null);
        return ExitCodes.Done;
    }

    private static WorkspaceFormat FormatOf(string output)
    {
        if (output.EndsWith(Hs3Writer.Extension, StringComparison.OrdinalIgnoreCase)) return WorkspaceFormat.Hs3;
        if (output.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) return WorkspaceFormat.Pyhf;
        if (output.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)) return WorkspaceFormat.HistFactoryXml;
        throw new UsageException($"'{output}' has no extension of a workspace that can be written; use {Hs3Writer.Extension} for HS3, .json for pyhf or .xml for HistFactory");
    }

    private static string NameOf(WorkspaceFormat format) => format switch
    {
        WorkspaceFormat.Hs3 => "HS3",
        WorkspaceFormat.Pyhf => "pyhf",
        _ => "HistFactory XML",
    };

    private System.Collections.Immutable.ImmutableArray<Diagnostic> Write(VerbCall call, WorkspaceDocument document, string output, WorkspaceFormat format, bool isRoot)
    {
        if (format != WorkspaceFormat.HistFactoryXml) return WorkspaceFiles.Write(document.Workspace, output, format, new Hs3WriterOptions { RootCompatible = isRoot, Origin = document.Tree });

        string name = Path.GetFileNameWithoutExtension(output);
        var options = new HistFactoryWriterOptions { Name = name, ChannelFolder = ".", DataFolder = ".", DataFile = $"{name}.root", Overwrite = call.Arguments.GetValue(_force) };
        return HistFactoryWriter.Write(document.Workspace, Path.GetDirectoryName(Path.GetFullPath(output))!, options);
    }

    /// <summary>What is laid over the only measurement; of several only what is laid over all, so that a file says the truth for each.</summary>
    private static Overlay? OverlayOf(Workspace workspace)
    {
        if (workspace.Measurements is not [{ Overlay: { } own }]) return workspace.Overlay;

        return workspace.Overlay?.With(own) ?? own;
    }

    /// <summary>The workspace in a file; null when the file is something else, which other converters look at.</summary>
    private WorkspaceDocument? ReadWorkspace(VerbCall call, string input)
    {
        bool isJson = input.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || input.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
        bool isXml = File.Exists(input) && WorkspaceFiles.IsXml(input);
        if ((!isJson && !isXml) || !File.Exists(input)) return null;

        IJsonNode? tree = isXml ? null : JsonFile.Read(input);
        if (tree is not null && !WorkspaceFiles.IsWorkspace(tree)) return null;

        WorkspaceDocument document = tree is null ? WorkspaceFiles.Read(input, _xml.Read(call)) : WorkspaceFiles.Decode(tree);
        (Overlay? overlay, IReadOnlyList<Diagnostic> found) = WorkspaceInput.ReadOverlays(call.Arguments.GetValue(_overlay) ?? []);
        call.Messages.Diagnostics([.. document.Diagnostics, .. found]);
        return document with { Workspace = document.Workspace.With(overlay) };
    }

    private static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
