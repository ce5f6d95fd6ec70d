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
            bool isComplete = true;
            StreamerInfo info = StreamerInfo.Decode(_cursor, _ =>
            {
                RootObject[] items = [.. (ReadPointer()?.Items ?? []).OfType<RootObject>()];
                // A member that was not understood would shift all that follow: better no layout than a wrong one.
                isComplete = items.All(_elements.ContainsKey);
                return isComplete ? [.. items.Select(item => _elements[item])] : [];
            });
            if (isComplete) _layouts.Add(info);
            return true;
        }
        if (!className.StartsWith("TStreamer", StringComparison.Ordinal)) return false;
        _elements[target] = StreamerElement.Decode(className, _cursor);
        return true;
    }
}
