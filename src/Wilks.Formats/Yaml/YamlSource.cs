using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Yaml;

/// <summary>The text of a YAML document with the paths of its values, which are noted while it is read. </summary>
/// <remarks>Offsets are twice the place in the text, in UTF-16 units, and one more for a name: a block mapping and its first name start at the same place.</remarks>
internal sealed class YamlSource(string name, string text) : ISourceText
{
    private readonly SortedList<int, string> _paths = [];

    /// <inheritdoc/>
    public string Name { get; } = name;

    /// <summary>The whole text.</summary>
    internal string Text { get; } = text;

    /// <inheritdoc/>
    public (int Line, string Path) Locate(int offset)
    {
        int end = Math.Clamp(offset / 2, 0, Text.Length);
        int line = 1 + Text.AsSpan(0, end).Count('\n');
        return (line, PathAt(offset));
    }

    /// <summary>A place in the text.</summary>
    internal SourceLocation At(long place) => new(this, 2 * (int)Math.Clamp(place, 0, Text.Length));

    /// <summary>Notes the path of the value at a place.</summary>
    internal SourceLocation NoteValue(SourceLocation place, string path)
    {
        _paths[place.Offset] = path;
        return place;
    }

    /// <summary>Notes the path of the member whose name is at a place.</summary>
    internal SourceLocation NoteName(SourceLocation place, string path) => NoteValue(new SourceLocation(this, place.Offset | 1), path);

    /// <summary>The path of a member.</summary>
    internal static string Member(string path, string name)
    {
        bool isPlain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0]);
        return isPlain ? $"{path}.{name}" : $"{path}['{name}']";
    }

    /// <summary>The path of a list item.</summary>
    internal static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    private string PathAt(int offset)
    {
        IList<int> offsets = _paths.Keys;
        int low = 0, high = offsets.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (offsets[middle] <= offset) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? "$" : _paths.Values[low - 1];
    }
}
