namespace Wilks.Root;

/// <content>The list of descriptions of classes, which is itself made of objects.</content>
internal sealed partial class ObjectReader
{
    private readonly List<StreamerInfo> _layouts = [];
    private readonly Dictionary<RootObject, StreamerElement> _elements = [];

    /// <summary>The descriptions in the buffer.</summary>
    public IReadOnlyList<StreamerInfo> ReadLayouts()
    {
        Read("TList");
        return _layouts;
    }

    private bool ReadDescription(RootObject target, string className)
    {
        if (className == "TStreamerInfo")
        {
            _layouts.Add(StreamerInfo.Decode(_cursor, _ => [.. (ReadPointer()?.Items ?? []).OfType<RootObject>().Where(_elements.ContainsKey).Select(item => _elements[item])]));
            return true;
        }
        if (!className.StartsWith("TStreamer", StringComparison.Ordinal)) return false;
        _elements[target] = StreamerElement.Decode(className, _cursor);
        return true;
    }
}
