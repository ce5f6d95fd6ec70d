using System.Globalization;
using System.Text;

namespace Wilks.Root;

/// <summary>Writes objects by the same layouts that they are read by.</summary>
internal sealed class ObjectWriter(ByteWriter bytes, int keyLength)
{
    private const uint HasLength = 0x40000000;
    private const uint NewClass = 0xFFFFFFFF;
    private const uint IsClass = 0x80000000;
    private const int MapOffset = 2;
    private const int OnHeap = 0x02000000;

    private readonly Dictionary<string, uint> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<ObjectDraft, uint> _objects = [];

    /// <summary>The classes that were written by a layout, with their versions.</summary>
    public HashSet<(string Name, int Version)> Used { get; } = [];

    /// <summary>An object in place, with its header.</summary>
    public void Write(ObjectDraft draft) => WriteClass(draft, draft.ClassName, null);

    /// <summary>An object behind a pointer: null, one that was written before, or a new one.</summary>
    public void WritePointer(ObjectDraft? draft) => WritePointer(draft, static (writer, target) => writer.Write(target));

    /// <summary>An object behind a pointer that writes itself.</summary>
    public void WritePointer(ObjectDraft? draft, Action<ObjectWriter, ObjectDraft> write)
    {
        if (draft is null || _objects.TryGetValue(draft, out uint known))
        {
            bytes.U32(draft is null ? 0 : _objects[draft]);
            return;
        }
        int start = bytes.Length;
        bytes.U32(0);
        uint classPosition = (uint)(bytes.Length + keyLength + MapOffset);
        if (_classes.TryGetValue(draft.ClassName, out uint tag))
        {
            bytes.U32(tag | IsClass);
        }
        else
        {
            _classes[draft.ClassName] = classPosition;
            bytes.U32(NewClass);
            bytes.Bytes(Encoding.UTF8.GetBytes(draft.ClassName + '\0'));
        }
        _objects[draft] = (uint)(start + keyLength + MapOffset);
        write(this, draft);
        Close(start);
    }

    /// <summary>Begins an object with a header; <see cref="Close"/> ends it.</summary>
    public int Open(int version)
    {
        int start = bytes.Length;
        bytes.U32(0);
        bytes.I16(version);
        return start;
    }

    /// <summary>Writes the length of what was opened.</summary>
    public void Close(int start) => bytes.SetU32(start, HasLength | (uint)(bytes.Length - start - 4));

    /// <summary>A TObject.</summary>
    public void WriteTObject(uint uniqueId)
    {
        bytes.I16(1);
        bytes.U32(uniqueId);
        bytes.I32(OnHeap);
    }

    /// <summary>A TNamed.</summary>
    public void WriteNamed(string name, string title)
    {
        int start = Open(1);
        WriteTObject(0);
        bytes.String(name);
        bytes.String(title);
        Close(start);
    }

    private void WriteClass(ObjectDraft draft, string className, int? version)
    {
        switch (className)
        {
            case "TObject":
                WriteTObject(Convert.ToUInt32(draft["fUniqueID"] ?? 0u, CultureInfo.InvariantCulture));
                return;
            case "TArrayD" or "TArrayI":
                Array values = draft[className == "TArrayD" ? "fArray" : "fIndices"] as Array ?? Array.Empty<double>();
                bytes.I32(values.Length);
                bytes.Numbers(values, className == "TArrayD" ? NumberKind.Float64 : NumberKind.Int32);
                return;
            case "TList" or "THashList":
                WriteCollection(draft, 5, isList: true);
                return;
            case "TObjArray":
                WriteCollection(draft, 3, isList: false);
                return;
        }
        StreamerInfo layout = (version is { } given ? BuiltInLayouts.Catalog.Find(className, given) : null) ?? BuiltInLayouts.Catalog.Newest(className)
            ?? throw new InvalidOperationException($"There is no layout of {className}.");
        Used.Add((layout.Name, layout.Version));
        int start = Open(layout.Version);
        foreach (StreamerElement element in layout.Elements) WriteElement(draft, element);
        Close(start);
    }

    private void WriteCollection(ObjectDraft draft, int version, bool isList)
    {
        int start = Open(version);
        WriteTObject(0);
        bytes.String("");
        bytes.I32(draft.Items.Count);
        if (!isList) bytes.I32(0);
        foreach (ObjectDraft item in draft.Items)
        {
            WritePointer(item);
            if (isList) bytes.String("");
        }
        Close(start);
    }

    private void WriteElement(ObjectDraft draft, StreamerElement element)
    {
        object? value = draft[element.Name];
        switch (element.Type)
        {
            case var _ when element.Kind == "TStreamerBase":
                WriteClass(draft, element.Name, element.BaseVersion);
                break;
            case StreamerTypes.TString:
                bytes.String(value as string ?? "");
                break;
            case StreamerTypes.ObjectPointer or StreamerTypes.AnyPointer:
                WritePointer(value as ObjectDraft);
                break;
            case StreamerTypes.Object or StreamerTypes.Any or StreamerTypes.ObjectInPlace or StreamerTypes.AnyInPlace:
                Write(value as ObjectDraft ?? new ObjectDraft(element.TypeName.TrimEnd('*')));
                break;
            case < StreamerTypes.Array:
                WriteNumber(NumberCodec.Of(element).Kind, value);
                break;
            case > StreamerTypes.Pointer and < StreamerTypes.LastBasicPointer:
                bytes.U8(value is Array { Length: > 0 } ? 1 : 0);
                if (value is Array { Length: > 0 } values) bytes.Numbers(values, NumberCodec.Of(element).Kind);
                break;
            default:
                throw new InvalidOperationException($"No member of type {element.Type} is written.");
        }
    }

    private void WriteNumber(NumberKind kind, object? value)
    {
        Array single = kind.Create(1);
        if (value is not null) single.SetValue(Convert.ChangeType(value, single.GetType().GetElementType()!, CultureInfo.InvariantCulture), 0);
        bytes.Numbers(single, kind);
    }
}
