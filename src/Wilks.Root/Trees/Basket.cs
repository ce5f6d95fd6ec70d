namespace Wilks.Root;

/// <summary>A basket in memory: decompressed data and, where entries differ in length, where each begins.</summary>
internal readonly ref struct Basket
{
    private Basket(byte[] data, int length, int[]? offsets)
    {
        Data = data;
        Length = length;
        Offsets = offsets;
    }

    public byte[] Data { get; }

    /// <summary>The number of bytes of data, offsets not counted.</summary>
    public int Length { get; }

    /// <summary>Where each entry begins, and a last one for the end.</summary>
    public int[]? Offsets { get; }

    public static Basket OfEmbedded(BasketPlace place, RootPlace name)
    {
        byte[] data = (byte[])place.Embedded!["Data"]!;
        int[]? offsets = place.Embedded.Members.GetValueOrDefault("Offsets") as int[];
        return new Basket(data, data.Length, offsets is null ? null : Checked(offsets, place, data.Length, name));
    }

    /// <summary>Decodes the bytes of a record.</summary>
    /// <param name="stored">Bytes of the file that hold the record.</param>
    /// <param name="start">Where in them it begins.</param>
    /// <param name="place">The basket.</param>
    /// <param name="name">The branch, for messages.</param>
    /// <param name="buffer">Memory of the caller, made larger where needed.</param>
    public static Basket Decode(byte[] stored, int start, BasketPlace place, RootPlace name, ref byte[] buffer)
    {
        var cursor = new ByteCursor(stored, start + place.Length, name, place.Seek - start) { Position = start };
        KeyLengths key = KeyLengths.Decode(cursor);
        BasketHeader header = BasketHeader.Decode(cursor);
        if (key.RecordLength != place.Length) throw cursor.Fault($"a basket of {key.RecordLength} bytes", $"the branch says {place.Length}");
        if (header.EntryCount < place.Count) throw cursor.Fault($"a basket of {header.EntryCount} entries", $"the branch says {place.Count}");
        int border = header.Last - key.KeyLength;
        if (border < 0 || border > key.ObjectLength || key.ObjectLength > RecordReader.LargestObject) throw cursor.Fault($"data of {border} bytes in a basket of {key.ObjectLength}", "the basket is damaged");
        ReadOnlySpan<byte> payload = stored.AsSpan(start + key.KeyLength, key.PayloadLength);
        if (buffer.Length < key.ObjectLength + Blocks.Slack)
        {
            // Before memory is taken, the blocks must add up to what the key says.
            if (key.IsCompressed) Blocks.Check(payload, key.ObjectLength, name, place.Seek + key.KeyLength);
            buffer = new byte[Math.Max(key.ObjectLength + Blocks.Slack, Math.Min(2 * buffer.Length, RecordReader.LargestObject))];
        }
        if (key.IsCompressed) Blocks.Decompress(payload, buffer, key.ObjectLength, name, place.Seek + key.KeyLength);
        else payload.CopyTo(buffer);
        int[]? offsets = null;
        if (key.ObjectLength - border >= sizeof(int))
        {
            var tail = new ByteCursor(buffer, key.ObjectLength, name) { Position = border };
            int count = tail.Count(sizeof(int), "the offsets of a basket");
            offsets = Checked(Array.ConvertAll((int[])NumberKind.Int32.Read(tail, count), offset => offset - key.KeyLength), place, border, name);
        }
        return new Basket(buffer, border, offsets);
    }

    // The file's list may have one more element, of no use; the end of the data takes its place.
    private static int[] Checked(int[] stored, BasketPlace place, int border, RootPlace name)
    {
        if (stored.Length < place.Count) throw new RootException(name, place.Seek, $"a basket with {stored.Length} offsets", $"it has {place.Count} entries");
        int[] offsets = new int[place.Count + 1];
        Array.Copy(stored, offsets, place.Count);
        offsets[^1] = stored.Length > place.Count + 1 ? stored[place.Count] : border;
        for (int index = 0; index < place.Count; index++)
        {
            if (offsets[index] < 0 || offsets[index] > offsets[index + 1] || offsets[index + 1] > border)
            {
                throw new RootException(name, place.Seek, $"an entry from byte {offsets[index]} to {offsets[index + 1]} of a basket", "the offsets are damaged");
            }
        }
        return offsets;
    }
}
