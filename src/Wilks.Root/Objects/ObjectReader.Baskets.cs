namespace Wilks.Root;

/// <content>A basket that is within its tree because it was not full when the file was closed.</content>
internal sealed partial class ObjectReader
{
    private const int OffsetsAreGenerated = 80;
    private const int OffsetsWithMask = 20;
    private const int OffsetsWithDisplacements = 40;

    private void ReadBasket(RootObject target)
    {
        RootKey key = RootKey.DecodeUnfinished(_cursor);
        BasketHeader header = BasketHeader.Decode(_cursor);
        target.Version = header.Version;
        target.Set("fNevBuf", header.EntryCount);
        int flag = header.Flag >= OffsetsAreGenerated ? header.Flag - OffsetsAreGenerated : header.Flag;
        int[]? offsets = null;
        // The second digit 2 says that all entries have one size.
        if (flag == header.Flag && flag != 0 && flag % 10 != 2)
        {
            if (header.EntryCount > 0) offsets = ReadCountedIntegers();
            if (flag is > OffsetsWithMask and < OffsetsWithDisplacements && offsets is not null) offsets = Array.ConvertAll(offsets, offset => offset & 0x00FFFFFF);
            if (flag > OffsetsWithDisplacements) ReadCountedIntegers();
        }
        if (flag is not (1 or > 10)) return;
        int length = header.Version > 1 ? header.Last : _cursor.Count(1, "the basket");
        if (length < key.KeyLength || length > _cursor.Remaining) throw _cursor.Fault($"a basket of {length} bytes", $"more than the {key.KeyLength} of its key and at most {_cursor.Remaining}");
        ReadOnlySpan<byte> buffer = _cursor.Take(length);
        target.Set("Data", buffer[key.KeyLength..].ToArray());
        if (offsets is not null) target.Set("Offsets", Array.ConvertAll(offsets, offset => offset - key.KeyLength));
    }

    private int[] ReadCountedIntegers() => (int[])NumberKind.Int32.Read(_cursor, _cursor.Count(sizeof(int), "the offsets of a basket"));
}
