namespace Wilks.Root;

/// <summary>What a basket has between its key and its data.</summary>
internal readonly record struct BasketHeader(int Version, int EntryCount, int Last, int Flag)
{
    public static BasketHeader Decode(ByteCursor cursor)
    {
        int version = cursor.U16();
        cursor.Skip(4); // the size of the writer's buffer
        // A negative size says that one more byte follows: how offsets are kept.
        if (cursor.I32() < 0) cursor.Skip(1);
        var header = new BasketHeader(version, cursor.I32(), cursor.I32(), cursor.U8());
        if (header.EntryCount < 0 || header.Last < 0) throw cursor.Fault($"a basket of {header.EntryCount} entries and {header.Last} bytes", "these numbers are not negative");
        return header;
    }
}
