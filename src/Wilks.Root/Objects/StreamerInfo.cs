namespace Wilks.Root;

/// <summary>The layout of one version of a class.</summary>
internal sealed record StreamerInfo(string Name, int Version, uint Checksum, IReadOnlyList<StreamerElement> Elements)
{
    public static StreamerInfo Decode(ByteCursor cursor, Func<ByteCursor, IReadOnlyList<StreamerElement>> elements)
    {
        ObjectHeader header = ObjectHeader.Decode(cursor);
        (string name, _) = ObjectHeader.NameAndTitle(cursor);
        uint checksum = cursor.U32();
        int version = cursor.I32();
        var info = new StreamerInfo(name, version, checksum, elements(cursor));
        header.MoveToEnd(cursor);
        return info;
    }
}
