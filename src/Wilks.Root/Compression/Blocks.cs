namespace Wilks.Root;

/// <summary>A compressed payload: a chain of blocks, each with nine bytes in front (method, level, compressed and uncompressed size, little-endian).</summary>
internal static class Blocks
{
    public const int HeaderLength = 9;

    /// <summary>How much room behind the data helps the decoders.</summary>
    public const int Slack = Inflater.Slack;

    /// <summary>Decompresses a whole payload into new memory.</summary>
    public static byte[] Decompress(ReadOnlySpan<byte> stored, int length, RootPlace place, long offset)
    {
        Check(stored, length, place, offset);
        byte[] result = new byte[length];
        DecompressChecked(stored, result, length, place, offset);
        return result;
    }

    /// <summary>Decompresses a whole payload of <paramref name="length"/> bytes. What lies behind them in <paramref name="room"/> may be overwritten: <see cref="Slack"/> bytes of it make it faster.</summary>
    public static void Decompress(ReadOnlySpan<byte> stored, Span<byte> room, int length, RootPlace place, long offset)
    {
        Check(stored, length, place, offset);
        DecompressChecked(stored, room, length, place, offset);
    }

    // The headers alone tell the sizes: whoever lies about them is refused before memory is taken for the lie.
    public static void Check(ReadOnlySpan<byte> stored, int length, RootPlace place, long offset)
    {
        int position = 0;
        long sum = 0;
        while (sum < length)
        {
            if (stored.Length - position < HeaderLength)
            {
                throw new RootException(place, offset + position, $"the compressed blocks hold {sum} bytes", $"the object has {length}");
            }
            BlockHeader header = BlockHeader.Decode(stored[position..], place, offset + position);
            if (header.StoredLength > stored.Length - position - HeaderLength)
            {
                throw new RootException(place, offset + position, $"a compressed block of {header.StoredLength} bytes", $"{stored.Length - position - HeaderLength} are left of the record");
            }
            position += HeaderLength + header.StoredLength;
            sum += header.Length;
        }
        if (sum != length) throw new RootException(place, offset, $"the compressed blocks hold {sum} bytes", $"the object has {length}");
    }

    private static void DecompressChecked(ReadOnlySpan<byte> stored, Span<byte> room, int length, RootPlace place, long offset)
    {
        using Decoders decoders = Decoders.Rent();
        int position = 0;
        while (length > 0)
        {
            BlockHeader header = BlockHeader.Decode(stored[position..], place, offset + position);
            position += HeaderLength;
            decoders.Decode(header, stored.Slice(position, header.StoredLength), room, place, offset + position);
            position += header.StoredLength;
            room = room[header.Length..];
            length -= header.Length;
        }
    }
}
