namespace Wilks.Formats.Tables.Arrow;

/// <summary>Reads rows of one column of one batch: down through structures and lists to the leaf.</summary>
internal sealed class ArrowColumnReader(ArrowBatch batch, ArrowColumn column, Func<long, ColumnData> dictionary)
{
    private const int MostElements = 1 << 27;

    private readonly ArrowValues _values = new(batch);

    public ColumnData Read(long first, int count)
    {
        (Array values, List<int[]> offsets, bool[]? isNull) = Level(0, first, count);
        return new ColumnData(column.Info, values, offsets, column.Info.Depth == 0 ? isNull : null);
    }

    private (Array Values, List<int[]> Offsets, bool[]? IsNull) Level(int depth, long first, int count)
    {
        ArrowNode node = column.Path[depth];
        bool[]? isNull = Invert(_values.Validity(node, first, count));
        if (depth == column.Path.Count - 1)
        {
            Array leaf = node.DictionaryId is null ? _values.Read(node, first, count, isNull) : Decoded(node, first, count, ref isNull);
            if (isNull is not null) Blank(leaf, isNull);
            return (leaf, [], isNull);
        }
        if (!node.IsList)
        {
            (Array values, List<int[]> offsets, bool[]? inner) = Level(depth + 1, first, count);
            if (isNull is null) return (values, offsets, inner);
            if (offsets.Count > 0) return WithoutHidden(values, offsets.GetRange(1, offsets.Count - 1), offsets[0], isNull);
            Blank(values, isNull);
            return (values, offsets, inner is null ? isNull : [.. isNull.Zip(inner, (left, right) => left || right)]);
        }
        return Lists(node, depth, first, count, isNull);
    }

    private (Array Values, List<int[]> Offsets, bool[]? IsNull) Lists(ArrowNode node, int depth, long first, int count, bool[]? isNull)
    {
        long[] ends = node.Kind == ArrowKind.FixedSizeList
            ? [.. Enumerable.Range(0, count + 1).Select(row => (first + row) * node.ListSize)]
            : _values.Offsets(node, first, count, node.Kind == ArrowKind.List ? 4 : 8);
        if (ends[^1] - ends[0] > MostElements) throw new InvalidDataException($"{count} rows of column '{column.Info.Name}' have {ends[^1] - ends[0]} elements; at most {MostElements} are read at once");
        (Array values, List<int[]> offsets, _) = Level(depth + 1, ends[0], (int)(ends[^1] - ends[0]));
        int[] own = [.. ends.Select(end => (int)(end - ends[0]))];
        bool hidesSome = isNull is not null && Enumerable.Range(0, count).Any(row => isNull[row] && own[row] < own[row + 1]);
        return hidesSome ? WithoutHidden(values, offsets, own, isNull!) : (values, [own, .. offsets], null);
    }

    // A list without a value may still have elements in the buffers; they are left out.
    private (Array Values, List<int[]> Offsets, bool[]? IsNull) WithoutHidden(Array values, List<int[]> offsets, int[] own, bool[] isNull)
    {
        var inner = new ColumnData(column.Info with { Depth = offsets.Count }, values, offsets);
        ColumnData[] parts = [.. Enumerable.Range(0, isNull.Length).Where(row => !isNull[row]).Select(row => ColumnSlice.Of(inner, own[row], own[row + 1] - own[row]))];
        int[] kept = new int[own.Length];
        for (int row = 0; row < isNull.Length; row++) kept[row + 1] = kept[row] + (isNull[row] ? 0 : own[row + 1] - own[row]);
        ColumnData joined = ColumnJoin.Of(inner, parts);
        return (joined.Values, [kept, .. joined.Offsets], null);
    }

    // An index may lead to an entry that has no value.
    private Array Decoded(ArrowNode node, long first, int count, ref bool[]? isNull)
    {
        ColumnData entries = dictionary(node.DictionaryId!.Value);
        Array indices = _values.Read(node.Indices!, first, count, isNull);
        Array values = Array.CreateInstanceFromArrayType(entries.Values.GetType(), count);
        for (int i = 0; i < count; i++)
        {
            // What stands where there is no value is undefined.
            if (isNull is not null && isNull[i]) continue;
            long index = Convert.ToInt64(indices.GetValue(i), System.Globalization.CultureInfo.InvariantCulture);
            if ((ulong)index >= (ulong)entries.Values.Length) throw new InvalidDataException($"entry {index} of a dictionary of {entries.Values.Length} is needed");
            Array.Copy(entries.Values, index, values, i, 1);
            if (entries.IsNull is { } missing && missing[index]) (isNull ??= new bool[count])[i] = true;
        }
        return values;
    }

    private static void Blank(Array values, bool[] isNull)
    {
        switch (values)
        {
            case double[] doubles: Blank(doubles, isNull); break;
            case float[] floats: Blank(floats, isNull); break;
            case string[] texts: Blank(texts, isNull); break;
            default:
                for (int i = 0; i < isNull.Length; i++)
                {
                    if (isNull[i]) Array.Clear(values, i, 1);
                }
                break;
        }
    }

    private static void Blank<T>(T[] values, bool[] isNull)
    {
        for (int i = 0; i < isNull.Length; i++)
        {
            if (isNull[i]) values[i] = ElementTypes.Missing<T>();
        }
    }

    private static bool[]? Invert(bool[]? valid) => valid is null || !valid.Contains(false) ? null : Array.ConvertAll(valid, isValid => !isValid);
}
