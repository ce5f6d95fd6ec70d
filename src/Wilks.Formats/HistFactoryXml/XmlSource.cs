using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>An XML document for messages: offsets are numbers of elements, in document order.</summary>
internal sealed class XmlSource(string name) : ISourceText
{
    private readonly List<(int Line, string Path)> _places = [];

    public string Name { get; } = name;

    public (int Line, string Path) Locate(int offset) => offset < _places.Count ? _places[offset] : (1, "/");

    /// <summary>Registers an element.</summary>
    public SourceLocation Add(int line, string path)
    {
        _places.Add((line, path));
        return new SourceLocation(this, _places.Count - 1);
    }
}
