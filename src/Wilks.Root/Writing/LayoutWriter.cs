namespace Wilks.Root;

/// <summary>Writes the descriptions of classes that a file begins to be readable with.</summary>
internal static class LayoutWriter
{
    private const int StoredDimensions = 5;

    /// <summary>The list of descriptions of some classes.</summary>
    public static void Write(ByteWriter bytes, ObjectWriter writer, IEnumerable<(string Name, int Version)> classes)
    {
        StreamerInfo[] layouts = [.. classes.OrderBy(item => item.Name, StringComparer.Ordinal).ThenBy(item => item.Version).Select(item => BuiltInLayouts.Catalog.Find(item.Name, item.Version)!)];
        int list = writer.Open(5);
        writer.WriteTObject(0);
        bytes.String("");
        bytes.I32(layouts.Length);
        foreach (StreamerInfo layout in layouts)
        {
            writer.WritePointer(new ObjectDraft("TStreamerInfo"), (target, _) => WriteLayout(bytes, target, layout));
            bytes.U8(0);
        }
        writer.Close(list);
    }

    private static void WriteLayout(ByteWriter bytes, ObjectWriter writer, StreamerInfo layout)
    {
        int start = writer.Open(9);
        writer.WriteNamed(layout.Name, "");
        bytes.U32(layout.Checksum);
        bytes.I32(layout.Version);
        writer.WritePointer(new ObjectDraft("TObjArray"), (target, _) =>
        {
            int array = target.Open(3);
            target.WriteTObject(0);
            bytes.String("");
            bytes.I32(layout.Elements.Count);
            bytes.I32(0);
            foreach (StreamerElement element in layout.Elements) target.WritePointer(new ObjectDraft(element.Kind), (inner, _) => WriteElement(bytes, inner, element));
            target.Close(array);
        });
        writer.Close(start);
    }

    private static void WriteElement(ByteWriter bytes, ObjectWriter writer, StreamerElement element)
    {
        int outer = writer.Open(element.Kind is "TStreamerBase" or "TStreamerSTL" ? 3 : 2);
        int inner = writer.Open(4);
        writer.WriteNamed(element.Name, element.Title);
        bytes.I32(element.Type);
        bytes.I32(element.Size);
        bytes.I32(element.ArrayLength);
        bytes.I32(element.Dimensions.Count);
        for (int index = 0; index < StoredDimensions; index++) bytes.I32(index < element.Dimensions.Count ? element.Dimensions[index] : 0);
        bytes.String(element.TypeName);
        writer.Close(inner);
        if (element.Kind == "TStreamerBase") bytes.I32(element.BaseVersion);
        if (element.Kind is "TStreamerBasicPointer" or "TStreamerLoop")
        {
            bytes.I32(element.CountVersion);
            bytes.String(element.CountName);
            bytes.String(element.CountClass);
        }
        writer.Close(outer);
    }
}
