using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Cli;

/// <summary>A workspace that was read, with the findings of reading.</summary>
internal sealed record LoadedWorkspace(Workspace Workspace, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>A model that was read and compiled, with the findings of both.</summary>
internal sealed record LoadedModel(Workspace Workspace, Model Model, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>Reads and writes workspaces: the one place that knows the file formats.</summary>
internal static class WorkspaceInput
{
    /// <summary>The argument that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a workspace and applies patches.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedWorkspace Read(string path, CommonSettings settings, Terminal terminal) => throw new NotImplementedException(path + settings.Patches.Count + terminal.Width);

    /// <summary>Reads a workspace, compiles it and says on standard error what was found.</summary>
    /// <exception cref="WorkspaceException">It can't be used.</exception>
    public static LoadedModel Load(string path, CommonSettings settings, VerbCall call)
    {
        LoadedWorkspace loaded = Read(path, settings, call.Terminal);
        Model model = Model.Compile(loaded.Workspace, settings.Compile);
        Diagnostic[] diagnostics = [.. loaded.Diagnostics, .. model.Diagnostics];
        call.Messages.Diagnostics(diagnostics);
        return new LoadedModel(loaded.Workspace, model, diagnostics);
    }

    /// <summary>Writes a workspace.</summary>
    public static void Write(Workspace workspace, Stream stream) => throw new NotImplementedException(workspace.ToString() + stream);
}
