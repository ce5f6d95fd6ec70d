using Wilks.Workspaces;

namespace Wilks.Formats.HistFactoryXml;

/// <summary>An element of an XML document that remembers where it was written.</summary>
internal sealed class XmlElement(string name, SourceLocation location)
{
    public string Name { get; } = name;

    public SourceLocation Location { get; } = location;

    /// <summary>The attributes in the order written.</summary>
    public List<KeyValuePair<string, string>> Attributes { get; } = [];

    /// <summary>The elements inside, in the order written.</summary>
    public List<XmlElement> Children { get; } = [];

    /// <summary>The text inside, without white space at its ends.</summary>
    public string Text { get; set; } = "";

    /// <summary>An attribute; null when it is not there.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach ((string name, string value) in Attributes)
            {
                if (name == attribute) return value;
            }

            return null;
        }
    }

    /// <summary>The elements of a name inside.</summary>
    public IEnumerable<XmlElement> All(string name) => Children.Where(child => child.Name == name);
}
