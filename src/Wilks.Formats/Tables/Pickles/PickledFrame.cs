namespace Wilks.Formats.Tables.Pickles;

/// <summary>One column of a frame: a row of a block.</summary>
internal sealed record PickledColumn(ColumnInfo Info, PickleArray Block, long Row);

/// <summary>Finds columns in an unpickled <c>pandas.DataFrame</c>.</summary>
internal sealed class PickledFrame
{
    private readonly List<PickledColumn> _columns = [];
    private readonly Dictionary<string, string> _unreadable = new(StringComparer.Ordinal);

    public PickledFrame(object? root)
    {
        if (root is not PickleCall { State: PickleDictionary state } frame || !IsFrame(frame)) throw new InvalidDataException("it holds no pandas.DataFrame. Write a frame, or better Parquet");
        if ((state.Find("_mgr") ?? state.Find("_data")) is not PickleCall manager) throw new InvalidDataException("the frame has no data");

        (object? blocks, object? axes) = Parts(manager);
        object?[] indices = Items(axes);
        if (indices.Length != 2) throw new InvalidDataException($"the frame has {indices.Length} axes");
        string[] names = IndexArray(indices[0]) is { } array ? array.Names() : RangeNames((PickleCall)indices[0]!);
        RowCount = IndexArray(indices[1])?.RowLength ?? RangeCount((PickleCall)indices[1]!);
        AddIndex((PickleCall)indices[1]!);
        PickledColumn?[] placed = new PickledColumn?[names.Length];
        foreach (object? block in Items(blocks)) Place(block, names, placed);
        if (Array.IndexOf(placed, null) is int missing and >= 0 && !_unreadable.ContainsKey(names[missing])) throw new InvalidDataException($"column '{names[missing]}' has no data");
        _columns.AddRange(placed.OfType<PickledColumn>());
    }

    public IReadOnlyList<PickledColumn> Columns => _columns;

    public IReadOnlyDictionary<string, string> Unreadable => _unreadable;

    public long RowCount { get; }

    private static bool IsFrame(PickleCall call) =>
        call.Function.Name == "DataFrame" || (call.Function.Name == "_reconstructor" && call.Arguments is [PickleName { Name: "DataFrame" }, ..]);

    // Since pandas 1.3 the manager is made from blocks and axes; before, a state held both under "0.14.1".
    private static (object? Blocks, object? Axes) Parts(PickleCall manager)
    {
        if (manager.Arguments is [{ } blocks, { } axes]) return (blocks, axes);
        if (manager.State is object?[] { Length: >= 4 } state && state[3] is PickleDictionary versions && versions.Find("0.14.1") is PickleDictionary parts) return (parts.Find("blocks"), parts.Find("axes"));
        throw new InvalidDataException("the frame's blocks are laid out in a way that is not known. Write the frame as Parquet");
    }

    private static object?[] Items(object? value) => value switch
    {
        object?[] tuple => tuple,
        List<object?> list => [.. list],
        _ => throw new InvalidDataException("the frame's blocks or axes make no sense"),
    };

    private static PickleArray? IndexArray(object? value)
    {
        if (value is not PickleCall { Function.Name: "_new_Index" or "_new_DatetimeIndex", Arguments: [PickleName kind, PickleDictionary parts] }) throw new InvalidDataException("an index of the frame is of a kind that is not read. Call reset_index, or write Parquet");
        return kind.Name == "RangeIndex" ? null : PickleArray.From(parts.Find("data"));
    }

    private static (long Start, long Count, long Step) Range(PickleCall index)
    {
        var parts = (PickleDictionary)index.Arguments[1]!;
        (long start, long stop, long step) = (parts.Find("start") as long? ?? 0, parts.Find("stop") as long? ?? 0, parts.Find("step") as long? ?? 1);
        if (step == 0) throw new InvalidDataException("a range without a step is in the frame");
        return (start, Math.Max(0, checked((stop - start + step - Math.Sign(step)) / step)), step);
    }

    private static long RangeCount(PickleCall index) => Range(index).Count;

    private static string[] RangeNames(PickleCall index)
    {
        const int mostColumns = 1 << 20;
        (long start, long count, long step) = Range(index);
        if (count > mostColumns) throw new InvalidDataException($"the frame claims {count} columns");
        return [.. Enumerable.Range(0, (int)count).Select(i => (start + (i * step)).ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    // An index that is more than a count of rows is a column too.
    private void AddIndex(PickleCall index)
    {
        if (IndexArray(index) is not { } array) return;
        string name = ((PickleDictionary)index.Arguments[1]!).Find("name") as string ?? "index";
        if (array.Unreadable(0) is { } reason) _unreadable[name] = reason;
        else _columns.Add(new PickledColumn(new ColumnInfo(name, array.Type?.ColumnType ?? ColumnType.Text), array, 0));
    }

    private void Place(object? block, string[] names, PickledColumn?[] placed)
    {
        (object? values, object? placement) = block switch
        {
            PickleCall { Function.Name: "_unpickle_block" or "new_block", Arguments: [var first, var second, ..] } => (first, second),
            PickleDictionary old => (old.Find("values"), old.Find("mgr_locs")),
            _ => throw new InvalidDataException("a block of the frame makes no sense"),
        };
        long[] places = Places(placement, names.Length);
        if (PickleArray.Foreign(values) is { } foreign)
        {
            foreach (long place in places) _unreadable[names[place]] = foreign;
            return;
        }

        var array = PickleArray.From(values);
        if (places.Length != array.Rows || array.RowLength != RowCount) throw new InvalidDataException($"a block of {array.Rows} columns and {array.RowLength} rows stands for {places.Length} columns of {RowCount} rows");
        for (int row = 0; row < places.Length; row++)
        {
            string name = names[places[row]];
            if (array.Unreadable(row) is { } reason) _unreadable[name] = reason;
            else placed[places[row]] = new PickledColumn(new ColumnInfo(name, array.Type?.ColumnType ?? ColumnType.Text), array, row);
        }
    }

    private static long[] Places(object? placement, int most)
    {
        if (placement is PickleCall { Function.Name: "BlockPlacement", Arguments: [var inner] }) placement = inner;
        if (placement is PickleCall { Function.Name: "slice", Arguments: [var first, var second, var third] })
        {
            (long start, long stop, long step) = (first as long? ?? 0, second as long? ?? 0, third as long? ?? 1);
            var places = new List<long>();
            for (long place = start; step > 0 ? place < stop : place > stop; place = checked(place + step))
            {
                if (step == 0 || place < 0 || place >= most) throw new InvalidDataException("the place of a block makes no sense");
                places.Add(place);
            }
            return [.. places];
        }
        long[] listed = [.. PickleArray.From(placement).Names().Select(text => long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        return listed.Any(place => place < 0 || place >= most) ? throw new InvalidDataException("the place of a block makes no sense") : listed;
    }
}
