namespace Wilks.Root;

/// <summary>How the entries of a branch are stored.</summary>
internal sealed record ColumnLayout
{
    public required string TypeName { get; init; }

    /// <summary>Why the values can't be read.</summary>
    public string? Refused { get; init; }

    /// <summary>The numbers at the bottom.</summary>
    public NumberCodec Codec { get; init; }

    public bool IsText { get; init; }

    /// <summary>Whether lists differ in length, with nothing but the numbers stored: <c>x[n]</c>.</summary>
    public bool IsCounted { get; init; }

    /// <summary>Fixed lengths: of the entry, or of the elements of a counted list.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [];

    /// <summary>For entries that are not just numbers: how one entry is read.</summary>
    public EntryShape? Shape { get; init; }

    /// <summary>Where entries are objects: the columns that their members are.</summary>
    public IReadOnlyList<(string Name, ColumnLayout Layout)> Members { get; init; } = [];

    /// <summary>Bytes of an entry before this leaf, in a branch of several leaves.</summary>
    public int LeafOffset { get; init; }

    /// <summary>Bytes of a whole entry, in a branch of several leaves; else 0.</summary>
    public int EntryStride { get; init; }

    public int ItemCount => Dimensions.Aggregate(1, (product, length) => product * length);

    public int Depth => Shape?.Depth ?? ((IsCounted ? 1 : 0) + Dimensions.Count);

    public static ColumnLayout Refuse(string typeName, string reason) => new() { TypeName = typeName, Refused = reason };

    /// <summary>The column of a shape, or the columns of its members.</summary>
    public static ColumnLayout OfShape(string typeName, EntryShape shape)
    {
        IReadOnlyList<(string Name, EntryShape Shape)> columns = ClassColumns.Of(shape);
        return columns switch
        {
            [] => Refuse(typeName, Reason(typeName, shape)),
            [("", var single)] => OfColumn(typeName, single),
            _ => Refuse(typeName, $"it has no values of its own; the columns of its members have, such as '{columns[0].Name}' behind a dot") with
            {
                Members = [.. columns.Select(column => (column.Name, OfColumn(TypeOf(column.Shape), column.Shape)))],
            },
        };
    }

    /// <summary>One column, of a shape that has one value.</summary>
    public static ColumnLayout OfColumn(string typeName, EntryShape shape) =>
        new() { TypeName = typeName, Shape = shape, IsText = shape.Codec is null, Codec = shape.Codec ?? default };

    public static string TypeOf(EntryShape shape) => (shape.Codec?.CppName ?? "string") + string.Concat(Enumerable.Repeat("[]", shape.Depth));

    private static string Reason(string typeName, EntryShape shape) => shape switch
    {
        EntryShape.Opaque opaque => $"{opaque.Reason}; write the members that are wanted as columns",
        EntryShape.Wrapper wrapper => Reason(typeName, wrapper.Item),
        EntryShape.Identity => "the identity and bits of a TObject, which are no data",
        EntryShape.Object { Members.Fields: [var only] } => Reason(typeName, only.Shape),
        EntryShape.Object target when target.Members.Fields.FirstOrDefault(field => field.Shape is EntryShape.Opaque) is { Shape: EntryShape.Opaque opaque } => $"{opaque.Reason}; write the members that are wanted as columns",
        _ => $"the class {typeName} has no members that are numbers or text",
    };
}
