namespace Wilks.Root;

internal sealed partial class ObjectReader
{
    /// <summary>The value of one member.</summary>
    private object? ReadValue(RootObject target, StreamerElement element)
    {
        int type = element.Type;
        switch (type)
        {
            case StreamerTypes.CharStar:
                return System.Text.Encoding.UTF8.GetString(_cursor.Take(_cursor.Count(1, element.Name)));
            case StreamerTypes.TString:
                return _cursor.String();
            case StreamerTypes.Collection or StreamerTypes.CollectionString or StreamerTypes.CollectionPointer:
                return ReadCollection(CppType.Parse(element.TypeName));
            case StreamerTypes.Streamer when element.Kind.StartsWith("TStreamerSTL", StringComparison.Ordinal):
                return ReadCollection(CppType.Parse(element.TypeName));
            case StreamerTypes.Streamer:
                return Read(ClassOf(element));
            case StreamerTypes.Loop:
                return ReadLoop(target, element);
            case StreamerTypes.Object or StreamerTypes.Any or StreamerTypes.ObjectInPlace or StreamerTypes.AnyInPlace or StreamerTypes.TObject or StreamerTypes.TNamed:
                return Read(ClassOf(element));
            case StreamerTypes.ObjectPointer or StreamerTypes.AnyPointer:
                return ReadPointer();
            case < StreamerTypes.Array:
                return NumberCodec.Of(element).ReadOne(_cursor);
            case > StreamerTypes.Array and < StreamerTypes.Pointer:
                return NumberCodec.Of(element).Read(_cursor, element.ArrayLength);
            case > StreamerTypes.Pointer and < StreamerTypes.LastBasicPointer:
                return ReadCounted(target, element);
            case > StreamerTypes.Object + StreamerTypes.Array - 1 and < StreamerTypes.AnyPointer + StreamerTypes.Array + 1:
                return ReadArray(target, element);
            default:
                throw _cursor.Fault($"the member {element.Name} of type {type} ({element.TypeName})", "this type is not known");
        }
    }

    private static string ClassOf(StreamerElement element) => CppType.Parse(element.TypeName).FullName.TrimEnd('*');

    private object?[] ReadArray(RootObject target, StreamerElement element)
    {
        if (element.ArrayLength < 0 || element.ArrayLength > _cursor.Remaining) throw _cursor.Fault($"{element.ArrayLength} elements of {element.Name}", $"{_cursor.Remaining} bytes are left");
        StreamerElement single = element with { Type = element.Type - StreamerTypes.Array };
        var values = new object?[element.ArrayLength];
        for (int index = 0; index < values.Length; index++) values[index] = ReadValue(target, single);
        return values;
    }

    // One byte says whether there is anything behind the pointer.
    private Array ReadCounted(RootObject target, StreamerElement element)
    {
        bool isPresent = _cursor.Bool();
        long count = target.Integer(element.CountName) * Math.Max(1, element.ArrayLength);
        NumberCodec codec = NumberCodec.Of(element);
        if (!isPresent) return codec.Kind.Create(0);
        if (count < 0 || count > _cursor.Remaining) throw _cursor.Fault($"{count} elements of {element.Name}", $"{_cursor.Remaining} bytes are left");
        return codec.Read(_cursor, (int)count);
    }

    private object?[] ReadLoop(RootObject target, StreamerElement element)
    {
        ObjectHeader header = ObjectHeader.Decode(_cursor);
        long count = target.Integer(element.CountName);
        if (count < 0 || count > _cursor.Remaining) throw _cursor.Fault($"{count} elements of {element.Name}", $"{_cursor.Remaining} bytes are left");
        string className = ClassOf(element);
        bool isPointer = element.TypeName.EndsWith("**", StringComparison.Ordinal);
        var values = new object?[count];
        for (int index = 0; index < values.Length; index++) values[index] = isPointer ? ReadPointer() : Read(className);
        header.MoveToEnd(_cursor);
        return values;
    }

    /// <summary>A collection or string with its own header.</summary>
    public object? ReadCollection(CppType type)
    {
        ObjectHeader header = ObjectHeader.Decode(_cursor);
        object? value = header.IsMemberWise ? ReadMemberWise(type) : ReadContent(type);
        header.MoveToEnd(_cursor);
        return value;
    }

    /// <summary>A value within a collection, without a header of its own unless it is an object.</summary>
    private object? ReadContent(CppType type)
    {
        if (type.IsPointer) return ReadPointer();
        if (type.Number is { } number) return number.ReadOne(_cursor);
        if (type.IsString) return _cursor.String();
        if (type.IsSequence && type.Arguments.Count > 0)
        {
            CppType item = type.Arguments[0];
            int count = _cursor.Count(item.Number?.Size() ?? 1, type.FullName);
            if (item.Number is { } kind && !item.IsPointer) return kind.Read(_cursor, count);
            var values = new object?[count];
            for (int index = 0; index < count; index++) values[index] = ReadContent(item);
            return values;
        }
        if (type.IsMap && type.Arguments.Count > 1)
        {
            int count = _cursor.Count(1, type.FullName);
            var pairs = new object?[count];
            for (int index = 0; index < count; index++) pairs[index] = new object?[] { ReadContent(type.Arguments[0]), ReadContent(type.Arguments[1]) };
            return pairs;
        }
        if (type.Name == "pair" && type.Arguments.Count == 2 && _catalog.Newest(type.FullName) is null) return new object?[] { ReadContent(type.Arguments[0]), ReadContent(type.Arguments[1]) };
        return Read(type.FullName);
    }

    // All first members of all elements, then all second ones: the version of the elements' class stands in front.
    private object?[] ReadMemberWise(CppType type)
    {
        CppType item = type.IsMap && type.Arguments.Count > 1 ? new CppType("pair", [type.Arguments[0], type.Arguments[1]], false) : type.Arguments.Count > 0 ? type.Arguments[0] : type;
        int version = _cursor.I16();
        string className = item.FullName.TrimEnd('*');
        StreamerInfo? info = FindLayout(className, version);
        int count = _cursor.Count(0, type.FullName);
        if (info is null && item.Name != "pair") throw _cursor.Fault($"a collection of {className} streamed by members", "the file has no description of it");
        if (count > _cursor.Remaining) throw _cursor.Fault($"{count} elements", $"{_cursor.Remaining} bytes are left");
        if (info is null) return ReadPairs(item, count);
        return ReadMembers(info, count);
    }

    private RootObject[] ReadMembers(StreamerInfo info, int count)
    {
        var objects = new RootObject[count];
        for (int index = 0; index < count; index++) objects[index] = new RootObject(info.Name) { Version = info.Version };
        foreach (StreamerElement element in info.Elements)
        {
            foreach (RootObject target in objects) ReadElement(target, element);
        }
        return objects;
    }

    private object?[] ReadPairs(CppType pair, int count)
    {
        var pairs = new object?[count];
        for (int index = 0; index < count; index++) pairs[index] = new object?[2];
        for (int part = 0; part < 2; part++)
        {
            CppType type = pair.Arguments[part];
            bool hasHeader = type.IsSequence || type.IsMap || type.IsString;
            ObjectHeader header = hasHeader && count > 0 ? ObjectHeader.Decode(_cursor) : default;
            foreach (object? target in pairs) ((object?[])target!)[part] = ReadContent(type);
            if (hasHeader && count > 0) header.MoveToEnd(_cursor);
        }
        return pairs;
    }
}
