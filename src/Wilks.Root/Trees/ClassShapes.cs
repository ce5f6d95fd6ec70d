namespace Wilks.Root;

/// <summary>How objects are stored, by the descriptions that the file has of their classes.</summary>
internal sealed class ClassShapes
{
    private const int DeepestNesting = 30;
    private const string SymmetricMatrix = "TMatrixTSym<";

    private readonly StreamerCatalog _catalog;
    private readonly HashSet<string> _counters;
    private readonly Dictionary<string, EntryShape> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public ClassShapes(StreamerCatalog catalog)
    {
        _catalog = catalog;
        _counters = [.. catalog.Infos.SelectMany(info => info.Elements).Select(element => element.CountName).Where(name => name.Length > 0), "fNelems", "fNrows"];
    }

    /// <summary>The shape of a C++ type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="hasHeader">Whether a collection has its length and version in front; within another collection it has not.</param>
    /// <param name="hasStringHeader">Whether a std::string has.</param>
    public EntryShape Of(CppType type, bool hasHeader, bool hasStringHeader)
    {
        if (type.IsPointer) return PointerTo(type with { IsPointer = false });
        if (type.Number is { } kind) return new EntryShape.Number(NumberCodec.Plain(kind));
        if (type.Name is "Double32_t") return new EntryShape.Number(NumberCodec.Shortened(NumberKind.Float64, ""));
        if (type.Name is "Float16_t") return new EntryShape.Number(NumberCodec.Shortened(NumberKind.Float32, ""));
        if (type.IsString) return hasStringHeader && type.Name != "TString" ? new EntryShape.WithHeader(new EntryShape.Text()) : new EntryShape.Text();
        EntryShape? item = type switch
        {
            { Name: "bitset" } => new EntryShape.Number(NumberCodec.Plain(NumberKind.Bool)),
            { IsSequence: true, Arguments.Count: > 0 } => Of(type.Arguments[0], false, false),
            { IsMap: true, Arguments.Count: > 1 } => Pair(type),
            _ => null,
        };
        if (item is null) return type.Name == "pair" && type.Arguments.Count == 2 && _catalog.Newest(type.FullName) is null ? Pair(type) : Object(type.FullName);
        EntryShape sequence = new EntryShape.Sequence(item);
        return hasHeader ? new EntryShape.WithHeader(sequence) : sequence;
    }

    /// <summary>An object with its header, of a version or the newest.</summary>
    public EntryShape Object(string className, StreamerInfo? version = null)
    {
        if (OwnStreaming(className) is { } special) return special;
        if (className.StartsWith(SymmetricMatrix, StringComparison.Ordinal)) return Symmetric(className);
        if (version is null && _known.TryGetValue(className, out EntryShape? known)) return known;
        StreamerInfo? info = version ?? _catalog.Newest(className);
        if (info is null) return new EntryShape.Opaque($"the file has no description of the class {className}", HasHeader: true);
        // A class within itself: there is no end of columns.
        if (_open.Count > DeepestNesting || !_open.Add(className)) return new EntryShape.Opaque($"objects of class {className} hold objects of the same class", HasHeader: true);
        EntryShape shape = new EntryShape.Object(className, new EntryShape.Struct([.. info.Elements.Where(element => element.Kind != "TStreamerArtificial").Select(Member)]), info.Version, info.Checksum);
        _open.Remove(className);
        return version is null ? _known[className] = shape : shape;
    }

    /// <summary>The shape of a member.</summary>
    public EntryShape.Field Member(StreamerElement element)
    {
        bool isBase = element.Kind == "TStreamerBase";
        // A base class without members and without a version takes no bytes.
        if (isBase && element.BaseVersion < 0 && _catalog.Newest(element.Name) is { Elements.Count: 0 }) return new EntryShape.Field("", new EntryShape.Struct([]));
        bool isCollection = element.Type is StreamerTypes.Collection or StreamerTypes.CollectionString or StreamerTypes.CollectionPointer || element.Kind.StartsWith("TStreamerSTL", StringComparison.Ordinal);
        EntryShape shape = isBase ? Of(CppType.Parse(element.Name), hasHeader: true, hasStringHeader: true) : isCollection ? Collection(element) : Value(element);
        return new EntryShape.Field(isBase ? "" : element.Name, shape, isCollection, !isBase && element.ArrayLength == 0 && _counters.Contains(element.Name));
    }

    // Neither a pair of a map nor one without a description has a header, and its parts have none either.
    private EntryShape.Struct Pair(CppType type) => new(
    [
        new EntryShape.Field("first", Of(type.Arguments[0], false, false), IsShared(type.Arguments[0])),
        new EntryShape.Field("second", Of(type.Arguments[1], false, false), IsShared(type.Arguments[1])),
    ]);

    private static bool IsShared(CppType type) => !type.IsPointer && (type.IsSequence || type.IsMap || (type.IsString && type.Name != "TString"));

    private EntryShape Collection(StreamerElement element)
    {
        EntryShape shape = Of(CppType.Parse(element.TypeName.TrimEnd('*')), hasHeader: true, hasStringHeader: true);
        return element.ArrayLength > 0 && shape is EntryShape.WithHeader { Item: var item } ? new EntryShape.WithHeader(Repeat(item, element)) : shape;
    }

    private EntryShape Value(StreamerElement element)
    {
        int type = element.Type;
        bool isArray = type is > StreamerTypes.Array and < StreamerTypes.Pointer or > StreamerTypes.Object + StreamerTypes.Array - 1 and < StreamerTypes.AnyPointer + StreamerTypes.Array + 1;
        if (isArray) return Repeat(Value(element with { Type = type - StreamerTypes.Array, ArrayLength = 0 }), element);
        string className = CppType.Parse(element.TypeName).FullName.TrimEnd('*');
        return type switch
        {
            StreamerTypes.CharStar => new EntryShape.Text(HasLongLength: true),
            StreamerTypes.TString => new EntryShape.Text(),
            > 0 and < StreamerTypes.Array when NumberCodec.Of(type, element.Title) is { } codec => new EntryShape.Number(codec),
            > StreamerTypes.Pointer and < StreamerTypes.LastBasicPointer when NumberCodec.Of(type - StreamerTypes.Pointer, element.Title) is { } codec => new EntryShape.Counted(element.CountName, codec, HasMarker: true),
            StreamerTypes.Object or StreamerTypes.Any or StreamerTypes.ObjectInPlace or StreamerTypes.AnyInPlace or StreamerTypes.TObject or StreamerTypes.TNamed or StreamerTypes.Streamer => Object(className),
            StreamerTypes.ObjectPointer or StreamerTypes.AnyPointer => PointerTo(CppType.Parse(className)),
            StreamerTypes.Loop => new EntryShape.Opaque($"'{element.Name}' is an array of objects of class {className} that another member counts", HasHeader: true),
            _ => new EntryShape.Opaque($"'{element.Name}' is of a type that is not known ({element.TypeName})", HasHeader: false),
        };
    }

    private EntryShape.Pointer PointerTo(CppType type) => new(Of(type, hasHeader: true, hasStringHeader: true), type.FullName);

    private static EntryShape Repeat(EntryShape shape, StreamerElement element)
    {
        IEnumerable<int> lengths = element.Dimensions.Count > 0 && element.Dimensions.All(length => length > 0) ? element.Dimensions.Reverse() : [element.ArrayLength];
        return lengths.Aggregate(shape, (item, length) => new EntryShape.Repeated(length, item));
    }

    // Its base class, and the upper triangle; it has no header of its own.
    private EntryShape.Struct Symmetric(string className)
    {
        string element = className[SymmetricMatrix.Length..].TrimEnd('>', ' ');
        NumberCodec codec = NumberCodec.Plain(CppType.NumberOf(element) ?? NumberKind.Float64);
        return new EntryShape.Struct([new EntryShape.Field("", Object($"TMatrixTBase<{element}>")), new EntryShape.Field("fElements", new EntryShape.Counted("fNrows", codec, HasMarker: false, IsTriangle: true))]);
    }

    // Classes that do not store what their description says.
    private static EntryShape? OwnStreaming(string className)
    {
        EntryShape.Number Plain(NumberKind kind) => new(NumberCodec.Plain(kind));
        switch (className)
        {
            case "TObject":
                return new EntryShape.Identity(IsReference: false);
            case "TString":
                return new EntryShape.Text();
            case "TDatime":
                return new EntryShape.Struct([new EntryShape.Field("fDatime", Plain(NumberKind.UInt32))]);
            case "TRef":
                return new EntryShape.Struct([new EntryShape.Field("fUniqueID", new EntryShape.Identity(IsReference: true))]);
            case "TRefArray":
                return new EntryShape.WithHeader(new EntryShape.Struct(
                [
                    new EntryShape.Field("", new EntryShape.Identity(IsReference: false)), new EntryShape.Field("fName", new EntryShape.Text()),
                    new EntryShape.Field("fSize", Plain(NumberKind.Int32), IsCounter: true), new EntryShape.Field("fLowerBound", Plain(NumberKind.Int32)), new EntryShape.Field("fPID", Plain(NumberKind.UInt16)),
                    new EntryShape.Field("fUIDs", new EntryShape.Counted("fSize", NumberCodec.Plain(NumberKind.UInt32), HasMarker: false)),
                ]));
            case "TList" or "THashList" or "TObjArray" or "TSortedList" or "TMap" or "TClonesArray":
                return new EntryShape.Opaque($"a {className} holds objects of any class", HasHeader: true);
            default:
                return ObjectReader.ArrayKind(className) is { } kind ? new EntryShape.Sequence(Plain(kind)) : null;
        }
    }
}
