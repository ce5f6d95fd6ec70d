namespace Wilks.Root;

/// <summary>Reads the objects of one buffer by the layouts of their classes; remembers objects and classes that later ones refer to.</summary>
internal sealed partial class ObjectReader
{
    private const uint HasLength = 0x40000000;
    private const uint NewClass = 0xFFFFFFFF;
    private const uint IsClass = 0x80000000;
    private const int MapOffset = 2;
    private const int DeepestNesting = 120;

    private readonly ByteCursor _cursor;
    private readonly StreamerCatalog _catalog;
    private readonly int _keyLength;
    private readonly Dictionary<uint, string> _classes = [];
    private readonly Dictionary<uint, RootObject> _objects = [];
    private int _depth;

    /// <param name="cursor">The decompressed object.</param>
    /// <param name="catalog">Layouts.</param>
    /// <param name="keyLength">The length of the key before it: references count from the key's beginning.</param>
    public ObjectReader(ByteCursor cursor, StreamerCatalog catalog, int keyLength)
    {
        _cursor = cursor;
        _catalog = catalog;
        _keyLength = keyLength;
    }

    public ByteCursor Cursor => _cursor;

    public StreamerCatalog Catalog => _catalog;

    private uint Displacement => (uint)(_cursor.Position + _keyLength);

    /// <summary>An object whose class is known, with its header.</summary>
    public RootObject Read(string className)
    {
        var target = new RootObject(className);
        ReadInto(target, className);
        return target;
    }

    /// <summary>An object behind a pointer: null, one met before, or a new one with the name of its class.</summary>
    public RootObject? ReadPointer()
    {
        uint begin = Displacement;
        int position = _cursor.Position;
        uint length = _cursor.U32();
        uint tag = length;
        bool isOld = (length & HasLength) == 0 || length == NewClass;
        uint start = isOld ? 0 : Displacement;
        int end = -1;
        if (!isOld)
        {
            tag = _cursor.U32();
            long last = position + 4L + (length & ~HasLength);
            if (last > _cursor.End) throw _cursor.Fault($"an object of {length & ~HasLength} bytes", $"{_cursor.Remaining} are left");
            end = (int)last;
        }
        if ((tag & IsClass) == 0)
        {
            if (tag == 0 || _objects.TryGetValue(tag, out RootObject? known) == false)
            {
                if (end >= 0) _cursor.Position = end;
                return null;
            }
            return known;
        }
        string className = tag == NewClass ? NewClassName(isOld, start) : KnownClassName(tag);
        return ReadNew(className, isOld ? (uint)(_classes.Count + _objects.Count + 1) : begin + MapOffset, end);
    }

    private string NewClassName(bool isOld, uint start)
    {
        string name = _cursor.ZeroEnded();
        _classes[isOld ? (uint)(_classes.Count + _objects.Count + 1) : start + MapOffset] = name;
        return name;
    }

    private string KnownClassName(uint tag) => _classes.TryGetValue(tag & ~IsClass, out string? name)
        ? name
        : throw _cursor.Fault($"a reference to a class at {tag & ~IsClass}", "there is none");

    private RootObject ReadNew(string className, uint reference, int end)
    {
        var target = new RootObject(className);
        _objects[reference] = target;
        int depth = _depth;
        try
        {
            ReadInto(target, className);
        }
        catch (RootException exception) when (end >= 0)
        {
            // Its length is known: one object that can't be read does not spoil its neighbours.
            target.Refused = exception.Message;
            _cursor.Position = end;
            _depth = depth;
        }
        return target;
    }

    /// <summary>The members of an object, or of the part of it that a base class is.</summary>
    private void ReadInto(RootObject target, string className)
    {
        if (++_depth > DeepestNesting) throw _cursor.Fault("objects nested too deeply", $"at most {DeepestNesting} levels are read");
        if (!ReadSpecial(target, className)) ReadByLayout(target, className);
        _depth--;
    }

    private void ReadByLayout(RootObject target, string className)
    {
        ObjectHeader header = ObjectHeader.Decode(_cursor);
        StreamerInfo? info = FindLayout(className, header.Version);
        if (target.ClassName == className) target.Version = info?.Version ?? header.Version;
        if (info is null)
        {
            if (header.End < 0) throw _cursor.Fault($"an object of class {className}, version {header.Version}", "the file has no description of it");
            target.Refused ??= $"the file has no description of {className}, version {header.Version}";
        }
        else if (header.IsMemberWise)
        {
            throw _cursor.Fault($"an object of class {className} streamed by members", "only collections are read so");
        }
        else
        {
            foreach (StreamerElement element in info.Elements) ReadElement(target, element);
        }
        header.MoveToEnd(_cursor);
    }

    /// <summary>The layout for a version as it stands in an object: 0 or less means that a checksum follows.</summary>
    private StreamerInfo? FindLayout(string className, int version)
    {
        if (version > 0) return _catalog.Find(className, version) ?? (version == 1 ? _catalog.Newest(className) : null);
        uint checksum = _cursor.U32();
        return _catalog.FindByChecksum(className, checksum) ?? _catalog.Newest(className);
    }

    private void ReadElement(RootObject target, StreamerElement element)
    {
        if (element.Kind == "TStreamerBase")
        {
            target.Bases = [.. target.Bases, element.Name];
            ReadInto(target, element.Name);
            return;
        }
        if (element.Kind is "TStreamerArtificial") return;
        target.Set(element.Name, ReadValue(target, element));
    }
}
