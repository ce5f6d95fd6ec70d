namespace Wilks.Root;

/// <summary>One member, or base class, of a streamed class.</summary>
internal sealed record StreamerElement
{
    /// <summary>The class of the description itself, such as <c>TStreamerBase</c> or <c>TStreamerSTL</c>.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public string Title { get; init; } = "";

    /// <summary>ROOT's number of the type; see <see cref="StreamerTypes"/>.</summary>
    public required int Type { get; init; }

    public int Size { get; init; }

    /// <summary>The number of elements of a fixed array, all dimensions together; 0 for a single value.</summary>
    public int ArrayLength { get; init; }

    /// <summary>The dimensions of a fixed array.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    public required string TypeName { get; init; }

    public int BaseVersion { get; init; }

    /// <summary>The member that counts the elements of a pointer.</summary>
    public string CountName { get; init; } = "";

    public string CountClass { get; init; } = "";

    public int CountVersion { get; init; }

    public int CollectionType { get; init; }

    public int ContentType { get; init; }

    /// <summary>The layout of ROOT's own descriptions, versions 1 to 4 of <c>TStreamerElement</c>.</summary>
    public static StreamerElement Decode(string kind, ByteCursor cursor)
    {
        ObjectHeader outer = ObjectHeader.Decode(cursor);
        // A TStreamerSTLstring has a TStreamerSTL within.
        if (kind == "TStreamerSTLstring") ObjectHeader.Decode(cursor);
        ObjectHeader header = kind == "TStreamerElement" ? outer : ObjectHeader.Decode(cursor);
        (string name, string title) = ObjectHeader.NameAndTitle(cursor);
        int type = cursor.I32();
        int size = cursor.I32();
        int arrayLength = cursor.I32();
        int dimensionCount = cursor.I32();
        int stored = header.Version == 1 ? cursor.Count(sizeof(int), "the list of dimensions") : 5;
        int[] dimensions = [.. Enumerable.Range(0, stored).Select(_ => cursor.I32())];
        var element = new StreamerElement
        {
            Kind = kind,
            Name = name,
            Title = title,
            Type = type,
            Size = size,
            ArrayLength = arrayLength,
            Dimensions = dimensions[..Math.Clamp(dimensionCount, 0, dimensions.Length)],
            TypeName = cursor.String(),
        };
        if (kind != "TStreamerElement") header.MoveToEnd(cursor);
        element = kind switch
        {
            "TStreamerBase" when outer.Version >= 2 => element with { BaseVersion = cursor.I32() },
            "TStreamerBasicPointer" or "TStreamerLoop" => element with { CountVersion = cursor.I32(), CountName = cursor.String(), CountClass = cursor.String() },
            "TStreamerSTL" or "TStreamerSTLstring" => DecodeCollection(element, cursor),
            _ => element,
        };
        outer.MoveToEnd(cursor);
        return element;
    }

    private static StreamerElement DecodeCollection(StreamerElement element, ByteCursor cursor) =>
        cursor.Remaining < 2 * sizeof(int) ? element : element with { CollectionType = cursor.I32(), ContentType = cursor.I32() };
}

/// <summary>ROOT's numbers for the types of members.</summary>
internal static class StreamerTypes
{
    public const int Char = 1;
    public const int Int = 3;
    public const int Counter = 6;
    public const int CharStar = 7;
    public const int Double = 8;
    public const int Double32 = 9;
    public const int Bits = 15;
    public const int Float16 = 19;

    /// <summary>Added to a type for fixed arrays.</summary>
    public const int Array = 20;

    /// <summary>Added to a type for arrays of variable length.</summary>
    public const int Pointer = 40;

    public const int LastBasicPointer = 60;
    public const int Object = 61;
    public const int Any = 62;
    public const int ObjectInPlace = 63;
    public const int ObjectPointer = 64;
    public const int TString = 65;
    public const int TObject = 66;
    public const int TNamed = 67;
    public const int AnyInPlace = 68;
    public const int AnyPointer = 69;
    public const int CollectionPointer = 71;
    public const int Collection = 300;
    public const int CollectionString = 365;
    public const int Streamer = 500;
    public const int Loop = 501;
}
