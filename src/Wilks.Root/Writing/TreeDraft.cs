namespace Wilks.Root;

/// <summary>Writes the baskets of a tree and makes its description.</summary>
internal sealed class TreeDraft(RootWriter writer, DirectoryDraft directory, string name, string title, int entriesPerBasket)
{
    private const int BasketVersion = 3;
    private const int BufferSize = 32000;
    private const int OffsetLength = 1000;
    private const int LeastBaskets = 10;

    private long _bytes;
    private long _storedBytes;

    public ObjectDraft Write(IReadOnlyList<TreeColumn> columns)
    {
        var branches = new ObjectDraft("TObjArray");
        var leaves = new ObjectDraft("TObjArray");
        long entries = columns.Count == 0 ? 0 : columns[0].EntryCount;
        foreach (TreeColumn column in columns)
        {
            column.Check(entries);
            ObjectDraft? counter = null;
            if (column.Offsets is not null)
            {
                counter = Leaf(column.Counter(), null);
                counter.Set("fIsRange", true);
                Add(column.Counter(), counter, branches, leaves);
            }
            Add(column, Leaf(column, counter), branches, leaves);
        }
        return new ObjectDraft("TTree")
        {
            ["fName"] = name,
            ["fTitle"] = title,
            ["fEntries"] = entries,
            ["fTotBytes"] = _bytes,
            ["fZipBytes"] = _storedBytes,
            ["fWeight"] = 1.0,
            ["fLineColor"] = (short)602,
            ["fLineStyle"] = (short)1,
            ["fLineWidth"] = (short)1,
            ["fFillStyle"] = (short)1001,
            ["fMarkerColor"] = (short)1,
            ["fMarkerStyle"] = (short)1,
            ["fMarkerSize"] = 1f,
            ["fScanField"] = 25,
            ["fDefaultEntryOffsetLen"] = OffsetLength,
            ["fMaxEntries"] = 1_000_000_000_000L,
            ["fMaxEntryLoop"] = 1_000_000_000_000L,
            ["fAutoSave"] = -300_000_000L,
            ["fAutoFlush"] = -30_000_000L,
            ["fEstimate"] = 1_000_000L,
            ["fBranches"] = branches,
            ["fLeaves"] = leaves,
        };
    }

    private void Add(TreeColumn column, ObjectDraft leaf, ObjectDraft branches, ObjectDraft leaves)
    {
        branches.Items.Add(Branch(column, leaf));
        leaves.Items.Add(leaf);
    }

    private static ObjectDraft Leaf(TreeColumn column, ObjectDraft? counter)
    {
        (string className, _) = LeafType(column);
        var leaf = new ObjectDraft(className)
        {
            ["fName"] = column.Name,
            ["fTitle"] = counter is null ? column.Name : $"{column.Name}[{counter["fName"]}]",
            ["fLen"] = 1,
            ["fLenType"] = column.Kind?.Size() ?? 1,
            ["fIsUnsigned"] = column.Kind is NumberKind.UInt8 or NumberKind.UInt16 or NumberKind.UInt32 or NumberKind.UInt64,
        };
        if (counter is not null) leaf.Set("fLeafCount", counter);
        // Readers make their arrays as long as the largest count and the longest text.
        int longest = column.Values switch
        {
            string[] text => text.Length == 0 ? 0 : text.Max(KeyDraft.LengthOf),
            int[] counts when counter is null && column.Kind == NumberKind.Int32 => counts.Length == 0 ? 0 : counts.Max(),
            _ => 0,
        };
        if (column.Kind is null or NumberKind.Int32) leaf.Set("fMaximum", longest);
        if (column.Kind is null) leaf.Set("fLen", Math.Max(1, longest));
        return leaf;
    }

    private static (string ClassName, char Letter) LeafType(TreeColumn column) => column.Kind switch
    {
        NumberKind.Bool => ("TLeafO", 'O'),
        NumberKind.Int8 => ("TLeafB", 'B'),
        NumberKind.UInt8 => ("TLeafB", 'b'),
        NumberKind.Int16 => ("TLeafS", 'S'),
        NumberKind.UInt16 => ("TLeafS", 's'),
        NumberKind.Int32 => ("TLeafI", 'I'),
        NumberKind.UInt32 => ("TLeafI", 'i'),
        NumberKind.Int64 => ("TLeafL", 'L'),
        NumberKind.UInt64 => ("TLeafL", 'l'),
        NumberKind.Float32 => ("TLeafF", 'F'),
        NumberKind.Float64 => ("TLeafD", 'D'),
        _ => ("TLeafC", 'C'),
    };

    private ObjectDraft Branch(TreeColumn column, ObjectDraft leaf)
    {
        var firstEntries = new List<long>();
        var seeks = new List<long>();
        var lengths = new List<int>();
        for (long first = 0; first < column.EntryCount; first += entriesPerBasket)
        {
            RootKey key = WriteBasket(column, (int)first, (int)Math.Min(entriesPerBasket, column.EntryCount - first));
            firstEntries.Add(first);
            seeks.Add(key.Seek);
            lengths.Add(key.RecordLength);
            _bytes += key.KeyLength + key.ObjectLength;
            _storedBytes += key.RecordLength;
        }
        int baskets = seeks.Count;
        firstEntries.Add(column.EntryCount);
        int room = Math.Max(LeastBaskets, baskets + 1);
        bool isVariable = column.Offsets is not null || column.Kind is null;
        return new ObjectDraft("TBranch")
        {
            ["fName"] = column.Name,
            ["fTitle"] = $"{leaf["fTitle"]}/{LeafType(column).Letter}",
            ["fFillStyle"] = (short)1001,
            ["fBasketSize"] = BufferSize,
            ["fEntryOffsetLen"] = isVariable ? OffsetLength : 0,
            ["fWriteBasket"] = baskets,
            ["fEntryNumber"] = column.EntryCount,
            ["fMaxBaskets"] = room,
            ["fEntries"] = column.EntryCount,
            ["fTotBytes"] = _bytes,
            ["fZipBytes"] = _storedBytes,
            ["fLeaves"] = new ObjectDraft("TObjArray") { Items = { leaf } },
            ["fBasketBytes"] = Padded(lengths, room),
            ["fBasketEntry"] = Padded(firstEntries, room),
            ["fBasketSeek"] = Padded(seeks, room),
        };
    }

    private static T[] Padded<T>(List<T> values, int length)
    {
        T[] result = new T[length];
        values.CopyTo(result);
        return result;
    }

    private RootKey WriteBasket(TreeColumn column, int first, int count)
    {
        var data = new ByteWriter();
        int[] offsets = new int[count + 1];
        if (column.Values is string[] text)
        {
            for (int entry = 0; entry < count; entry++)
            {
                offsets[entry] = data.Length;
                data.String(text[first + entry]);
            }
        }
        else
        {
            long begin = column.Offsets?[first] ?? first;
            long end = column.Offsets?[first + count] ?? (first + count);
            int size = column.Kind!.Value.Size();
            for (int entry = 0; entry < count; entry++) offsets[entry] = (int)((column.Offsets?[first + entry] ?? 0) - begin) * size;
            column.Kind.Value.Convert(column.Kind.Value.Bytes(column.Values).Slice((int)begin * size, (int)(end - begin) * size), data.Reserve((int)(end - begin) * size));
        }
        bool isVariable = column.Offsets is not null || column.Kind is null;
        int keyLength = new KeyDraft("TBasket", column.Name, name).Length + Tail(0, 0, 0).Length;
        int last = keyLength + data.Length;
        if (isVariable)
        {
            // The element after the last entry is of no use to readers; ROOT keeps a zero there.
            data.I32(offsets.Length);
            for (int entry = 0; entry < offsets.Length; entry++) data.I32(entry == count ? 0 : offsets[entry] + keyLength);
        }
        byte[] tail = Tail(isVariable ? OffsetLength : column.Kind!.Value.Size(), count, last);
        return writer.WriteRecord(new KeyDraft("TBasket", column.Name, name) { Tail = tail }, data.Written, directory.Seek);
    }

    private static byte[] Tail(int entryLength, int count, int last)
    {
        var bytes = new ByteWriter();
        bytes.I16(BasketVersion);
        bytes.I32(BufferSize);
        bytes.I32(entryLength);
        bytes.I32(count);
        bytes.I32(last);
        bytes.U8(0);
        return bytes.Written.ToArray();
    }
}
