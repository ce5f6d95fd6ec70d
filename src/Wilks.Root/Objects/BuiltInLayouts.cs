using System.Globalization;

namespace Wilks.Root;

/// <summary>Layouts of ROOT's own classes, for files that do not describe them and for the files that are written here.</summary>
/// <remarks>
/// One class a line: <c>name|version|checksum|member|…</c>, a member being
/// <c>kind~name~C++ type~number of the type~size~array length~dimensions~range or count~base version or counting member</c> without empty parts at the end.
/// </remarks>
internal static partial class BuiltInLayouts
{
    public static StreamerCatalog Catalog { get; } = new(string.Join('\n', Basics, Histograms, Trees).Split('\n').Select(Parse), null);

    private static StreamerInfo Parse(string line)
    {
        string[] parts = line.Split('|');
        return new StreamerInfo(parts[0], Integer(parts[1]), uint.Parse(parts[2], NumberStyles.HexNumber, CultureInfo.InvariantCulture), [.. parts[3..].Select(ParseElement)]);
    }

    private static StreamerElement ParseElement(string text)
    {
        string[] parts = text.Split('~');
        string Part(int index) => index < parts.Length ? parts[index] : "";
        string[] extra = Part(8).Split(',');
        var element = new StreamerElement
        {
            Kind = "TStreamer" + parts[0],
            Name = parts[1],
            TypeName = parts[2],
            Type = Integer(parts[3]),
            Size = Integer(Part(4)),
            ArrayLength = Integer(Part(5)),
            Dimensions = Part(6).Length == 0 ? [] : [.. Part(6).Split('x').Select(Integer)],
            Title = Part(7),
        };
        return parts[0] switch
        {
            "Base" => element with { BaseVersion = Integer(extra[0]) },
            "BasicPointer" or "Loop" => element with { CountName = extra[0], CountClass = extra[1], CountVersion = Integer(extra[2]) },
            "STL" => element with { CollectionType = Integer(extra[0]), ContentType = Integer(extra[1]) },
            _ => element,
        };
    }

    private static int Integer(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
}
