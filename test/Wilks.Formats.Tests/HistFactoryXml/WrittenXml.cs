using Wilks.Formats.Documents;
using Wilks.Formats.HistFactoryXml;
using Wilks.Workspaces;

namespace Wilks.Formats.Tests.HistFactoryXml;

/// <summary>A folder in which workspaces are written as XML and read again.</summary>
internal sealed class WrittenXml : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wilks-xml-").FullName;

    internal string Folder(string name) => Path.Combine(_folder, name);

    /// <summary>Writes a workspace and reads it in ROOT's way.</summary>
    internal Workspace Through(Workspace workspace, string name = "a")
    {
        Write(workspace, name);
        return Read(name).Workspace;
    }

    internal IReadOnlyList<Diagnostic> Write(Workspace workspace, string name = "a", HistFactoryWriterOptions? options = null) => HistFactoryWriter.Write(workspace, Folder(name), options);

    internal WorkspaceDocument Read(string name = "a", HistFactoryDialect dialect = HistFactoryDialect.Root) => HistFactoryReader.Read(Path.Combine(Folder(name), "FitConfig.xml"), null, dialect);

    /// <summary>Asserts that two folders hold the same files.</summary>
    internal void AssertSameFiles(string first, string second)
    {
        string[] files = FilesOf(first);
        Assert.NotEmpty(files);
        Assert.Equal(files, FilesOf(second));
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(Path.Combine(Folder(first), file)), File.ReadAllBytes(Path.Combine(Folder(second), file))));
    }

    internal string[] FilesOf(string name) => !Directory.Exists(Folder(name)) ? [] : [.. Directory.EnumerateFiles(Folder(name), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder(name), file)).Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
