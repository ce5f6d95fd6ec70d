using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Yaml;

/// <summary>The text of a YAML document with the paths of its values, which are noted while it is read. Offsets count UTF-16 units of the text.</summary>
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
        int end = Math.Clamp(offset, 0, Text.Length);
        int line = 1 + Text.AsSpan(0, end).Count('\n');
        return (line, PathAt(offset));
    }

    /// <summary>Notes the path of the value or name at an offset; the innermost one counts.</summary>
    internal SourceLocation Note(int offset, string path)
    {
        _paths[offset] = path;
        return new SourceLocation(this, offset);
    }

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
