using Wilks.Formats.Documents;
using Wilks.Formats.Files;
using Wilks.Formats.Hs3;
using Wilks.Formats.Overlays;
using Wilks.Formats.Pyhf;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>A workspace that was read, with the findings of reading.</summary>
internal sealed record LoadedWorkspace(Workspace Workspace, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A model that was read and compiled, with the findings of both.</summary>
internal sealed record LoadedModel(Workspace Workspace, Model Model, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads and writes workspaces and files: the one place that knows the file formats.</summary>
internal static class WorkspaceInput
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>What standard input is called in messages.</summary>
    public const string StandardInputName = "<stdin>";

    /// <summary>Reads a workspace, applies patches, drops the channels that are not asked for and lays overlays over the rest.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedWorkspace Read(string path, CommonSettings settings, Terminal terminal)
    {
        var options = new WorkspaceFileOptions { Patches = settings.Patches, Likelihood = settings.Compile.Measurement };
        return Finish(path == StandardInput ? ReadStandardInput(options, terminal) : WorkspaceFiles.Read(path, options), settings);
    }

    /// <summary>Reads a workspace of any format as it is and lays overlays over it.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedWorkspace ReadWhole(string path, WorkspaceFileOptions options, IReadOnlyList<string> overlays, Terminal terminal)
    {
        WorkspaceDocument document = path == StandardInput ? ReadStandardInput(options, terminal) : WorkspaceFiles.Read(path, options);
        (Overlay? overlay, IReadOnlyList<Diagnostic> found) = ReadOverlays(overlays);
        return new LoadedWorkspace(document.Workspace.With(overlay), [.. document.Diagnostics, .. found]);
    }

    /// <summary>Drops the channels of a workspace that are not asked for, chooses its data and lays overlays over the rest.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedWorkspace Finish(WorkspaceDocument document, CommonSettings settings)
    {
        (Overlay? overlay, IReadOnlyList<Diagnostic> found) = ReadOverlays(settings.Overlays);
        return new LoadedWorkspace(Finish(document.Workspace, overlay, settings), [.. document.Diagnostics, .. found]);
    }

    /// <summary>As above, with overlays that were read before: for many workspaces.</summary>
    public static Workspace Finish(Workspace workspace, Overlay? overlay, CommonSettings settings)
        => ChannelSelection.Select(DatasetChoice.Apply(workspace, settings.Data.Dataset), settings.Data.Channels).With(overlay);

    /// <summary>Reads a workspace, compiles it and says on standard error what was found.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedModel Load(string path, CommonSettings settings, VerbCall call)
    {
        LoadedWorkspace loaded = Read(path, settings, call.Terminal);
        Model model = Model.Compile(loaded.Workspace, ChannelSelection.Compilation(loaded.Workspace, settings));
        if (!call.KeepsBlind && model.Parameters.FirstOrDefault(parameter => parameter.IsBlinded) is { } hidden)
        {
            throw new UsageException($"'wilks {call.Arguments.CommandResult.Command.Name}' would give the value of '{hidden.Name}' away, which is blinded; fit, interval, scan, contour, impacts and breakdown do not");
        }

        Diagnostic[] diagnostics = [.. loaded.Diagnostics.Concat(model.Diagnostics).Distinct()];
        call.Messages.Diagnostics(diagnostics);
        return new LoadedModel(loaded.Workspace, model, diagnostics);
    }

    /// <summary>Reads a pyhf document and applies patches.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static PyhfDocument ReadPyhf(string path, IReadOnlyList<string> patches, Terminal terminal)
        => path == StandardInput && patches.Count == 0 ? ReadStandardInput(terminal) : PyhfReader.Read(path, patches);

    /// <summary>Writes a workspace, as HS3 where the name ends so; tells what the format has no room for.</summary>
    /// <exception cref="WorkspaceException">The file can't be written; nothing is left behind.</exception>
    public static IReadOnlyList<Diagnostic> Write(Workspace workspace, string path)
        => WorkspaceFiles.Write(workspace, path, path.EndsWith(Hs3Writer.Extension, StringComparison.OrdinalIgnoreCase) ? WorkspaceFormat.Hs3 : WorkspaceFormat.Pyhf);

    /// <summary>Writes any other file, whole or not at all.</summary>
    /// <exception cref="WorkspaceException">The file can't be written; nothing is left behind.</exception>
    public static void WriteFile(string path, Action<Stream> write) => AtomicFile.Write(path, write);

    /// <summary>The overlays as one, with the findings of all; the problems of all files are told at once.</summary>
    /// <exception cref="WorkspaceException">One can't be used.</exception>
    public static (Overlay? Overlay, IReadOnlyList<Diagnostic> Diagnostics) ReadOverlays(IReadOnlyList<string> paths)
    {
        Overlay? overlay = null;
        List<Diagnostic> found = [];
        foreach (string path in paths)
        {
            try
            {
                OverlayDocument document = OverlayReader.Read(path);
                found.AddRange(document.Diagnostics);
                overlay = overlay is null ? document.Overlay : overlay.With(document.Overlay);
            }
            catch (WorkspaceException exception)
            {
                found.AddRange(exception.Diagnostics);
            }
        }

        return found.Any(diagnostic => diagnostic.Severity == Severity.Error) ? throw new WorkspaceException(found) : (overlay, found);
    }

    private static WorkspaceDocument ReadStandardInput(WorkspaceFileOptions options, Terminal terminal)
    {
        using Stream input = terminal.OpenInput();
        return WorkspaceFiles.ReadStream(input, StandardInputName, options);
    }

    private static PyhfDocument ReadStandardInput(Terminal terminal)
    {
        using Stream input = terminal.OpenInput();
        return PyhfReader.ReadStream(input, StandardInputName);
    }
}
