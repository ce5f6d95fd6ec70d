namespace Wilks.Root;

/// <summary>How a block is compressed.</summary>
internal enum BlockMethod
{
    Zlib,
    Xz,
    Lz4,
    Zstd,
}

/// <summary>The nine bytes in front of a compressed block.</summary>
internal readonly record struct BlockHeader(BlockMethod Method, int StoredLength, int Length)
{
    // What a byte of each method can become at most, with room for small blocks: more is a bomb or a broken file.
    private const int SmallBlock = 4096;
    private const int MostOfDeflate = 1040;
    private const int MostOfLz4 = 256;
    private const int MostOfOthers = 1 << 17;

    public static BlockHeader Decode(ReadOnlySpan<byte> bytes, RootPlace place, long offset)
    {
        BlockMethod method = (bytes[0], bytes[1]) switch
        {
            ((byte)'Z', (byte)'L') => BlockMethod.Zlib,
            ((byte)'X', (byte)'Z') => BlockMethod.Xz,
            ((byte)'L', (byte)'4') => BlockMethod.Lz4,
            ((byte)'Z', (byte)'S') => BlockMethod.Zstd,
            ((byte)'C', (byte)'S') => throw new RootException(place, offset, "a block of the compression 'CS', which ROOT gave up in 2006", "copy the file with a newer ROOT (hadd) and read the copy"),
            _ => throw new RootException(place, offset, $"a compressed block marked 0x{bytes[0]:x2}{bytes[1]:x2}", "ZL, XZ, L4 and ZS are known"),
        };
        int stored = bytes[3] | (bytes[4] << 8) | (bytes[5] << 16);
        int length = bytes[6] | (bytes[7] << 8) | (bytes[8] << 16);
        long most = SmallBlock + ((long)stored * (method switch { BlockMethod.Zlib => MostOfDeflate, BlockMethod.Lz4 => MostOfLz4, _ => MostOfOthers }));
        if (length == 0 || length > most) throw new RootException(place, offset, $"a block of {stored} bytes that would become {length}", "that can't be");
        return new BlockHeader(method, stored, length);
    }
}
