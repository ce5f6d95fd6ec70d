namespace Wilks.Formats.Tables.Arrow;

/// <summary>Arrow's types by their numbers in <c>Schema.fbs</c>.</summary>
internal enum ArrowKind
{
    None = 0,
    Null = 1,
    Int = 2,
    FloatingPoint = 3,
    Binary = 4,
    Utf8 = 5,
    Bool = 6,
    Decimal = 7,
    Date = 8,
    Time = 9,
    Timestamp = 10,
    Interval = 11,
    List = 12,
    Struct = 13,
    Union = 14,
    FixedSizeBinary = 15,
    FixedSizeList = 16,
    Map = 17,
    Duration = 18,
    LargeBinary = 19,
    LargeUtf8 = 20,
    LargeList = 21,
    RunEndEncoded = 22,
    BinaryView = 23,
    Utf8View = 24,
    ListView = 25,
    LargeListView = 26,
}

/// <summary>A field of an Arrow schema, and which of a batch's nodes and buffers are its own.</summary>
internal sealed record ArrowNode
{
    public required string Name { get; init; }

    public required ArrowKind Kind { get; init; }

    /// <summary>Bytes of an element of a fixed width; 0 for bits and for what has none.</summary>
    public int Width { get; init; }

    public bool IsSigned { get; init; } = true;

    /// <summary>What turns a time into nanoseconds; of a decimal the digits behind the point.</summary>
    public long Scale { get; init; }

    /// <summary>Elements of a list of fixed size.</summary>
    public int ListSize { get; init; }

    /// <summary>The dictionary that the values are indices of; null when they are the values.</summary>
    public long? DictionaryId { get; init; }

    /// <summary>The indices of a dictionary's values.</summary>
    public ArrowNode? Indices { get; init; }

    public IReadOnlyList<ArrowNode> Children { get; init; } = [];

    public int NodeIndex { get; init; }

    public int BufferIndex { get; init; }

    /// <summary>How many fields before have a number of buffers that only the batch tells.</summary>
    public int ViewsBefore { get; init; }

    public bool IsList => DictionaryId is null && Kind is ArrowKind.List or ArrowKind.LargeList or ArrowKind.FixedSizeList;

    /// <summary>The type of a leaf's elements; null when it can't be read.</summary>
    public ColumnType? ElementType => Kind switch
    {
        ArrowKind.Null or ArrowKind.Decimal => ColumnType.Double,
        ArrowKind.Bool => ColumnType.Boolean,
        ArrowKind.FloatingPoint => Width == 8 ? ColumnType.Double : ColumnType.Float,
        ArrowKind.Utf8 or ArrowKind.LargeUtf8 or ArrowKind.Utf8View => ColumnType.Text,
        ArrowKind.Date or ArrowKind.Time or ArrowKind.Timestamp or ArrowKind.Duration => ColumnType.Int64,
        ArrowKind.Int => (Width, IsSigned) switch
        {
            (1, true) => ColumnType.Int8,
            (2, true) => ColumnType.Int16,
            (4, true) => ColumnType.Int32,
            (8, true) => ColumnType.Int64,
            (1, false) => ColumnType.UInt8,
            (2, false) => ColumnType.UInt16,
            (4, false) => ColumnType.UInt32,
            (8, false) => ColumnType.UInt64,
            _ => null,
        },
        _ => null,
    };
}
