using System.Globalization;
using Wilks.Workspaces;

namespace Wilks.Formats.Json;

/// <summary>Stands for the document of a container that a patch has changed: the container keeps its place there, its parts may come from elsewhere.</summary>
internal sealed class RevisedText : INavigableText
{
    private readonly ISourceText _original;
    private IJsonNode? _revised;

    private RevisedText(ISourceText original) => _original = original;

    public string Name => _original.Name;

    public (int Line, string Path) Locate(int offset) => _original.Locate(offset);

    public SourceLocation Find(int offset, ReadOnlySpan<string> path)
    {
        IJsonNode? child = path.IsEmpty ? null : Child(path[0]);
        return child is null ? new SourceLocation(this, offset) : child.Location.Within(path[1..]);
    }

    /// <summary>An object with other members at the place of an old one.</summary>
    internal static JsonObject Replace(JsonObject old, JsonMember[] members)
    {
        (SourceLocation location, RevisedText? text) = Revise(old.Location);
        var revised = new JsonObject(location, members);
        if (text is not null) text._revised = revised;
        return revised;
    }

    /// <summary>A list with other items at the place of an old one.</summary>
    internal static JsonArray Replace(JsonArray old, IJsonNode[] items)
    {
        (SourceLocation location, RevisedText? text) = Revise(old.Location);
        var revised = new JsonArray(location, items);
        if (text is not null) text._revised = revised;
        return revised;
    }

    private static (SourceLocation Location, RevisedText? Text) Revise(SourceLocation old)
    {
        if (old.Text is null) return (old, null);

        var text = new RevisedText(old.Text is RevisedText earlier ? earlier._original : old.Text);
        return (new SourceLocation(text, old.Offset), text);
    }

    private IJsonNode? Child(string step) => _revised switch
    {
        JsonObject o => o.Find(step),
        JsonArray a when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < a.Items.Length => a.Items[index],
        _ => null,
    };
}
