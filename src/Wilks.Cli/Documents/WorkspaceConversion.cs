using System.CommandLine;
using Wilks.Formats.Documents;
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
    private readonly Option<string?> _overlayOutput = new("--overlay-output") { HelpName = "FILE", Description = "Where to write what a pyhf workspace has no room for, as an overlay (.json)." };

    /// <summary>Adds the options.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_rootCompatible);
        command.Options.Add(_overlayOutput);
    }

    /// <summary>Converts a workspace; null when the input is none.</summary>
    public int? Run(VerbCall call, string input, string output)
    {
        bool isRoot = call.Arguments.GetValue(_rootCompatible);
        string? overlayPath = call.Arguments.GetValue(_overlayOutput);
        if (ReadWorkspace(call, input) is not { } document)
        {
            if (isRoot || overlayPath is not null) throw new UsageException($"--root-compatible and --overlay-output are for workspaces; '{input}' is none");
            return null;
        }

        bool toHs3 = output.EndsWith(Hs3Writer.Extension, StringComparison.OrdinalIgnoreCase);
        if (!toHs3 && !output.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"'{output}' has no extension of a workspace that can be written; use {Hs3Writer.Extension} for HS3 or .json for pyhf");
        if (isRoot && !toHs3) throw new UsageException($"--root-compatible is for HS3; give an output in {Hs3Writer.Extension}");
        if (overlayPath is not null && toHs3) throw new UsageException("--overlay-output is for pyhf; HS3 keeps the overlay");
        if (overlayPath is not null && !overlayPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"--overlay-output '{overlayPath}': give a name in .json");

        IReadOnlyList<Diagnostic> losses = WorkspaceFiles.Write(document.Workspace, output, toHs3 ? WorkspaceFormat.Hs3 : WorkspaceFormat.Pyhf, new Hs3WriterOptions { RootCompatible = isRoot, Origin = document.Tree });
        string summary = $"{output}: {(toHs3 ? "HS3" : "pyhf")}, {Count(document.Workspace.Channels.Length, "channel")}, {Count(document.Workspace.Measurements.Length, "measurement")}\n";
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

    /// <summary>What is laid over the only measurement; of several only what is laid over all, so that a file says the truth for each.</summary>
    private static Overlay? OverlayOf(Workspace workspace)
    {
        if (workspace.Measurements is not [{ Overlay: { } own }]) return workspace.Overlay;

        return workspace.Overlay?.With(own) ?? own;
    }

    /// <summary>The workspace in a file; null when the file is something else, which other converters look at.</summary>
    private static WorkspaceDocument? ReadWorkspace(VerbCall call, string input)
    {
        bool isJson = input.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || input.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase);
        bool isXml = input.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);
        if ((!isJson && !isXml) || !File.Exists(input)) return null;

        IJsonNode? tree = isJson ? JsonFile.Read(input) : null;
        if (tree is not null && !WorkspaceFiles.IsWorkspace(tree)) return null;

        WorkspaceDocument document = tree is null ? WorkspaceFiles.Read(input) : WorkspaceFiles.Decode(tree);
        call.Messages.Diagnostics(document.Diagnostics);
        return document;
    }

    private static string Count(int count, string noun) => FormattableString.Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");
}
