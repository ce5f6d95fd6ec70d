namespace Wilks.Root;

/// <content>Classes that stream themselves in another way than their description says.</content>
internal sealed partial class ObjectReader
{
    private const int BypassStreamer = 0x1000;

    private bool ReadSpecial(RootObject target, string className)
    {
        switch (className)
        {
            case "TObject":
                (uint id, uint bits) = ObjectHeader.TObject(_cursor);
                target.Set("fUniqueID", id);
                target.Set("fBits", bits);
                return true;
            case "TString" or "string":
                target.Set("fString", _cursor.String());
                return true;
            case "TList" or "THashList" or "TSortedList" or "TObjList":
                ReadList(target);
                return true;
            case "TObjArray":
                ReadObjectArray(target);
                return true;
            case "TClonesArray":
                ReadClones(target);
                return true;
            case "TMap":
                ReadMap(target);
                return true;
            case "TRefArray":
                ReadReferences(target);
                return true;
            case "TRef":
                (uint referenceId, _) = ObjectHeader.TObject(_cursor);
                target.Set("fUniqueID", referenceId);
                return true;
            case "TDatime":
                target.Set("fDatime", _cursor.U32());
                return true;
            case "TBasket":
                ReadBasket(target);
                return true;
            default:
                if (ArrayKind(className) is not { } kind) return ReadDescription(target, className) || ReadBareCollection(target, className);
                target.Set("fArray", kind.Read(_cursor, _cursor.Count(kind.Size(), className)));
                return true;
        }
    }

    internal static NumberKind? ArrayKind(string className) => className switch
    {
        "TArrayC" => NumberKind.Int8,
        "TArrayS" => NumberKind.Int16,
        "TArrayI" => NumberKind.Int32,
        "TArrayL" or "TArrayL64" => NumberKind.Int64,
        "TArrayF" => NumberKind.Float32,
        "TArrayD" => NumberKind.Float64,
        _ => null,
    };

    // An object that is a collection by itself, such as a key of class vector<string>.
    private bool ReadBareCollection(RootObject target, string className)
    {
        var type = CppType.Parse(className);
        if (!((type.IsSequence || type.IsMap) && type.Arguments.Count > 0)) return false;
        object? value = ReadCollection(type);
        target.Items = value is object?[] items ? items : [value];
        return true;
    }

    // A list or array of old files may lack the TObject and the name; the versions say so.
    private ObjectHeader ReadCollectionHead(RootObject target, int versionWithObject, int versionWithName)
    {
        ObjectHeader header = ObjectHeader.Decode(_cursor);
        target.Version = header.Version;
        if (header.Version > versionWithObject) target.Set("fBits", ObjectHeader.TObject(_cursor).Bits);
        if (header.Version > versionWithName) target.Set("fName", _cursor.String());
        return header;
    }

    private void ReadList(RootObject target)
    {
        ObjectHeader header = ReadCollectionHead(target, 3, 3);
        if (header.Version <= 3) throw _cursor.Fault($"a list of version {header.Version}", "versions from 4 on are read");
        int count = _cursor.Count(4, "the list");
        var items = new object?[count];
        var options = new string[count];
        for (int index = 0; index < count; index++)
        {
            items[index] = ReadPointer();
            options[index] = _cursor.String();
        }
        target.Items = items;
        target.Set("fOptions", options);
        header.MoveToEnd(_cursor);
    }

    private void ReadObjectArray(RootObject target)
    {
        ObjectHeader header = ReadCollectionHead(target, 2, 1);
        int count = _cursor.Count(4, "the array of objects");
        target.Set("fLowerBound", _cursor.I32());
        var items = new object?[count];
        for (int index = 0; index < count; index++) items[index] = ReadPointer();
        target.Items = items;
        header.MoveToEnd(_cursor);
    }

    private void ReadClones(RootObject target)
    {
        ObjectHeader header = ReadCollectionHead(target, 2, 1);
        string content = _cursor.String();
        string className = content.Split(';')[0];
        int count = Math.Abs((long)_cursor.I32()) is var number && number <= _cursor.Remaining ? (int)number : throw _cursor.Fault($"{number} clones", $"{_cursor.Remaining} bytes are left");
        target.Set("fLowerBound", _cursor.I32());
        target.Set("fClass", className);
        var items = new object?[count];
        if ((target.Integer("fBits") & BypassStreamer) != 0)
        {
            int version = int.TryParse(content.AsSpan(Math.Min(className.Length + 1, content.Length)), System.Globalization.CultureInfo.InvariantCulture, out int parsed) ? parsed : 0;
            StreamerInfo info = _catalog.Find(className, version) ?? _catalog.Newest(className) ?? throw _cursor.Fault($"clones of {className}", "the file has no description of it");
            items = ReadMembers(info, count);
        }
        else
        {
            for (int index = 0; index < count; index++) items[index] = _cursor.Bool() ? Read(className) : null;
        }
        target.Items = items;
        header.MoveToEnd(_cursor);
    }

    private void ReadMap(RootObject target)
    {
        ObjectHeader header = ReadCollectionHead(target, 2, 1);
        int count = _cursor.Count(8, "the map");
        var items = new object?[count];
        for (int index = 0; index < count; index++) items[index] = new object?[] { ReadPointer(), ReadPointer() };
        target.Items = items;
        header.MoveToEnd(_cursor);
    }

    private void ReadReferences(RootObject target)
    {
        ObjectHeader header = ReadCollectionHead(target, 0, 0);
        int count = _cursor.Count(4, "the array of references");
        target.Set("fLowerBound", _cursor.I32());
        _cursor.Skip(2);
        target.Set("fUIDs", NumberKind.UInt32.Read(_cursor, count));
        header.MoveToEnd(_cursor);
    }
}
