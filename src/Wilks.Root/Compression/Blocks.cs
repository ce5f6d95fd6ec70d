namespace Wilks.Root;

/// <summary>A compressed payload: a chain of blocks, each with nine bytes in front (method, level, compressed and uncompressed size, little-endian).</summary>
internal static class Blocks
{
    public const int HeaderLength = 9;

    /// <summary>Decompresses a whole payload into new memory.</summary>
    public static byte[] Decompress(ReadOnlySpan<byte> stored, int length, RootPlace place, long offset)
    {
        Check(stored, length, place, offset);
        byte[] result = new byte[length];
        DecompressChecked(stored, result, place, offset);
        return result;
    }

    /// <summary>Decompresses a whole payload into <paramref name="destination"/>, which has exactly its length.</summary>
    public static void Decompress(ReadOnlySpan<byte> stored, Span<byte> destination, RootPlace place, long offset)
    {
        Check(stored, destination.Length, place, offset);
        DecompressChecked(stored, destination, place, offset);
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

    private static void DecompressChecked(ReadOnlySpan<byte> stored, Span<byte> destination, RootPlace place, long offset)
    {
        using Decoders decoders = Decoders.Rent();
        int position = 0;
        while (!destination.IsEmpty)
        {
            BlockHeader header = BlockHeader.Decode(stored[position..], place, offset + position);
            position += HeaderLength;
            decoders.Decode(header, stored.Slice(position, header.StoredLength), destination[..header.Length], place, offset + position);
            position += header.StoredLength;
            destination = destination[header.Length..];
        }
    }
}
