namespace Wilks.Formats.Tables.Arrow;

/// <summary>A column of an Arrow table: the leaf, and the fields on the way to it.</summary>
internal sealed record ArrowColumn(ColumnInfo Info, IReadOnlyList<ArrowNode> Path);

/// <summary>Turns an Arrow schema into columns. A structure's members are columns called <c>structure.member</c>.</summary>
internal sealed class ArrowSchema
{
    private const int MostFields = 1 << 17;
    private const int Deepest = 32;
    private const int DeepestList = 2;

    private readonly List<ArrowColumn> _columns = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ArrowNode> _dictionaries = [];
    private int _nodes;
    private int _buffers;
    private int _views;

    public ArrowSchema(FlatTable schema)
    {
        if (schema.Int16(0) != 0) throw new NotSupportedException("big-endian Arrow files are not read");
        foreach (FlatTable field in schema.Tables(1)) AddColumns([Decode(field, 0)], "");
    }

    public IReadOnlyList<ArrowColumn> Columns => _columns;

    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    /// <summary>The values of each dictionary as a field of a batch of its own.</summary>
    public IReadOnlyDictionary<long, ArrowNode> Dictionaries => _dictionaries;

    private ArrowNode Decode(FlatTable field, int depth)
    {
        if (depth > Deepest || _nodes > MostFields) throw new InvalidDataException("the schema is nested too deeply or has too many fields");
        var kind = (ArrowKind)field.Int8(2);
        bool isEncoded = field.Has(4);
        FlatTable type = field.Table(3);
        (int width, bool isSigned, long scale) = Details(kind, type);
        var node = new ArrowNode
        {
            Name = field.Text(0),
            Kind = kind,
            Width = width,
            IsSigned = isSigned,
            Scale = scale,
            ListSize = kind == ArrowKind.FixedSizeList ? Math.Max(0, type.Int32(0)) : 0,
            NodeIndex = _nodes++,
            BufferIndex = _buffers,
            ViewsBefore = _views,
        };
        if (isEncoded) return DecodeEncoded(field.Table(4), node);

        _buffers += BufferCount(kind, type);
        if (kind is ArrowKind.BinaryView or ArrowKind.Utf8View) _views++;
        ArrowNode[] children = [.. field.Tables(5).Select(child => Decode(child, depth + 1))];
        bool needsOne = kind is ArrowKind.List or ArrowKind.LargeList or ArrowKind.FixedSizeList;
        if (needsOne && children.Length != 1) throw new InvalidDataException($"the list '{node.Name}' has {children.Length} kinds of elements");
        return node with { Children = children };
    }

    private ArrowNode DecodeEncoded(FlatTable encoding, ArrowNode values)
    {
        _buffers += 2;
        long id = encoding.Int64(0);
        (int width, bool isSigned) = encoding.Has(1) ? (encoding.Table(1).Int32(0) / 8, encoding.Table(1).Boolean(1)) : (4, true);
        _dictionaries.TryAdd(id, values with { NodeIndex = 0, BufferIndex = 0, ViewsBefore = 0 });
        return values with { DictionaryId = id, Indices = values with { Kind = ArrowKind.Int, Width = width, IsSigned = isSigned } };
    }

    private static int BufferCount(ArrowKind kind, FlatTable type) => kind switch
    {
        ArrowKind.Null or ArrowKind.RunEndEncoded => 0,
        ArrowKind.Struct or ArrowKind.FixedSizeList => 1,
        ArrowKind.Union => type.Int16(0) == 1 ? 2 : 1,
        ArrowKind.Utf8 or ArrowKind.LargeUtf8 or ArrowKind.Binary or ArrowKind.LargeBinary or ArrowKind.ListView or ArrowKind.LargeListView => 3,
        _ => 2,
    };

    private static (int Width, bool IsSigned, long Scale) Details(ArrowKind kind, FlatTable type) => kind switch
    {
        ArrowKind.Int => (type.Int32(0) / 8, type.Boolean(1), 0),
        ArrowKind.FloatingPoint => (2 << type.Int16(0), true, 0),
        ArrowKind.Decimal => (type.Int32(2, 128) / 8, true, type.Int32(1)),
        ArrowKind.Date => type.Int16(0, 1) == 0 ? (4, true, 86_400_000_000_000) : (8, true, 1_000_000),
        ArrowKind.Time => (type.Int32(1, 32) / 8, true, Nanoseconds(type.Int16(0, 1))),
        ArrowKind.Timestamp => (8, true, Nanoseconds(type.Int16(0))),
        ArrowKind.Duration => (8, true, Nanoseconds(type.Int16(0, 1))),
        _ => (0, true, 0),
    };

    private static long Nanoseconds(int unit) => unit switch { 0 => 1_000_000_000, 1 => 1_000_000, 2 => 1_000, _ => 1 };

    private void AddColumns(ArrowNode[] path, string prefix)
    {
        ArrowNode last = path[^1];
        // Elements of lists have names that nobody chose.
        bool isElement = path.Length > 1 && path[^2].IsList;
        string name = isElement ? prefix : prefix.Length == 0 ? last.Name : $"{prefix}.{last.Name}";
        if (last.DictionaryId is null && (last.IsList || last.Kind == ArrowKind.Struct))
        {
            foreach (ArrowNode child in last.Children) AddColumns([.. path, child], name);
            return;
        }
        ArrowNode[] lists = [.. path.Where(node => node.IsList)];
        if (lists.Length > DeepestList) _unreadable[name] = $"is a list of depth {lists.Length}; lists up to depth {DeepestList} are read";
        else if (last.ElementType is not { } type || last.Width is not (0 or 1 or 2 or 4 or 8 or 16 or 32)) _unreadable[name] = $"is of Arrow's type {last.Kind}, which is not read";
        else _columns.Add(new ArrowColumn(new ColumnInfo(name, type, lists.Length, lists is [{ Kind: ArrowKind.FixedSizeList }] ? lists[0].ListSize : 0), path));
    }
}
