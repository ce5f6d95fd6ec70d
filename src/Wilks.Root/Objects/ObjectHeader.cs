namespace Wilks.Root;

/// <summary>What stands in front of a streamed object: its length (if given) and the version of its class.</summary>
internal readonly record struct ObjectHeader
{
    private const uint HasLength = 0x40000000;
    private const int MemberWise = 0x4000;
    private const uint IsReferenced = 0x10;

    /// <summary>The version of the class; 0 or less if a checksum is meant.</summary>
    public int Version { get; private init; }

    /// <summary>Whether the members follow column by column for all objects of a collection.</summary>
    public bool IsMemberWise { get; private init; }

    /// <summary>Where the object ends; negative if it does not say.</summary>
    public int End { get; private init; }

    public static ObjectHeader Decode(ByteCursor cursor)
    {
        uint length = cursor.Remaining >= 4 ? cursor.U32() : 0;
        int end = -1;
        if ((length & HasLength) != 0)
        {
            end = cursor.Position + (int)(length & ~HasLength);
            if (end > cursor.End || end < cursor.Position) throw cursor.Fault($"an object of {length & ~HasLength} bytes", $"{cursor.Remaining} are left");
        }
        else if (cursor.Position >= 4)
        {
            cursor.Position -= 4;
        }
        int version = cursor.I16();
        bool isMemberWise = end >= 0 && version > 0 && (version & MemberWise) != 0;
        return new ObjectHeader { End = end, IsMemberWise = isMemberWise, Version = isMemberWise ? version & ~MemberWise : version };
    }

    /// <summary>Goes to the object's end, over members that are not known.</summary>
    public void MoveToEnd(ByteCursor cursor)
    {
        if (End < 0) return;
        if (cursor.Position > End) throw cursor.Fault($"an object that ends at byte {cursor.Origin + End} was read beyond", "its layout is another");
        cursor.Position = End;
    }

    /// <summary>A TObject: identity and bits; returns them.</summary>
    public static (uint UniqueId, uint Bits) TObject(ByteCursor cursor)
    {
        ObjectHeader header = Decode(cursor);
        (uint id, uint bits) = (cursor.U32(), cursor.U32());
        if ((bits & IsReferenced) != 0) cursor.Skip(2);
        header.MoveToEnd(cursor);
        return (id, bits);
    }

    /// <summary>A TNamed.</summary>
    public static (string Name, string Title) NameAndTitle(ByteCursor cursor)
    {
        ObjectHeader header = Decode(cursor);
        TObject(cursor);
        (string, string) result = (cursor.String(), cursor.String());
        header.MoveToEnd(cursor);
        return result;
    }
}
